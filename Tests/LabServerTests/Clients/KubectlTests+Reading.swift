import Testing

extension KubectlTests {
  /// kubectl, old and new, shows of the embedded server what it shows of any other.
  @Suite struct Reading {
    @Test("version, api-resources, api-versions and explain", arguments: Kubectl.Release.allCases)
    func discovery(release: Kubectl.Release) async throws {
      try await Kubectl.withLab(release) { kubectl in
        let version = try await kubectl("version")
        #expect(version.contains("Server Version") && version.contains("1.36"))
        let resources = try await kubectl("api-resources")
        for line in ["configmaps", "deployments", "customresourcedefinitions", "leases"] {
          #expect(resources.contains(line))
        }
        let names = try await kubectl("api-resources", "-o", "name", "--namespaced=false", "--verbs=list")
        #expect(names.split(separator: "\n").contains("namespaces") && !names.contains("configmaps"))
        let apps = try await kubectl("api-resources", "--api-group=apps", "-o", "wide")
        #expect(apps.contains("deployments") && apps.contains("deletecollection"))
        let versions = try await kubectl("api-versions")
        #expect(versions.split(separator: "\n").contains("apps/v1"))
        let field = try await kubectl("explain", "deployment.spec.replicas")
        #expect(field.contains("replicas") && field.contains("<integer>"))
        let pod = try await kubectl("explain", "pod", "--recursive")
        #expect(pod.contains("containerPort"))
        let cluster = try await kubectl("cluster-info")
        #expect(cluster.contains("is running at"))
        let raw = try await kubectl("get", "--raw", "/readyz")
        #expect(raw == "ok")
      }
    }

    @Test("get in all its forms", arguments: Kubectl.Release.allCases)
    func get(release: Kubectl.Release) async throws {
      try await Kubectl.withLab(release) { kubectl in
        try await kubectl("apply", "-f", "-", input: Kubectl.configMap("a", "1", metadata: "labels: {tier: front}"))
        try await kubectl("apply", "-f", "-", input: Kubectl.configMap("b", "2"))
        let json = try await kubectl("get", "cm", "a", "-o", "json")
        #expect(json.contains(#""k": "1""#))
        let yaml = try await kubectl("get", "configmap/a", "-o", "yaml")
        #expect(yaml.contains("kind: ConfigMap"))
        let selected = try await kubectl("get", "cm", "-l", "tier=front", "-o", "name")
        #expect(selected == "configmap/a\n")
        let field = try await kubectl("get", "cm", "--field-selector", "metadata.name=b", "-o", "name")
        #expect(field == "configmap/b\n")
        let path = try await kubectl("get", "cm", "a", "b", "-o", "jsonpath={.items[*].data.k}")
        #expect(path == "1 2")
        let columns = try await kubectl("get", "cm", "a", "-o", "custom-columns=WHO:.metadata.name,K:.data.k")
        #expect(columns.split(separator: "\n").last?.split(separator: " ") == ["a", "1"])
        let template = try await kubectl("get", "cm", "a", "-o", "go-template={{.data.k}}")
        #expect(template == "1")
        let labels = try await kubectl("get", "cm", "a", "--show-labels", "--no-headers")
        #expect(labels.contains("tier=front"))
        let column = try await kubectl("get", "cm", "a", "-L", "tier")
        #expect(column.contains("TIER") && column.contains("front"))
        let sorted = try await kubectl("get", "cm", "--sort-by=.metadata.name", "--chunk-size=1", "-o", "name")
        #expect(sorted.hasPrefix("configmap/a\nconfigmap/b\n"))
        let two = try await kubectl("get", "cm,sa")
        #expect(two.contains("configmap/a") && two.contains("serviceaccount/default"))
        let missing = try await kubectl.result("get", "cm", "nobody")
        #expect(missing.code == 1)
        #expect(missing.errors.contains(#"Error from server (NotFound): configmaps "nobody" not found"#))
        let unknown = try await kubectl.result("get", "gadgets")
        #expect(unknown.errors.contains(#"the server doesn't have a resource type "gadgets""#))
      }
    }

    @Test("workloads and nodes as tables, and describe", arguments: Kubectl.Release.allCases)
    func describe(release: Kubectl.Release) async throws {
      try await Kubectl.withLab(release) { kubectl in
        try await kubectl("apply", "-f", "-", input: Kubectl.deployment)
        try await kubectl("rollout", "status", "deployment/web", "--timeout=20s")
        let table = try await kubectl("get", "deployment", "web")
        #expect(table.contains("READY") && table.contains("2/2"))
        let wide = try await kubectl("get", "pods", "-o", "wide")
        #expect(wide.contains("NODE") && wide.contains("Running"))
        let generations = try await kubectl("get", "pods", "-o", "jsonpath={.items[*].metadata.generation}")
        #expect(generations == "1 1")
        let everywhere = try await kubectl("get", "all", "--all-namespaces")
        #expect(everywhere.contains("deployment.apps/web") && everywhere.contains("service/kubernetes"))
        let described = try await kubectl("describe", "deployment", "web")
        #expect(described.contains("2 desired") && described.contains("nginx"))
        let pod = try await kubectl("describe", "pods", "-l", "app=web")
        #expect(pod.contains("Controlled By:") && pod.contains("ReplicaSet/web-"))
        let namespace = try await kubectl("describe", "namespace", "default")
        #expect(namespace.contains("Active"))
        let nodes = try await kubectl("get", "nodes")
        #expect(nodes.contains("Ready"))
        let node = try await kubectl("describe", "nodes")
        #expect(node.contains("Non-terminated Pods") && node.contains("web-"))
      }
    }

    @Test("a watch tells what happens", arguments: Kubectl.Release.allCases)
    func watching(release: Kubectl.Release) async throws {
      try await Kubectl.withLab(release) { kubectl in
        try await withThrowingTaskGroup(of: String.self) { group in
          group.addTask {
            try await kubectl.result(
              "get", "cm", "-l", "w=1", "-w", "--output-watch-events", "--no-headers", "--request-timeout=4s"
            ).output
          }
          let seen = Kubectl.configMap("seen", "1", metadata: "labels: {w: \"1\"}, finalizers: [example.com/hold]")
          try await kubectl("apply", "-f", "-", input: seen)
          try await kubectl("annotate", "cm", "seen", "note=it is so")
          for try await text in group { #expect(text.contains("seen") && text.contains("ADDED")) }
        }
      }
    }
  }
}
