import Documents
import Foundation

@testable import Kubernetes

/// One recorded exchange with a real API server.
struct Exchange: Sendable {
  var method: String
  var path: String
  var contentType: String
  var query: Value
  var body: Value?
  var status: Int64
  var answer: Value
  var warnings: [String]

  init?(_ step: Value) {
    guard let request = step["request"] else { return nil }
    let response = step["response"] ?? [:]
    method = request["method"]?.string ?? ""
    path = request["path"]?.string ?? ""
    contentType = request["contentType"]?.string ?? "application/json"
    query = request["query"] ?? [:]
    let raw = request["rawBody"]?.string.flatMap { try? JSON.parse($0) }
    body = request["body"] ?? raw
    status = response["status"]?.integer ?? 0
    answer = response["body"] ?? .null
    warnings = response["warnings"]?.array?.compactMap(\.string) ?? []
  }

  var causes: Set<String> {
    Set(
      (answer[path: "details", "causes"]?.array ?? []).map {
        "\($0["reason"]?.string ?? "")|\($0["field"]?.string ?? "")|\($0["message"]?.string ?? "")"
      })
  }
}

/// A scenario of the shared recordings, for the parts of it that pure functions can answer.
struct Transcript: Sendable {
  static let folder = ProcessInfo.processInfo.environment["PLUGFEST_SHARED"] ?? "../shared"
  static let isPresent = FileManager.default.fileExists(atPath: "\(folder)/transcripts/README.md")

  var setup: [Exchange]
  var steps: [Exchange]

  init(_ name: String) throws {
    let data = try Data(contentsOf: URL(filePath: "\(Self.folder)/transcripts/\(name).json"))
    let value = try JSON.parse(Array(data))
    setup = value["setup"]?.array?.compactMap { Exchange($0) } ?? []
    steps = value["steps"]?.array?.compactMap { Exchange($0) } ?? []
  }

  /// The schema of the first version of the CRD that the setup creates.
  var schema: Value? {
    setup.first { $0.path.hasSuffix("customresourcedefinitions") }?
      .body?[path: "spec", "versions"]?[0]?[path: "schema", "openAPIV3Schema"]
  }
}

extension PatternEngine {
  /// Enough of RE2 for the recordings.
  static let test = PatternEngine { pattern in
    guard (try? Regex(pattern)) != nil else {
      return .malformed("error parsing regexp: missing closing ): `\(pattern)`")
    }
    return .matcher { text in (try? Regex(pattern)).map { text.contains($0) } ?? false }
  }
}

extension FieldError {
  var line: String { "\(reason.rawValue)|\(field)|\(message)" }
}
