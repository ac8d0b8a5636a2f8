import Documents
import Foundation
import Kubernetes
import Testing

/// Compares with what a real API server said, as the recordings have it.
@Suite struct RecordedStatusTests {
  static let folder =
    (ProcessInfo.processInfo.environment["PLUGFEST_SHARED"] ?? "../shared") + "/transcripts"

  /// All failures in the recordings, each once.
  private static func failures() throws -> Set<Value> {
    var found: Set<Value> = []
    func visit(_ value: Value) {
      if value["kind"] == "Status", value["status"] == "Failure" { found.insert(value) }
      switch value {
      case .array(let items): items.forEach(visit)
      case .object(let object): object.values.forEach(visit)
      default: break
      }
    }
    let files = FileManager.default.enumerator(atPath: folder)
    while let name = files?.nextObject() as? String {
      guard name.hasSuffix(".json") else { continue }
      visit(try JSON.parse(Array(Data(contentsOf: URL(filePath: "\(folder)/\(name)")))))
    }
    return found
  }

  /// The same failure, made by the factory for its reason; nil where the factories leave the text to the caller.
  private static func rebuilt(_ status: APIStatus) -> APIStatus? {
    guard let details = status.details else { return nil }
    let resource = GroupResource(group: details.group, resource: details.kind)
    switch status.reason {
    case .notFound where !details.name.isEmpty: return .notFound(resource, name: details.name)
    case .notFound: return .resourceNotFound
    case .alreadyExists where !status.message.hasPrefix("object is being deleted"):
      return .alreadyExists(resource, name: details.name)
    case .methodNotAllowed: return .methodNotAllowed
    case .conflict where details.causes.isEmpty && status.message.hasSuffix("try again"):
      return .conflict(resource, name: details.name)
    case .invalid where !details.causes.isEmpty:
      let errors = details.causes.compactMap { cause in
        FieldError.Reason(rawValue: cause.reason).map {
          FieldError(field: cause.field, reason: $0, message: cause.message)
        }
      }
      guard errors.count == details.causes.count else { return nil }
      return .invalid(
        GroupKind(group: details.group, kind: details.kind), name: details.name, errors: errors)
    default: return nil
    }
  }

  @Test(
    "failures are worded as a real API server words them",
    .enabled(if: FileManager.default.fileExists(atPath: folder), "the recordings are not there"))
  func wording() throws {
    var count = 0
    for value in try Self.failures() {
      let status = try #require(APIStatus(value))
      #expect(status.value == value)
      guard let rebuilt = Self.rebuilt(status) else { continue }
      count += 1
      #expect(rebuilt == status, "\(value)")
    }
    #expect(count > 100)
  }
}
