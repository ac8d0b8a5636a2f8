import Testing

extension KubectlTests {
  /// What kubectl, old and new, may do, and what no simulated lab can.
  @Suite struct Rights {
    @Test("auth can-i answers by roles and bindings", arguments: Kubectl.Release.allCases)
    func rights(release: Kubectl.Release) async throws {
      try await Kubectl.withLab(release) { kubectl in
        let may = try await kubectl("auth", "can-i", "create", "deployments")
        #expect(may == "yes\n")
        let mayNot = try await kubectl.result("auth", "can-i", "list", "secrets", "--as=alice")
        #expect(mayNot.code == 1 && mayNot.output.hasPrefix("no"), "\(mayNot)")
        let refused = try await kubectl.result("get", "secrets", "--as=alice")
        #expect(refused.errors.contains(#"secrets is forbidden: User "alice" cannot list resource "secrets""#))
        try await kubectl("create", "role", "reader", "--verb=get,list,watch", "--resource=secrets")
        try await kubectl("create", "rolebinding", "r", "--role=reader", "--user=alice")
        let now = try await kubectl("auth", "can-i", "list", "secrets", "--as=alice")
        #expect(now == "yes\n")
        let list = try await kubectl("auth", "can-i", "--list", "--as=alice")
        #expect(list.contains("secrets"))
        let robot = try await kubectl.result(
          "auth", "can-i", "get", "pods", "--as=system:serviceaccount:default:default")
        #expect(robot.code == 1)
        try await kubectl("create", "clusterrolebinding", "c", "--clusterrole=view", "--serviceaccount=default:default")
        let seeing = try await kubectl("auth", "can-i", "get", "pods", "--as=system:serviceaccount:default:default")
        #expect(seeing == "yes\n")
      }
    }

    @Test("a token of a service account is its holder's (kubectl 1.24 and later)")
    func token() async throws {
      try await Kubectl.withLab(.installed) { kubectl in
        try await kubectl("create", "serviceaccount", "robot")
        let token = try await kubectl("create", "token", "robot", "--duration=1h", "-o", "jsonpath={.status.token}")
        let review =
          #"{"apiVersion": "authentication.k8s.io/v1", "kind": "TokenReview", "spec": {"token": "\#(token)"}}"#
        let holder = try await kubectl("create", "-f", "-", "-o", "jsonpath={.status.user.username}", input: review)
        #expect(holder == "system:serviceaccount:default:robot")
        let own = try await kubectl("auth", "whoami", "-o", "jsonpath={.status.userInfo.groups}")
        #expect(own.contains("system:masters"))
        let absent = try await kubectl.result("create", "token", "nobody")
        #expect(absent.errors.contains(#"serviceaccounts "nobody" not found"#), "\(absent)")
        try await kubectl("wait", "--for=jsonpath={.status.phase}=Active", "namespace/default", "--timeout=20s")
        try await kubectl("events")
      }
    }

    @Test("logs, exec and top say that nothing runs here", arguments: Kubectl.Release.allCases)
    func containers(release: Kubectl.Release) async throws {
      try await Kubectl.withLab(release) { kubectl in
        try await kubectl("run", "pod", "--image=nginx", "--restart=Never")
        try await kubectl("wait", "--for=condition=Ready", "pod/pod", "--timeout=20s")
        let logs = try await kubectl.result("logs", "pod")
        #expect(logs.code == 1 && logs.errors.contains("simulated"), "\(logs)")
        let exec = try await kubectl.result("exec", "pod", "--", "true")
        #expect(exec.code == 1 && !exec.errors.isEmpty, "\(exec)")
        let top = try await kubectl.result("top", "pods")
        #expect(top.code == 1 && top.errors.contains("Metrics API not available"), "\(top)")
        try await kubectl("delete", "pod", "pod", "--grace-period=0", "--force")
      }
    }
  }
}
