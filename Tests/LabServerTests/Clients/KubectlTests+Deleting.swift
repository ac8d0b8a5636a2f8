import Testing

extension KubectlTests {
  /// kubectl, old and new, deletes and waits as it does elsewhere.
  @Suite struct Deleting {
    @Test("an object with a finalizer stays until the finalizer goes", arguments: Kubectl.Release.allCases)
    func finalizers(release: Kubectl.Release) async throws {
      try await Kubectl.withLab(release) { kubectl in
        let held = Kubectl.configMap("held", "1", metadata: "finalizers: [example.com/hold]")
        try await kubectl("apply", "-f", "-", input: held)
        let slow = try await kubectl.result("delete", "cm", "held", "--timeout=1s")
        #expect(slow.code == 1 && slow.errors.contains("timed out waiting for the condition"), "\(slow)")
        let kept = try await kubectl("get", "cm", "held", "-o", "jsonpath={.metadata.deletionTimestamp}")
        #expect(kept.hasSuffix("Z"))
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask {
            // It may be gone before the wait begins.
            let waited = try await kubectl.result("wait", "--for=delete", "cm/held", "--timeout=30s")
            #expect(
              waited.code == 0 || waited.errors.contains("NotFound")
                || waited.errors.contains("no matching resources found"), "\(waited)")
          }
          try await kubectl("patch", "cm", "held", "--type=merge", "-p", #"{"metadata":{"finalizers":null}}"#)
          try await group.waitForAll()
        }
        let gone = try await kubectl("get", "cm", "held", "--ignore-not-found")
        #expect(gone.isEmpty)
      }
    }

    @Test("with dependents, without them, by label, and with a namespace", arguments: Kubectl.Release.allCases)
    func cascades(release: Kubectl.Release) async throws {
      try await Kubectl.withLab(release) { kubectl in
        try await kubectl("apply", "-f", "-", input: Kubectl.deployment)
        try await kubectl("wait", "--for=condition=Available", "deployment/web", "--timeout=20s")
        try await kubectl("delete", "deployment", "web", "--cascade=orphan")
        let orphans = try await kubectl("get", "replicasets", "-o", "jsonpath={.items[*].metadata.ownerReferences}")
        #expect(orphans == "")
        try await kubectl("apply", "-f", "-", input: Kubectl.deployment)
        try await kubectl("rollout", "status", "deployment/web", "--timeout=20s")
        let adopted = try await kubectl(
          "get", "replicasets", "-o", "jsonpath={.items[*].metadata.ownerReferences[*].kind}")
        #expect(adopted == "Deployment")
        // A pod that the selector does not choose any more is let go, and another takes its place.
        let pod = try await kubectl("get", "pods", "-l", "app=web", "-o", "jsonpath={.items[0].metadata.name}")
        try await kubectl("label", "--overwrite", "pod", pod, "app=debug")
        try await kubectl("delete", "deployment", "web", "--cascade=foreground")
        let free = try await kubectl("get", "pods,replicasets", "-o", "name")
        #expect(free == "pod/\(pod)\n")
        try await kubectl("delete", "pod", pod, "--now")
        let left = try await kubectl("get", "pods,replicasets", "-o", "name")
        #expect(left == "")
        try await kubectl("create", "namespace", "short")
        try await kubectl("-n", "short", "create", "configmap", "a")
        try await kubectl("delete", "namespace", "short")
        let gone = try await kubectl.result("get", "namespace", "short")
        #expect(gone.errors.contains("NotFound"))
        let nothing = try await kubectl("delete", "cm", "nobody", "--ignore-not-found")
        #expect(nothing == "")
        try await kubectl("create", "configmap", "x1")
        try await kubectl("label", "cm", "x1", "x=y")
        let many = try await kubectl("delete", "cm", "-l", "x=y", "--now")
        #expect(many.contains(#""x1""#))
      }
    }
  }
}
