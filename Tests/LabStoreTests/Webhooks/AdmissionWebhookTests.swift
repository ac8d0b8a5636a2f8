import Documents
import Testing

@testable import LabStore

@Suite(.timeLimit(.minutes(5))) struct AdmissionWebhookTests {
  private static let maps = "/api/v1/namespaces/default/configmaps"

  private static func map(_ name: String, _ data: Value = ["k": "v"], labels: Value = [:]) -> Value {
    ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": .string(name), "labels": labels], "data": data]
  }

  private static func webhook(_ name: String, _ more: Object = [:]) -> Value {
    var webhook: Object = [
      "name": .string("\(name).example.com"), "sideEffects": "None", "admissionReviewVersions": ["v1"],
      "clientConfig": ["url": .string("https://hooks.example.com/\(name)")],
      "rules": [
        [
          "operations": ["CREATE", "UPDATE", "DELETE"], "apiGroups": [""], "apiVersions": ["v1"],
          "resources": ["configmaps"],
        ]
      ],
    ]
    for (key, value) in more { webhook[key] = value }
    return .object(webhook)
  }

  private static func install(_ kind: String, _ webhooks: [Value], _ client: StoreClient) async throws {
    let configuration: Value = [
      "apiVersion": "admissionregistration.k8s.io/v1", "kind": .string("\(kind)WebhookConfiguration"),
      "metadata": ["name": .string("\(kind.lowercased())-hooks")], "webhooks": .array(webhooks),
    ]
    let path = "/apis/admissionregistration.k8s.io/v1/\(kind.lowercased())webhookconfigurations"
    let answer = try await client.send("POST", path, configuration)
    try #require(answer.status == 201, "\(answer.body)")
  }

  @Test("a validating webhook sees the request, and its refusal is the answer")
  func refusal() async throws {
    let listener = WebhookListener { _, request in
      request["object"]?["data"]?["k"] == "bad"
        ? ["allowed": false, "status": ["code": 403, "reason": "Forbidden", "message": "k is bad"]]
        : ["allowed": true, "warnings": ["k is fine"]]
    }
    let client = StoreClient(listener.configuration)
    try await Self.install("Validating", [Self.webhook("check")], client)
    let good = try await client.send("POST", Self.maps, Self.map("a"))
    #expect(good.status == 201)
    #expect(good.warnings == ["k is fine"])
    let bad = try await client.send("POST", Self.maps, Self.map("b", ["k": "bad"]))
    #expect(bad.status == 403)
    #expect(bad.body["message"] == #"admission webhook "check.example.com" denied the request: k is bad"#)
    #expect(bad.body["reason"] == "Forbidden")
    let request = try #require(listener.requests.first?.request)
    #expect(request["operation"] == "CREATE" && request["name"] == "a" && request["namespace"] == "default")
    #expect(request["resource"] == ["group": "", "version": "v1", "resource": "configmaps"])
    #expect(request["kind"] == ["group": "", "version": "v1", "kind": "ConfigMap"])
    #expect(request["oldObject"] == .null && request["dryRun"] == false)
    #expect(request["object"]?["metadata"]?["uid"]?.string == good.body["metadata"]?["uid"]?.string)
    #expect(listener.requests.count == 2, "each request is one question")
  }

  private static let wordings: [(Value, Int, String)] = [
    ([:], 400, "denied the request without explanation"),
    (["status": ["reason": "TooBig"]], 400, "denied the request: TooBig"),
    (["status": ["code": 422, "message": "no"]], 422, "denied the request: no"),
  ]

  @Test(
    "a refusal without words says so",
    arguments: wordings)
  func wording(status: Value, code: Int, message: String) async throws {
    let listener = WebhookListener { _, _ in
      var response = status
      response["allowed"] = false
      return response
    }
    let client = StoreClient(listener.configuration)
    try await Self.install("Validating", [Self.webhook("no")], client)
    let answer = try await client.send("POST", Self.maps, Self.map("a"))
    #expect(answer.status == code)
    #expect(answer.body["message"]?.string == "admission webhook \"no.example.com\" \(message)")
  }

  @Test("updates and deletions show what was there")
  func operations() async throws {
    let listener = WebhookListener { _, _ in ["allowed": true] }
    let client = StoreClient(listener.configuration)
    try await client.send("POST", Self.maps, Self.map("a"))
    try await Self.install("Validating", [Self.webhook("see")], client)
    try await client.send(
      "PATCH", "\(Self.maps)/a", ["data": ["k": "w"]], type: "application/merge-patch+json")
    try await client.send("DELETE", "\(Self.maps)/a")
    let seen = listener.requests.map(\.request)
    #expect(seen.map { $0["operation"] } == ["UPDATE", "DELETE"])
    #expect(seen[0]["oldObject"]?["data"] == ["k": "v"] && seen[0]["object"]?["data"] == ["k": "w"])
    #expect(seen[1]["oldObject"]?["data"] == ["k": "w"] && seen[1]["object"] == .null)
  }

  @Test("mutating webhooks change the object one after the other, and are asked again when a later one has changed it")
  func mutation() async throws {
    let listener = WebhookListener { url, request in
      let data = request["object"]?["data"]?.object ?? [:]
      if url.hasSuffix("first") {
        return WebhookListener.patch([["op": "add", "path": "/data/first", "value": .string("\(data.count)")]])
      }
      return data["second"] == nil
        ? WebhookListener.patch([["op": "add", "path": "/data/second", "value": "yes"]]) : ["allowed": true]
    }
    let client = StoreClient(listener.configuration)
    try await Self.install(
      "Mutating", [Self.webhook("first", ["reinvocationPolicy": "IfNeeded"]), Self.webhook("second")], client)
    let answer = try await client.send("POST", Self.maps, Self.map("a"))
    #expect(answer.body["data"] == ["k": "v", "first": "3", "second": "yes"])
    #expect(listener.requests.map(\.path) == ["first", "second", "first"])
  }

  @Test("a failing webhook refuses the request, or is passed over, as its policy says")
  func failures() async throws {
    let listener = WebhookListener { url, _ in throw WebhookFailure("Post \"\(url)\": connection refused") }
    let client = StoreClient(listener.configuration)
    try await Self.install("Validating", [Self.webhook("away", ["failurePolicy": "Ignore"])], client)
    #expect(try await client.send("POST", Self.maps, Self.map("a")).status == 201)
    try await Self.install("Mutating", [Self.webhook("away", ["failurePolicy": "Fail"])], client)
    let refused = try await client.send("POST", Self.maps, Self.map("b"))
    #expect(refused.status == 500)
    #expect(
      refused.body["message"]
        == #"Internal error occurred: failed calling webhook "away.example.com": failed to call webhook: Post "https://hooks.example.com/away": connection refused"#
    )
  }

  @Test("an answer to another question counts as a failure")
  func foreignAnswer() async throws {
    var configuration = LabStore.Configuration()
    configuration.webhooks = WebhookCaller { _, _ throws(WebhookFailure) in
      Array(
        #"{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","response":{"uid":"x","allowed":true}}"#.utf8)
    }
    let client = StoreClient(configuration)
    try await Self.install("Validating", [Self.webhook("odd")], client)
    let answer = try await client.send("POST", Self.maps, Self.map("a"))
    #expect(answer.status == 500 && answer.body["message"]?.string?.contains("expected response.uid=") == true)
  }

  private static func rule(_ operation: String, _ group: String, _ resource: String, _ more: Object = [:]) -> Object {
    var rule: Object = [
      "operations": [.string(operation)], "apiGroups": [.string(group)], "apiVersions": ["*"],
      "resources": [.string(resource)],
    ]
    for (key, value) in more { rule[key] = value }
    return ["rules": [.object(rule)]]
  }

  private static func condition(_ expression: String) -> Object {
    ["matchConditions": [["name": "c", "expression": .string(expression)]]]
  }

  private static func selector(_ field: String, _ label: String, _ value: String) -> Object {
    [field: ["matchLabels": .object(Object([(label, .string(value))]))]]
  }

  private static let matchings: [(Object, Int)] = [
    (rule("DELETE", "", "configmaps"), 0),
    (rule("*", "*", "*/*"), 1),
    (rule("*", "", "configmaps", ["scope": "Cluster"]), 0),
    (selector("objectSelector", "tier", "gold"), 1),
    (selector("objectSelector", "tier", "lead"), 0),
    (selector("namespaceSelector", "kubernetes.io/metadata.name", "default"), 1),
    (selector("namespaceSelector", "kubernetes.io/metadata.name", "other"), 0),
    (condition("object.metadata.labels.tier == 'gold'"), 1),
    (condition("object.metadata.labels.tier == 'lead'"), 0),
  ]

  @Test(
    "only those are asked whose rules, selectors and conditions fit",
    arguments: matchings)
  func matching(more: Object, questions: Int) async throws {
    let listener = WebhookListener { _, _ in ["allowed": true] }
    let client = StoreClient(listener.configuration)
    try await Self.install("Validating", [Self.webhook("some", more)], client)
    let answer = try await client.send("POST", Self.maps, Self.map("a", labels: ["tier": "gold"]))
    #expect(answer.status == 201, "\(answer.body)")
    #expect(listener.requests.count == questions)
  }

  @Test("webhook configurations themselves pass no webhook, so that nobody is locked out")
  func configurations() async throws {
    let listener = WebhookListener { _, _ in ["allowed": false] }
    let client = StoreClient(listener.configuration)
    let everything: Object = [
      "rules": [["operations": ["*"], "apiGroups": ["*"], "apiVersions": ["*"], "resources": ["*"]]]
    ]
    try await Self.install("Validating", [Self.webhook("never", everything)], client)
    let path = "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/validating-hooks"
    #expect(try await client.send("DELETE", path).status == 200)
    #expect(try await client.send("POST", Self.maps, Self.map("a")).status == 201)
  }

  @Test("a generated name and a dry run are one question each")
  func generatedName() async throws {
    let listener = WebhookListener { _, _ in ["allowed": true] }
    let client = StoreClient(listener.configuration)
    try await Self.install("Validating", [Self.webhook("see")], client)
    let generated: Value = ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["generateName": "g-"]]
    let answer = try await client.send("POST", "\(Self.maps)?dryRun=All", generated)
    #expect(answer.status == 201)
    #expect(listener.requests.count == 1)
    #expect(listener.requests[0].request["dryRun"] == true)
    #expect(listener.requests[0].request["object"]?["metadata"]?["name"] == answer.body["metadata"]?["name"])
  }

  @Test("pods that controllers make pass webhooks, too")
  func controllers() async throws {
    let listener = WebhookListener { _, _ in
      WebhookListener.patch([["op": "add", "path": "/metadata/annotations", "value": ["injected": "yes"]]])
    }
    let client = StoreClient(listener.configuration)
    let rules: Object = [
      "rules": [["operations": ["CREATE"], "apiGroups": [""], "apiVersions": ["v1"], "resources": ["pods"]]]
    ]
    try await Self.install("Mutating", [Self.webhook("inject", rules)], client)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await client.store.run() }
      let events = try await client.watch("/api/v1/namespaces/default/pods?watch=1")
      let container: Value = ["name": "main", "image": "nginx"]
      let job: Value = [
        "apiVersion": "batch/v1", "kind": "Job", "metadata": ["name": "j"],
        "spec": ["template": ["spec": ["restartPolicy": "Never", "containers": [container]]]],
      ]
      try await client.send("POST", "/apis/batch/v1/namespaces/default/jobs", job)
      for try await event in events where event["type"] == "ADDED" {
        #expect(event["object"]?["metadata"]?["annotations"]?["injected"] == "yes")
        break
      }
      group.cancelAll()
    }
  }
}
