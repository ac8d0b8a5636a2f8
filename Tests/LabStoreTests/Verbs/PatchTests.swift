import Documents
import Testing

@testable import LabStore

@Suite(.timeLimit(.minutes(1))) struct PatchTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var kind: String
    var patch: String
    var status: Int
    /// Part of the message, or the data afterwards.
    var text = ""
    var testDescription: String { "\(kind) \(patch)" }
  }

  private static let refused = "the server rejected our request due to an error in our request"

  @Test(
    "a patch that cannot be applied is refused with its own status, and nothing is written",
    arguments: [
      Row(
        kind: "json", patch: #"[{"op":"add","path":"/data/x","value":"1"},{"op":"test","path":"/data/k","value":"w"}]"#,
        status: 422, text: refused),
      Row(kind: "json", patch: #"[{"op":"move","from":"/data/none","path":"/data/x"}]"#, status: 422, text: refused),
      Row(kind: "json", patch: #"[{"op":"copy","from":"/none/none","path":"/data/x"}]"#, status: 422, text: refused),
      Row(
        kind: "json", patch: #"[{"op":"add","path":"/metadata/finalizers/9","value":"a.b/c"}]"#, status: 422,
        text: refused),
      Row(kind: "json", patch: #"{}"#, status: 400, text: "cannot unmarshal object"),
      Row(
        kind: "json", patch: #"[{"op":"replace","path":"/data/k","value":1}]"#, status: 422,
        text: "patch: Invalid value"),
      Row(
        kind: "json", patch: #"[{"op":"replace","path":"/metadata/name","value":"z"}]"#, status: 400,
        text: "does not match the name on the URL"),
      Row(kind: "merge", patch: "[]", status: 400, text: "json: cannot unmarshal array"),
      Row(kind: "merge", patch: "{", status: 400, text: "error decoding patch: unexpected end of JSON input"),
      Row(kind: "merge", patch: #"{"data":{"k":{}}}"#, status: 422, text: "patch: Invalid value"),
      Row(
        kind: "merge", patch: #"{"metadata":{"namespace":"other"}}"#, status: 400, text: "does not match the namespace"),
      Row(
        kind: "merge", patch: #"{"metadata":{"labels":{"a b":"c"}}}"#, status: 422,
        text: "metadata.labels: Invalid value"),
      Row(
        kind: "merge", patch: #"{"metadata":{"resourceVersion":"1"}}"#, status: 409,
        text: "the object has been modified"),
      Row(kind: "strategic-merge", patch: #"{"data":[]}"#, status: 422, text: "patch: Invalid value"),
      Row(kind: "strategic-merge", patch: #"{"$patch":"frob"}"#, status: 500, text: "frob"),
      Row(kind: "apply", patch: "data: {k: w", status: 422, text: "fieldManager"),
    ])
  func refusals(row: Row) async throws {
    let maps = Maps()
    let made = try await maps.create("a", ["k": "v"])
    let answer = try await maps.patch("a", row.kind, row.patch)
    #expect(answer.status == row.status, "\(answer.body)")
    #expect(answer.body["message"]?.string?.contains(row.text) == true, "\(JSON.text(answer.body))")
    #expect(try await maps.send("GET", "/a").body == made)
  }

  @Test(
    "what patches mean differs by their kind",
    arguments: [
      Row(
        kind: "json", patch: #"[{"op":"move","from":"/data/k","path":"/data/m"}]"#, status: 200,
        text: #"{"l":"w","m":"v"}"#),
      Row(kind: "json", patch: #"[{"op":"copy","from":"/data/k","path":"/data/~1"}]"#, status: 422, text: ""),
      Row(kind: "json", patch: #"[{"op":"remove","path":"/data"}]"#, status: 200, text: ""),
      Row(kind: "json", patch: "[]", status: 200, text: #"{"k":"v","l":"w"}"#),
      Row(kind: "merge", patch: #"{"data":{"k":null,"m":"x"}}"#, status: 200, text: #"{"l":"w","m":"x"}"#),
      Row(kind: "merge", patch: #"{"data":null}"#, status: 200, text: ""),
      Row(kind: "strategic-merge", patch: #"{"data":{"$patch":"replace","m":"x"}}"#, status: 200, text: #"{"m":"x"}"#),
      Row(kind: "strategic-merge", patch: #"{"data":{"$patch":"delete"}}"#, status: 200, text: ""),
      Row(kind: "strategic-merge", patch: #"{"data":{"k":null}}"#, status: 200, text: #"{"l":"w"}"#),
    ])
  func meaning(row: Row) async throws {
    let maps = Maps()
    try await maps.create("a", ["k": "v", "l": "w"])
    let answer = try await maps.patch("a", row.kind, row.patch)
    #expect(answer.status == row.status, "\(answer.body)")
    guard answer.status == 200 else { return }
    #expect((answer.body["data"].map { JSON.text($0.sortedByKey()) } ?? "") == row.text)
  }

  @Test(
    "a patch of nothing is 404, but an apply creates",
    arguments: [("merge", "{}", 404), ("json", "[]", 404), ("strategic-merge", "{}", 404), ("apply", "", 201)])
  func missing(kind: String, patch: String, status: Int) async throws {
    let text = kind == "apply" ? #"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"}}"# : patch
    let answer = try await Maps().patch("a?fieldManager=m", kind, text)
    #expect(answer.status == status)
  }

  // MARK: Server-side apply

  private static func applied(_ data: String) -> String {
    #"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":\#(data)}"#
  }

  /// Field managers with what they apply, one after the other; `!` forces.
  struct Story: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var steps: [(manager: String, data: String, status: Int)]
    var data: String
    /// `manager: fields`
    var owners: [String: String]
  }

  @Test(
    "fields belong to who applied them, and are removed when nobody wants them any more",
    arguments: [
      Story(
        testDescription: "a shared field stays until its last owner leaves it",
        steps: [("a", #"{"k":"v"}"#, 201), ("b", #"{"k":"v","l":"w"}"#, 200), ("a", "{}", 200)],
        data: #"{"k":"v","l":"w"}"#, owners: ["a": "", "b": "k l"]),
      Story(
        testDescription: "a conflict changes nothing",
        steps: [("a", #"{"k":"v"}"#, 201), ("b", #"{"k":"w","l":"x"}"#, 409)], data: #"{"k":"v"}"#, owners: ["a": "k"]),
      Story(
        testDescription: "force takes the field over",
        steps: [("a", #"{"k":"v","l":"x"}"#, 201), ("b!", #"{"k":"w"}"#, 200)], data: #"{"k":"w","l":"x"}"#,
        owners: ["a": "l", "b": "k"]),
      Story(
        testDescription: "who was overruled may agree and own it again",
        steps: [("a", #"{"k":"v"}"#, 201), ("b!", #"{"k":"w"}"#, 200), ("a", #"{"k":"w"}"#, 200)], data: #"{"k":"w"}"#,
        owners: ["a": "k", "b": "k"]),
      Story(
        testDescription: "what is applied no more goes",
        steps: [("a", #"{"k":"v","l":"w"}"#, 201), ("a", #"{"l":"w"}"#, 200)], data: #"{"l":"w"}"#, owners: ["a": "l"]),
    ])
  func ownership(story: Story) async throws {
    let maps = Maps()
    for step in story.steps {
      let manager = step.manager.replacing("!", with: "")
      let answer = try await maps.patch(
        "a?fieldManager=\(manager)&force=\(step.manager.contains("!"))", "apply", Self.applied(step.data))
      #expect(answer.status == step.status, "\(answer.body)")
    }
    let result = try await maps.send("GET", "/a").body
    #expect(JSON.text((result["data"] ?? .null).sortedByKey()) == story.data)
    let entries = result["metadata"]?["managedFields"]?.array ?? []
    let owners = entries.map { entry in
      let fields = (entry["fieldsV1"]?["f:data"]?.object ?? [:]).map { $0.key.dropFirst(2) }.filter { !$0.isEmpty }
      return (entry["manager"]?.string ?? "", fields.sorted().joined(separator: " "))
    }
    #expect(Dictionary(owners) { $1 } == story.owners)
  }

  @Test("a conflict names each field and its owner") func conflicts() async throws {
    let maps = Maps()
    _ = try await maps.patch("a?fieldManager=one", "apply", Self.applied(#"{"k":"v"}"#))
    try await maps.client.send(
      "PATCH", "\(Maps.path)/a?fieldManager=two", ["data": ["l": "w"]], type: "application/merge-patch+json")
    let answer = try await maps.patch("a?fieldManager=three", "apply", Self.applied(#"{"k":"x","l":"x"}"#))
    #expect(answer.status == 409)
    let causes = answer.body["details"]?["causes"]?.array ?? []
    #expect(causes.map { $0["field"] } == [".data.k", ".data.l"])
    #expect(causes.map { $0["reason"] } == ["FieldManagerConflict", "FieldManagerConflict"])
    #expect(causes[0]["message"] == "conflict with \"one\"")
    #expect(causes[1]["message"] == "conflict with \"two\" using v1")
  }
}
