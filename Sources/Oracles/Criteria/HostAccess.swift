import Documents

/// What pods have of their nodes.
enum HostAccess {
  static func problems(_ subject: JudgedSubject) -> [Problem] {
    guard let pod = subject.template?["spec"] else { return [] }
    var problems: [Problem] = []
    for name in ["hostNetwork", "hostPID", "hostIPC"] {
      if let member = pod.member(name), member.value.bool == true {
        problems.append(subject.problem("\(name) is true", at: member.place))
      }
    }
    for context in contexts(pod) {
      guard let options = context["windowsOptions"], let member = options.member("hostProcess"),
        member.value.bool == true
      else { continue }
      problems.append(subject.problem("hostProcess is true", at: member.place))
    }
    for volume in pod["volumes"]?.items ?? [] {
      guard let member = volume.member("hostPath") else { continue }
      let path = member.value["path"]?.string ?? ""
      problems.append(subject.problem("it mounts \(path.isEmpty ? "a path" : path) of the node", at: member.place))
    }
    for list in ["initContainers", "containers"] {
      for container in pod[list]?.items ?? [] { problems += check(container, subject) }
    }
    return problems
  }

  private static func contexts(_ pod: Node) -> [Node] {
    let containers = ["initContainers", "containers"].flatMap { pod[$0]?.items ?? [] }
    return ([pod] + containers).compactMap { $0["securityContext"] }
  }

  private static func check(_ container: Node, _ subject: JudgedSubject) -> [Problem] {
    let name = (container["name"]?.string ?? "").quoted
    var problems: [Problem] = []
    if let member = container["securityContext"]?.member("privileged"), member.value.bool == true {
      problems.append(subject.problem("container \(name) is privileged", at: member.place))
    }
    for port in container["ports"]?.items ?? [] {
      if let member = port.member("hostPort"), let number = member.value.integer, number != 0 {
        problems.append(subject.problem("container \(name) takes the port \(number) of the node", at: member.place))
      }
    }
    return problems
  }
}
