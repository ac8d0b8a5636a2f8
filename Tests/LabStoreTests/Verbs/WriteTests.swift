import Documents
import Kubernetes
import Testing

@testable import LabStore

@Suite(.timeLimit(.minutes(1))) struct WriteTests {
  @Test("made names have the prefix, five characters, and are never longer than a label may be")
  func generateName() async throws {
    let maps = Maps()
    var names: Set<String> = []
    for prefix in ["run-", String(repeating: "x", count: 200)] {
      for _ in 0..<20 {
        let answer = try await maps.send("POST", "", ["metadata": ["generateName": .string(prefix)]])
        let name = answer.body["metadata"]?["name"]?.string ?? ""
        #expect(name.count == min(prefix.count, 58) + 5)
        #expect(name.hasPrefix(prefix.prefix(58)))
        names.insert(name)
      }
    }
    #expect(names.count == 40)
    let both = try await maps.send("POST", "", ["metadata": ["generateName": "run-", "name": "a"]])
    #expect(both.body["metadata"]?["name"] == "a")
    #expect(both.body["metadata"]?["generateName"] == "run-")
    let neither = try await maps.send("POST", "", ["metadata": [:]])
    #expect(neither.status == 422)
  }

  @Test(
    "unknown and doubled fields are refused, warned of or dropped, as the request wants",
    arguments: [
      ("Strict", 400, 0), ("Warn", 201, 2), ("Ignore", 201, 0), ("", 201, 2), ("Odd", 422, 0),
    ])
  func fieldValidation(mode: String, status: Int, warnings: Int) async throws {
    let text = #"{"metadata":{"name":"a"},"data":{"k":"v","k":"w"},"spec":{}}"#
    let query = mode.isEmpty ? "" : "?fieldValidation=\(mode)"
    let client = StoreClient()
    let answer = try await client.send("POST", Maps.path + query, bytes: Array(text.utf8))
    #expect(answer.status == status, "\(answer.body)")
    #expect(answer.warnings.count == warnings, "\(answer.warnings)")
    if mode == "Strict" {
      #expect(
        answer.body["message"]
          == #"ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: duplicate field "data.k", unknown field "spec""#
      )
    }
    if status == 201 { #expect(answer.body["spec"] == nil && answer.body["data"] == ["k": "w"]) }
  }

  @Test("a dry run answers as the write would, and writes nothing", arguments: ["POST", "PUT", "PATCH", "DELETE"])
  func dryRun(method: String) async throws {
    let maps = Maps()
    if method != "POST" { try await maps.create("a", ["k": "v"]) }
    let revision = maps.client.store.revision
    let path = method == "POST" ? "?dryRun=All" : "/a?dryRun=All"
    let type = method == "PATCH" ? "application/merge-patch+json" : "application/json"
    let body: Value? = method == "DELETE" ? .none : .some(Maps.map("a", ["k": "w"]))
    let answer = try await maps.send(method, path, body, type: type)
    #expect(answer.status == (method == "POST" ? 201 : 200), "\(answer.body)")
    #expect(method == "DELETE" || answer.body["data"] == ["k": "w"])
    #expect(maps.client.store.revision == revision)
    #expect(try await maps.send("PATCH", "/a?dryRun=Some", [:], type: "application/merge-patch+json").status == 422)
  }

  @Test(
    "a replacement has to know the latest revision, when it names one",
    arguments: [(-1, 409), (0, 200), (nil, 200)] as [(Int?, Int)])
  func preconditions(offset: Int?, status: Int) async throws {
    let maps = Maps()
    let made = try await maps.create("a", ["k": "v"])
    let version = made["metadata"]?["resourceVersion"]?.string.flatMap(Int.init) ?? 0
    let metadata: Object = offset.map { ["resourceVersion": .string(String(version + $0))] } ?? [:]
    let answer = try await maps.send("PUT", "/a", Maps.map("a", ["k": "w"], metadata))
    #expect(answer.status == status)
    if status == 409 {
      #expect(
        answer.body["message"]
          == "Operation cannot be fulfilled on configmaps \"a\": the object has been modified; please apply your changes to the latest version and try again"
      )
    }
  }

  // MARK: Deleting

  @Test(
    "how dependents fare says the finalizer that a deletion leaves",
    arguments: [
      ("", nil), ("?propagationPolicy=Background", nil), ("?propagationPolicy=Foreground", "foregroundDeletion"),
      ("?propagationPolicy=Orphan", "orphan"), ("?orphanDependents=true", "orphan"), ("?orphanDependents=false", nil),
    ] as [(String, String?)])
  func propagation(query: String, finalizer: String?) async throws {
    let maps = Maps()
    try await maps.create("a", [:], ["finalizers": ["x.dev/hold"]])
    let answer = try await maps.send("DELETE", "/a\(query)")
    #expect(answer.status == 200)
    let object = KubernetesObject(try await maps.send("GET", "/a").body)
    #expect(object.isTerminating)
    #expect(object.finalizers == ["x.dev/hold"] + [finalizer].compactMap { $0 })
    #expect(object.deletionGracePeriodSeconds == 0)
  }

  @Test(
    "options of a deletion that contradict each other are refused",
    arguments: [
      ("propagationPolicy=Sideways", 422), ("propagationPolicy=Orphan&orphanDependents=true", 422),
      ("gracePeriodSeconds=x", 400), ("dryRun=Never", 422),
    ])
  func options(query: String, status: Int) async throws {
    let maps = Maps()
    try await maps.create("a")
    #expect(try await maps.send("DELETE", "/a?\(query)").status == status)
    #expect(try await maps.send("GET", "/a").status == 200)
  }

  @Test("a terminating object gets no new finalizers, and goes with the last one") func finalizers() async throws {
    let maps = Maps()
    try await maps.create("a", [:], ["finalizers": ["x.dev/one", "x.dev/two"]])
    _ = try await maps.send("DELETE", "/a")
    let added = try await maps.patch(
      "a", "merge", #"{"metadata":{"finalizers":["x.dev/one","x.dev/two","x.dev/three"]}}"#)
    #expect(added.status == 422)
    #expect(
      added.body["message"]?.string?.contains("no new finalizers can be added if the object is being deleted") == true)
    #expect(try await maps.patch("a", "merge", #"{"metadata":{"finalizers":["x.dev/two"]}}"#).status == 200)
    #expect(try await maps.send("POST", "", Maps.map("a")).status == 409)
    #expect(try await maps.patch("a", "json", #"[{"op":"remove","path":"/metadata/finalizers/0"}]"#).status == 200)
    #expect(try await maps.send("GET", "/a").status == 404)
  }

  @Test("a collection is deleted as far as it is chosen, and finalizers hold") func collection() async throws {
    let maps = Maps()
    try await maps.create("a", [:], ["labels": ["l": "x"]])
    try await maps.create("b", [:], ["labels": ["l": "x"], "finalizers": ["x.dev/hold"]])
    try await maps.create("c")
    let answer = try await maps.send("DELETE", "?labelSelector=l=x")
    #expect(answer.body["items"]?.array?.count == 2)
    #expect(try await maps.names("") == ["b", "c"])
  }
}
