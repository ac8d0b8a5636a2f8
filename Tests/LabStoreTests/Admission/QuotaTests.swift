import Documents
import Testing

@testable import LabStore

@Suite(.timeLimit(.minutes(1))) struct QuotaTests {
  @Test("of two creations at once one gets the last place") func race() async throws {
    for _ in 0..<20 {
      let bench = try await NamespaceBench("resourcequotas", #"{"hard": {"count/secrets": "1"}}"#)
      async let first = bench.create("secrets", "a").status
      async let second = bench.create("secrets", "b").status
      let statuses = try await [first, second].sorted()
      #expect(statuses == [201, 403])
      #expect(try await bench.used() == ["count/secrets": "1"])
    }
  }

  @Test("what is used is told right after each creation and deletion, finalizers included")
  func used() async throws {
    let bench = try await NamespaceBench("resourcequotas", #"{"hard": {"configmaps": "3", "count/secrets": 2}}"#)
    try await bench.create("configmaps", "a")
    #expect(try await bench.used() == ["configmaps": "1", "count/secrets": "0"])
    try await bench.create("configmaps", "b")
    #expect(try await bench.used()?["configmaps"] == "2")
    _ = try await bench.send("PATCH", "configmaps/a", ["metadata": ["finalizers": ["x.dev/y"]]])
    _ = try await bench.send("DELETE", "configmaps/a")
    #expect(try await bench.used()?["configmaps"] == "2")
    _ = try await bench.send("PATCH", "configmaps/a", ["metadata": ["finalizers": .null]])
    #expect(try await bench.used()?["configmaps"] == "1")
    _ = try await bench.send("DELETE", "configmaps")
    #expect(try await bench.used()?["configmaps"] == "0")
  }

  @Test("a dry run takes no place") func dryRun() async throws {
    let bench = try await NamespaceBench("resourcequotas", #"{"hard": {"secrets": "1"}}"#)
    try await bench.create("secrets?dryRun=All", "a")
    #expect(try await bench.create("secrets", "b").status == 201)
    let refused = try await bench.create("secrets?dryRun=All", "c")
    #expect(refused.status == 403)
  }

  @Test("cores and bytes of pods are added up, and each container has to name its own") func compute() async throws {
    let bench = try await NamespaceBench(
      "resourcequotas", #"{"hard": {"requests.cpu": "1", "limits.memory": "1Gi", "pods": "3"}}"#)
    let silent = try await bench.createPod("p", ["c": #"{"requests": {"cpu": "1"}}"#, "b": "{}"])
    #expect(
      silent.body["message"]
        == #"pods "p" is forbidden: failed quota: few: must specify limits.memory for: b,c; requests.cpu for: b"#)
    let small = #"{"requests": {"cpu": "300m"}, "limits": {"memory": "256Mi"}}"#
    let large = #"{"requests": {"cpu": "700m"}, "limits": {"memory": "512Mi"}}"#
    #expect(try await bench.createPod("p", ["c": small, "b": small], initial: ["i": small]).status == 201)
    #expect(try await bench.used() == ["limits.memory": "512Mi", "pods": "1", "requests.cpu": "600m"])
    let refused = try await bench.createPod("q", ["c": large])
    #expect(
      refused.body["message"]
        == "pods \"q\" is forbidden: exceeded quota: few, requested: requests.cpu=700m, used: requests.cpu=600m, limited: requests.cpu=1"
    )
    _ = try await bench.send("DELETE", "pods/p?gracePeriodSeconds=0")
    #expect(try await bench.createPod("q", ["c": large]).status == 201)
  }

  @Test(
    "services and claims are measured, too",
    arguments: [
      (
        #"{"services.nodeports": "1"}"#, "services",
        #"{"type": "NodePort", "ports": [{"port": 1, "name": "a"}, {"port": 2, "name": "b"}]}"#,
        "exceeded quota: few, requested: services.nodeports=2, used: services.nodeports=0, limited: services.nodeports=1"
      ),
      (
        #"{"services.loadbalancers": "0"}"#, "services", #"{"type": "LoadBalancer", "ports": [{"port": 1}]}"#,
        "exceeded quota: few, requested: services.loadbalancers=1, used: services.loadbalancers=0, limited: services.loadbalancers=0"
      ),
      (
        #"{"services": "1"}"#, "services", #"{"ports": [{"port": 1}]}"#,
        "exceeded quota: few, requested: services=1, used: services=1, limited: services=1"
      ),
      (
        #"{"requests.storage": "1Gi"}"#, "persistentvolumeclaims",
        #"{"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "2Gi"}}}"#,
        "exceeded quota: few, requested: requests.storage=2Gi, used: requests.storage=0, limited: requests.storage=1Gi"
      ),
    ])
  func others(hard: String, resource: String, spec: String, reason: String) async throws {
    let bench = try await NamespaceBench("resourcequotas", "{\"hard\": \(hard)}")
    let refused = try await bench.create(resource, "s", ["spec": try JSON.parse(spec)])
    #expect(refused.body["message"] == .string("\(resource) \"s\" is forbidden: \(reason)"))
  }

  @Test(
    "a quota with scopes counts the pods that they choose",
    arguments: [
      (#""scopes": ["BestEffort"]"#, "{}", true), (#""scopes": ["BestEffort"]"#, #"{"requests": {"cpu": "1"}}"#, false),
      (#""scopes": ["NotBestEffort"]"#, #"{"limits": {"memory": "1Gi"}}"#, true),
      (#""scopes": ["NotBestEffort", "Terminating"]"#, #"{"limits": {"memory": "1Gi"}}"#, false),
      (#""scopes": ["NotTerminating"]"#, "{}", true),
      (#""scopeSelector": {"matchExpressions": [{"scopeName": "PriorityClass", "operator": "Exists"}]}"#, "{}", false),
      (
        #""scopeSelector": {"matchExpressions": [{"scopeName": "PriorityClass", "operator": "NotIn", "values": ["x"]}]}"#,
        "{}", true
      ),
    ])
  func scopes(scopes: String, resources: String, isCounted: Bool) async throws {
    let bench = try await NamespaceBench("resourcequotas", #"{"hard": {"pods": "0"}, \#(scopes)}"#)
    #expect(try await bench.createPod("p", ["c": resources]).status == (isCounted ? 403 : 201))
  }
}
