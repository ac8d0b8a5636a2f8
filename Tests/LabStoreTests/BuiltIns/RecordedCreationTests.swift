import Documents
import FoundationEssentials
import Kubernetes
import Testing

@testable import LabStore

/// Creations of built-in kinds that were recorded at a real API server, without admission and storage.
@Suite struct RecordedCreationTests {
  @Test(
    "a created object has the recorded content", .enabled(if: Recordings.areThere), arguments: Recordings.creations())
  func created(_ recording: RecordedCreation) throws {
    guard recording.status == 201 else { return }
    let schema = try recording.schema()
    var object = recording.request
    _ = try schema.decode(&object)
    schema.applyDefaults(&object)
    object[path: "metadata", "uid"] = "u"
    schema.prepareForCreate(&object)
    #expect(schema.validate(object) == [])
    for (key, expected) in recording.response.object ?? [:] where key != "metadata" {
      let actual = object[key] ?? .null
      #expect(
        recording.matches(actual, expected, key), "\(key): \(actual.sorted) instead of \(expected.sorted)")
    }
    for key in object.object?.keys.map({ $0 }) ?? [] where recording.response[key] == nil {
      Issue.record("\(key) should not be there")
    }
  }

  @Test(
    "a refused object has the recorded causes", .enabled(if: Recordings.areThere), arguments: Recordings.creations())
  func refused(_ recording: RecordedCreation) throws {
    guard recording.status == 422, recording.isAboutFields else { return }
    let schema = try recording.schema()
    var object = recording.request
    _ = try schema.decode(&object)
    schema.applyDefaults(&object)
    object[path: "metadata", "uid"] = "u"
    schema.prepareForCreate(&object)
    let errors = schema.validate(object)
    let causes = recording.response[path: "details", "causes"]?.array ?? []
    let expected = Set(
      causes.map { "\($0["reason"]?.string ?? "") \($0["field"]?.string ?? ""): \($0["message"]?.string ?? "")" })
    #expect(Set(errors.map { "\($0.reason.rawValue) \($0.field): \($0.message)" }) == expected)
  }
}

struct RecordedCreation: Sendable, CustomTestStringConvertible {
  var name: String
  var kind: KindDescription
  var request: Value
  var status: Int64
  var response: Value

  var testDescription: String { name }

  func schema() throws -> BuiltInSchema { BuiltInSchema(kind) }

  /// Metadata is checked elsewhere, and so is what compiles expressions.
  var isAboutFields: Bool {
    let causes = response[path: "details", "causes"]?.array ?? []
    return causes.allSatisfy { cause in
      let field = cause["field"]?.string ?? ""
      let isExpression = field.hasSuffix(".expression")
      return !field.hasPrefix("metadata") && !isExpression && field != "fieldValidation" && field != "dryRun"
        && field != "fieldManager" && field != ""
    }
  }

  /// What admission and the registry add to an object.
  private static let added: Set = [
    "tolerations", "priority", "preemptionPolicy", "serviceAccount", "serviceAccountName", "volumes", "volumeMounts",
    "clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy", "nodePort", "taints", "requests", "limits",
  ]

  func matches(_ actual: Value, _ expected: Value, _ key: String) -> Bool {
    switch (actual, expected) {
    case (_, .string(let text)) where text.contains("{{"): return true
    case (.object(let left), .object(let right)):
      let keys = Set(left.keys).union(right.keys)
      return keys.allSatisfy { key in
        Self.added.contains(key) || left[key].map { matches($0, right[key] ?? "absent", key) } ?? key.contains("{{")
      }
    case (.array(let left), .array(let right)):
      return left.count == right.count && zip(left, right).allSatisfy { matches($0, $1, key) }
    default: return actual == expected
    }
  }
}

enum Recordings {
  static let folder: String = {
    let shared = ProcessInfo.processInfo.environment["PLUGFEST_SHARED"] ?? "../shared"
    return "\(shared)/transcripts"
  }()

  static let areThere = FileManager.default.fileExists(atPath: folder)

  static func creations() -> [RecordedCreation] {
    guard let areas = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return [] }
    return areas.sorted().flatMap { area -> [RecordedCreation] in
      let files = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(area)")) ?? []
      return files.sorted().filter { $0.hasSuffix(".json") }.flatMap { creations(in: "\(area)/\($0)") }
    }
  }

  private static func creations(in file: String) -> [RecordedCreation] {
    guard let data = try? Data(contentsOf: URL(filePath: "\(folder)/\(file)")),
      let scenario = try? JSON.parse(
        String(decoding: data, as: UTF8.self).replacing("{{sfx}}", with: "abcdefgh").replacing(
          "{{ns}}", with: "tr-abcdefgh"))
    else { return [] }
    return (scenario["steps"]?.array ?? []).enumerated().compactMap { index, step in
      guard step["request"]?["method"] == "POST", let body = step["request"]?["body"],
        let status = step["response"]?["status"]?.integer, let response = step["response"]?["body"],
        step["match"] == nil, step["request"]?["accept"] == nil, let apiVersion = body["apiVersion"]?.string,
        let path = step["request"]?["path"]?.string, !path.hasSuffix("/eviction"), !path.hasSuffix("/token")
      else { return nil }
      let parts = apiVersion.split(separator: "/").map(String.init)
      let kind = TypeCatalogue.builtIn.kind(
        group: parts.count == 2 ? parts[0] : "", version: parts.last ?? "", kind: body["kind"]?.string ?? "")
      guard let kind, kind.verbs != ["create"], kind.group != "apiextensions.k8s.io" else { return nil }
      return RecordedCreation(
        name: "\(file) step \(index)", kind: kind, request: body, status: status, response: response)
    }
  }
}

extension Value {
  fileprivate var sorted: Value {
    switch self {
    case .object(let object): .object(object.mapValues(\.sorted).sortedByKey())
    case .array(let items): .array(items.map(\.sorted))
    default: self
    }
  }
}
