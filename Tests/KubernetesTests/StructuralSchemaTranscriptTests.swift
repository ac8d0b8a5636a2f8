import Documents
import Testing

@testable import Kubernetes

@Suite(.enabled(if: Transcript.isPresent, "PLUGFEST_SHARED has no transcripts"))
struct StructuralSchemaTranscriptTests {
  private static func prepared(_ body: Value, _ schema: StructuralSchema) -> (value: Value, unknown: [String]) {
    var value = body
    schema.applyDefaults(to: &value)
    let unknown = schema.prune(&value)
    schema.dropNulls(in: &value)
    return (value, unknown)
  }

  @Test(
    "Creations are refused with the recorded causes",
    arguments: ["crd/validation-each", "crd/validation-many", "crd/combinators", "apply/duplicate-list-keys"])
  func refusals(name: String) throws {
    let transcript = try Transcript(name)
    let schema = StructuralSchema(try #require(transcript.schema), patterns: .test)
    for step in transcript.steps where step.method == "POST" {
      let body = Self.prepared(try #require(step.body), schema).value
      let errors = schema.validate(body) + schema.listErrors(body)
      let expected = step.causes.filter { !$0.contains("|metadata.") }
      #expect(Set(errors.map(\.line)) == expected)
      #expect(errors.isEmpty == (step.status == 201))
    }
  }

  @Test(
    "Objects are stored with the recorded defaults and without unknown fields",
    arguments: [
      "crd/defaulting", "crd/pruning", "crd/patch-and-defaults",
    ])
  func contents(name: String) throws {
    let transcript = try Transcript(name)
    let schema = StructuralSchema(try #require(transcript.schema), patterns: .test)
    for step in transcript.steps where step.method == "POST" {
      let (value, unknown) = Self.prepared(try #require(step.body), schema)
      #expect(value["spec"] == step.answer["spec"])
      #expect(unknown.map { "unknown field \"\($0)\"" } == step.warnings)
    }
  }

  @Test("A status is validated on its own, with paths from the status on")
  func status() throws {
    let transcript = try Transcript("crd/status-validation")
    let schema = StructuralSchema(try #require(transcript.schema), patterns: .test)
    for step in transcript.steps where step.method == "PATCH" && step.path.hasSuffix("/status") {
      #expect(Set(schema.validateStatus(try #require(step.body)).map(\.line)) == step.causes)
    }
  }
}
