import Documents

/// The restricted level of the Pod Security Standards, as far as manifests show it:
/// https://kubernetes.io/docs/concepts/security/pod-security-standards/
enum PodSecurity {
  /// One finding for each workload, as an API server words its one warning.
  static func problems(_ subject: JudgedSubject) -> [Problem] {
    guard let pod = subject.template?["spec"] else { return [] }
    var found: [(text: String, place: Place)] = []
    checkPod(pod, subject.template ?? pod, &found)
    for list in ["initContainers", "containers", "ephemeralContainers"] {
      for container in pod[list]?.items ?? [] { checkContainer(container, pod, &found) }
    }
    guard let first = found.first else { return [] }
    var texts: [String] = []
    for violation in found where !texts.contains(violation.text) { texts.append(violation.text) }
    return [
      subject.problem(
        "the restricted level would refuse it: \(texts.joined(separator: "; "))", at: first.place)
    ]
  }

  private typealias Found = [(text: String, place: Place)]

  private static let volumes: Set<String> = [
    "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image", "persistentVolumeClaim", "projected", "secret",
  ]
  private static let sysctls: Set<String> = [
    "kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.ip_unprivileged_port_start",
    "net.ipv4.tcp_syncookies", "net.ipv4.ping_group_range", "net.ipv4.ip_local_reserved_ports",
    "net.ipv4.tcp_keepalive_time", "net.ipv4.tcp_fin_timeout", "net.ipv4.tcp_keepalive_intvl",
    "net.ipv4.tcp_keepalive_probes", "net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem",
  ]

  private static func checkPod(_ pod: Node, _ template: Node, _ found: inout Found) {
    for name in ["hostNetwork", "hostPID", "hostIPC"] {
      if let member = pod.member(name), member.value.bool == true { found.append((name, member.place)) }
    }
    for volume in pod["volumes"]?.items ?? [] {
      for member in volume.members ?? [] where member.name != "name" && !volumes.contains(member.name) {
        found.append(("a \(member.name) volume", member.place))
      }
    }
    for sysctl in pod["securityContext"]?["sysctls"]?.items ?? [] {
      guard let name = sysctl["name"]?.string, !sysctls.contains(name) else { continue }
      found.append(("sysctl \(name)", sysctl.place))
    }
    for member in template["metadata"]?["annotations"]?.members ?? []
    where member.name.hasPrefix("container.apparmor.security.beta.kubernetes.io/")
      && member.value.string == "unconfined"
    { found.append(("AppArmor is unconfined", member.place)) }
    if let context = pod["securityContext"] { checkContext(context, &found) }
  }

  private static func checkContainer(_ container: Node, _ pod: Node, _ found: inout Found) {
    let context = container["securityContext"]
    let place = container.place(nearest: ["securityContext"])
    func add(_ text: String, _ name: String) {
      found.append((text, container.place(nearest: ["securityContext", name])))
    }
    if let context { checkContext(context, &found) }
    if context?["privileged"]?.bool == true { add("privileged", "privileged") }
    let isForLinux = !isForWindows(pod)
    if isForLinux, context?["allowPrivilegeEscalation"]?.bool != false {
      add("allowPrivilegeEscalation is not false", "allowPrivilegeEscalation")
    }
    let capabilities = context?["capabilities"]
    if isForLinux, capabilities?["drop"]?.items?.contains(where: { $0.string == "ALL" }) != true {
      add("capabilities are not dropped", "capabilities")
    }
    if capabilities?["add"]?.items?.contains(where: { $0.string != "NET_BIND_SERVICE" }) == true {
      add("capabilities are added", "capabilities")
    }
    if let mount = context?["procMount"]?.string, mount != "Default" { add("procMount is \(mount)", "procMount") }
    let nonRoot = context?["runAsNonRoot"]?.bool ?? pod["securityContext"]?["runAsNonRoot"]?.bool
    if nonRoot != true { found.append(("runAsNonRoot is not true", place)) }
    let profile =
      context?["seccompProfile"]?["type"]?.string ?? pod["securityContext"]?["seccompProfile"]?["type"]?.string
    if isForLinux, !["RuntimeDefault", "Localhost", "Unconfined"].contains(profile) {
      found.append(("seccompProfile is not RuntimeDefault", place))
    }
    for port in container["ports"]?.items ?? [] {
      if let member = port.member("hostPort"), member.value.integer ?? 0 != 0 {
        found.append(("hostPort", member.place))
      }
    }
  }

  /// Some fields are Linux', and mean nothing in pods that say that they are for Windows.
  private static func isForWindows(_ pod: Node) -> Bool { pod["os"]?["name"]?.string == "windows" }

  /// What pods and containers have alike.
  private static func checkContext(_ context: Node, _ found: inout Found) {
    if context["seccompProfile"]?["type"]?.string == "Unconfined" {
      found.append(("seccompProfile is Unconfined", context.place(nearest: ["seccompProfile", "type"])))
    }
    if context["runAsNonRoot"]?.bool == false {
      found.append(("runAsNonRoot is not true", context.place(nearest: ["runAsNonRoot"])))
    }
    if context["runAsUser"]?.integer == 0 { found.append(("runAsUser is 0", context.place(nearest: ["runAsUser"]))) }
    if let type = context["seLinuxOptions"]?["type"]?.string,
      !["", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"].contains(type)
    {
      found.append(("the SELinux type is \(type)", context.place(nearest: ["seLinuxOptions", "type"])))
    }
    for name in ["user", "role"] {
      if let value = context["seLinuxOptions"]?[name]?.string, !value.isEmpty {
        found.append(("a SELinux \(name) is set", context.place(nearest: ["seLinuxOptions", name])))
      }
    }
    if context["appArmorProfile"]?["type"]?.string == "Unconfined" {
      found.append(("AppArmor is unconfined", context.place(nearest: ["appArmorProfile", "type"])))
    }
    if context["windowsOptions"]?["hostProcess"]?.bool == true {
      found.append(("hostProcess", context.place(nearest: ["windowsOptions", "hostProcess"])))
    }
  }
}
