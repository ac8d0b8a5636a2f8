import Documents
import Kubernetes
import Synchronization
import Testing

@testable import LabStore

@Suite struct AuditTests {
  /// What a store told.
  final class Log: Sendable {
    private let events = Mutex<[AuditEvent]>([])

    func client() -> StoreClient {
      var configuration = LabStore.Configuration()
      configuration.runsControllers = false
      configuration.audit = { event in self.events.withLock { $0.append(event) } }
      return StoreClient(configuration)
    }

    var values: [Value] { events.withLock { $0 }.map(\.value) }
  }

  private static let maps = "/api/v1/namespaces/default/configmaps"

  @Test("each request is told once it is answered, as what it was, by whom and with which answer")
  func requests() async throws {
    let log = Log()
    let client = log.client()
    let map: Value = ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "m"], "data": ["token": "s3cret"]]
    try await client.send("POST", Self.maps, map)
    try await client.send("PATCH", "\(Self.maps)/m?fieldManager=a b", map, type: "application/merge-patch+json")
    try await client.send("POST", Self.maps, map)
    try await client.send("GET", "\(Self.maps)?limit=5")
    try await client.send("GET", "/version")
    var stranger = client.request("GET", "/apis/apps/v1/namespaces/default/deployments/d/scale")
    stranger.certificateUser = UserInfo(name: "eve", groups: ["nobody"], extra: ["k": ["v"]])
    _ = await client.store.respond(to: stranger)
    let watch = await client.store.respond(to: client.request("GET", "\(Self.maps)?watch=true"))
    if case .watch(let stream) = watch.body { stream.stop() }
    let values = log.values
    let told = values.map { value -> String in
      let subject = value["objectRef"]
      let what = ["apiGroup", "apiVersion", "resource", "subresource", "namespace", "name"]
        .map { subject?[$0]?.string ?? "-" }.joined(separator: " ")
      return "\(value["verb"]?.string ?? "") \(what) \(value["responseStatus"]?["code"]?.integer ?? 0)"
    }
    #expect(
      told == [
        "create - v1 configmaps - default - 201", "patch - v1 configmaps - default m 200",
        "create - v1 configmaps - default - 409", "list - v1 configmaps - default - 200", "get - - - - - - 200",
        "get apps v1 deployments scale default d 403", "watch - v1 configmaps - default - 200",
      ])
    #expect(values.map { $0["stage"]?.string } == Array(repeating: "ResponseComplete", count: 6) + ["ResponseStarted"])
    #expect(values[1]["requestURI"] == "/api/v1/namespaces/default/configmaps/m?fieldManager=a%20b")
    #expect(values[5]["user"]?["username"] == "eve" && values[5]["user"]?["extra"]?["k"]?[0] == "v")
    #expect(values[0]["userAgent"] == "test/1")
    #expect(Set(values.map { $0["auditID"]?.string }).count == values.count)
    #expect(!JSON.text(.array(values)).contains("s3cret"))
  }

  /// Fields of Event, UserInfo and ObjectReference in k8s.io/apiserver/pkg/apis/audit/v1 and k8s.io/api/authentication/v1.
  private static let fields: [String: Set<String>] = [
    "": [
      "kind", "apiVersion", "level", "auditID", "stage", "requestURI", "verb", "user", "impersonatedUser",
      "authenticationMetadata", "sourceIPs", "userAgent", "objectRef", "responseStatus", "requestObject",
      "responseObject", "requestReceivedTimestamp", "stageTimestamp", "annotations",
    ],
    "user": ["username", "uid", "groups", "extra"], "impersonatedUser": ["username", "uid", "groups", "extra"],
    "objectRef": [
      "resource", "namespace", "name", "uid", "apiGroup", "apiVersion", "resourceVersion", "subresource",
    ],
  ]

  @Test("the form is that of audit.k8s.io/v1: no other field, and all that are required")
  func form() async throws {
    let log = Log()
    let client = log.client()
    let request = APIRequest(
      method: "GET", path: Self.maps, headers: ["impersonate-user": "bob"], certificateUser: .administrator)
    _ = await client.store.respond(to: request)
    let value = try #require(log.values.first)
    for (name, known) in Self.fields {
      let part = name.isEmpty ? value : value[name] ?? .null
      #expect(Set(try #require(part.object).keys).isSubset(of: known), "\(name)")
    }
    #expect(value["user"]?["username"] == "kubernetes-admin" && value["impersonatedUser"]?["username"] == "bob")
    for name in ["level", "auditID", "stage", "requestURI", "verb", "user"] { #expect(value[name] != nil, "\(name)") }
    for name in ["requestReceivedTimestamp", "stageTimestamp"] {
      let text = try #require(value[name]?.string)
      #expect(KubernetesTime(text)?.microTime == text)
    }
  }
}
