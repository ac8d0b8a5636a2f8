import Testing

extension KubectlTests {
  /// kubectl, old and new, writes to the embedded server as to any other.
  @Suite struct Writing {
    @Test("apply on the client's side: created, unchanged, configured, pruned", arguments: Kubectl.Release.allCases)
    func apply(release: Kubectl.Release) async throws {
      try await Kubectl.withLab(release) { kubectl in
        let first = try await kubectl("apply", "-f", "-", input: Kubectl.deployment)
        #expect(first == "deployment.apps/web created\n")
        let again = try await kubectl("apply", "-f", "-", input: Kubectl.deployment)
        #expect(again == "deployment.apps/web unchanged\n")
        let scaled = Kubectl.deployment.replacing("replicas: 2", with: "replicas: 3")
        let changed = try await kubectl("apply", "-f", "-", input: scaled)
        #expect(changed == "deployment.apps/web configured\n")
        let difference = try await kubectl.result("diff", "-f", "-", input: Kubectl.deployment)
        #expect(difference.code == 1 && difference.output.contains("-  replicas: 3"), "\(difference)")
        let same = try await kubectl.result("diff", "-f", "-", input: scaled)
        #expect(same.code == 0 && same.output.isEmpty, "\(same)")
        let dry = try await kubectl("apply", "--dry-run=server", "-f", "-", input: Kubectl.configMap("dry", "1"))
        #expect(dry.contains("created (server dry run)"))
        let absent = try await kubectl.result("get", "cm", "dry")
        #expect(absent.code == 1)
        let invalid = try await kubectl.result(
          "apply", "-f", "-", input: Kubectl.deployment.replacing("web", with: "W_b"))
        #expect(invalid.code == 1 && invalid.errors.contains("metadata.name: Invalid value"), "\(invalid)")
        let odd = try await kubectl.result("apply", "-f", "-", input: Kubectl.configMap("odd", "1") + "\ndatum: {}")
        #expect(odd.code == 1 && odd.errors.contains("datum"), "\(odd)")
        let both = ["one", "two"].map { Kubectl.configMap($0, "1", metadata: "labels: {set: x}") }
        try await kubectl("apply", "-f", "-", input: both.joined(separator: "\n---\n"))
        let pruned = try await kubectl(
          "apply", "-f", "-", "--prune", "-l", "set=x",
          "--prune-\(release == .debian ? "white" : "allow")list=core/v1/ConfigMap",
          input: both[0])
        #expect(pruned.contains("configmap/one unchanged") && pruned.contains("configmap/two pruned"), "\(pruned)")
      }
    }

    @Test("apply on the server's side: conflicts, force, and taking over", arguments: Kubectl.Release.allCases)
    func serverSideApply(release: Kubectl.Release) async throws {
      try await Kubectl.withLab(release) { kubectl in
        let server = try await kubectl("apply", "--server-side", "-f", "-", input: Kubectl.configMap("s", "1"))
        #expect(server == "configmap/s serverside-applied\n")
        let other = Kubectl.configMap("s", "2")
        let conflict = try await kubectl.result(
          "apply", "--server-side", "--field-manager=other", "-f", "-", input: other)
        #expect(conflict.code == 1 && conflict.errors.contains(".data.k"), "\(conflict)")
        #expect(conflict.errors.contains("--force-conflicts"))
        try await kubectl(
          "apply", "--server-side", "--field-manager=other", "--force-conflicts", "-f", "-", input: other)
        let value = try await kubectl("get", "cm", "s", "-o", "jsonpath={.data.k}")
        #expect(value == "2")
        try await kubectl("apply", "-f", "-", input: Kubectl.configMap("m", "1"))
        try await kubectl("apply", "--server-side", "--force-conflicts", "-f", "-", input: Kubectl.configMap("m", "2"))
        let taken = try await kubectl("get", "cm", "m", "-o", "jsonpath={.data.k}")
        #expect(taken == "2")
      }
    }

    @Test("create, label, annotate, patch, replace and edit", arguments: Kubectl.Release.allCases)
    func patches(release: Kubectl.Release) async throws {
      try await Kubectl.withLab(release) { kubectl in
        try await kubectl("create", "configmap", "a", "--from-literal=k=1")
        let twice = try await kubectl.result("create", "configmap", "a")
        #expect(twice.errors.contains("AlreadyExists") || twice.errors.contains("already exists"), "\(twice)")
        try await kubectl("create", "secret", "generic", "s", "--from-literal=p=q")
        try await kubectl("create", "serviceaccount", "robot")
        try await kubectl("create", "namespace", "other")
        try await kubectl("create", "quota", "q", "--hard=configmaps=5")
        try await kubectl("create", "job", "j", "--image=busybox")
        if release == .installed {  // The old one knows only policy/v1beta1.
          try await kubectl("create", "poddisruptionbudget", "p", "--selector=app=web", "--min-available=1")
        }
        try await kubectl("label", "cm", "a", "tier=front")
        let kept = try await kubectl.result("label", "cm", "a", "tier=back")
        #expect(kept.code == 1)
        try await kubectl("label", "--overwrite", "cm", "a", "tier=back")
        try await kubectl("annotate", "cm", "a", "note=it is so")
        try await kubectl("annotate", "cm", "a", "note-")
        try await kubectl("patch", "cm", "a", "--type=merge", "-p", #"{"data":{"m":"1"}}"#)
        try await kubectl("patch", "cm", "a", "--type=json", "-p", #"[{"op":"remove","path":"/data/k"}]"#)
        let shown = try await kubectl(
          "get", "cm", "a", "-o", "jsonpath={.data}{.metadata.labels}{.metadata.annotations}")
        #expect(shown == #"{"m":"1"}{"tier":"back"}"#)
        let unpatched = try await kubectl("patch", "cm", "a", "--type=merge", "-p", #"{"data":{"m":"1"}}"#)
        #expect(unpatched.contains("no change"))
        let edited = try await kubectl.result("edit", "cm", "a", editor: "sed -i 's/m: \"1\"/m: edited/'")
        #expect(edited.code == 0 && edited.output.contains("configmap/a edited"), "\(edited)")
        try await kubectl("replace", "-f", "-", input: Kubectl.configMap("a", "3"))
        let replaced = try await kubectl("get", "cm", "a", "-o", "jsonpath={.data}")
        #expect(replaced == #"{"k":"3"}"#)
        try await kubectl("replace", "--force", "-f", "-", input: Kubectl.configMap("a", "4"))
      }
    }

    @Test("scale, set, expose, roll out, undo, autoscale and drain", arguments: Kubectl.Release.allCases)
    func workloads(release: Kubectl.Release) async throws {
      try await Kubectl.withLab(release) { kubectl in
        try await kubectl("create", "deployment", "web", "--image=nginx:1", "--replicas=2")
        try await kubectl(
          "patch", "deployment", "web", "-p",
          #"{"spec":{"template":{"spec":{"containers":[{"name":"side","image":"busybox"}]}}}}"#)
        let images = try await kubectl("get", "deployment", "web", "-o", "jsonpath={..containers[*].image}")
        #expect(Set(images.split(separator: " ")) == ["nginx:1", "busybox"])
        try await kubectl("set", "image", "deployment/web", "nginx=nginx:2")
        try await kubectl("set", "env", "deployment/web", "A=b")
        try await kubectl("scale", "deployment/web", "--replicas=1")
        let wrong = try await kubectl.result("scale", "deployment/web", "--current-replicas=7", "--replicas=2")
        #expect(wrong.code == 1 && wrong.errors.contains("7"), "\(wrong)")
        let status = try await kubectl("rollout", "status", "deployment/web", "--timeout=20s")
        #expect(status.contains("successfully rolled out"))
        try await kubectl("rollout", "restart", "deployment/web")
        try await kubectl("rollout", "undo", "deployment/web", "--to-revision=1")
        try await kubectl("rollout", "status", "deployment/web", "--timeout=20s")
        let back = try await kubectl("get", "deployment", "web", "-o", "jsonpath={..containers[*].image}")
        #expect(back == "nginx:1")
        let history = try await kubectl("rollout", "history", "deployment/web")
        #expect(history.contains("REVISION"))
        try await kubectl("expose", "deployment/web", "--port=80")
        let service = try await kubectl("get", "service", "web", "-o", "jsonpath={.spec.clusterIP}")
        #expect(service.hasPrefix("10."))
        try await kubectl("autoscale", "deployment", "web", "--max=3")
        let scaler = try await kubectl("get", "hpa", "web", "-o", "jsonpath={.spec.maxReplicas}")
        #expect(scaler == "3")
        let node = try await kubectl("get", "nodes", "-o", "jsonpath={.items[0].metadata.name}")
        try await kubectl("drain", node, "--ignore-daemonsets", "--force", "--timeout=20s")
        let cordoned = try await kubectl("get", "node", node)
        #expect(cordoned.contains("SchedulingDisabled"))
        try await kubectl("uncordon", node)
        try await kubectl("rollout", "status", "deployment/web", "--timeout=20s")
        try await kubectl("taint", "nodes", node, "a=b:NoSchedule")
        try await kubectl("taint", "nodes", node, "a-")
      }
    }
  }
}
