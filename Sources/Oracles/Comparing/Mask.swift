package import Documents
import Kubernetes

/// A field whose changes say nothing, and why that is so. What somebody declares is shown with how often it was needed.
package struct Mask: Sendable, Hashable {
  package enum Source: String, Sendable, Hashable, Codable, CaseIterable {
    case suite, candidate
    /// What differed between two wishes that were made in the same way.
    case secondPass = "second pass"
  }

  /// Without the positions in lists it holds for all items.
  package var path: FieldPath
  package var because: String
  package var source: Source
  /// Holds for this kind alone; nil is any.
  package var kind: String?

  package init(path: FieldPath, because: String, source: Source, kind: String? = nil) {
    self.path = path
    self.because = because
    self.source = source
    self.kind = kind
  }

  /// Whether what stands at that path, or the value in which it stands, is masked.
  package func covers(_ other: FieldPath) -> Bool {
    let own = path.elements
    guard !own.contains(where: { if case .index = $0 { true } else { false } }) else {
      return other.elements.starts(with: own)
    }
    let fields = other.elements.filter { if case .index = $0 { false } else { true } }
    return fields.starts(with: own)
  }

  /// The same in an object of that kind.
  package func covers(_ other: FieldPath, of kind: String) -> Bool {
    (self.kind == nil || self.kind == kind) && covers(other)
  }
}

extension [Mask] {
  /// Whether the revision changes something, and nothing that is not masked. That an object came, went or came back never
  /// is.
  package func hide(_ revision: Revision) -> Bool {
    guard !isEmpty, revision.change == .modified else { return false }
    let told = revision.changes.filter { $0.path != Mask.generation }
    return !told.isEmpty
      && told.allSatisfy { change in contains { $0.covers(change.path, of: revision.key.kind) } }
  }
}

extension Mask {
  /// The mark by which a run tells a ledger which masks hold in it.
  package static let mark = "mask"

  /// What rises with each change of a wish.
  static let generation = FieldPath([.field("metadata"), .field("generation")])

  package var details: Value {
    var details: Object = [
      "path": .string("\(path)"), "because": .string(because), "source": .string(source.rawValue),
    ]
    if let kind { details["kind"] = .string(kind) }
    return .object(details)
  }

  /// Nil when the mark tells of none that can be understood.
  package init?(_ mark: LedgerLine.Mark) {
    guard mark.name == Self.mark, let path = mark.details["path"]?.string.flatMap({ try? FieldPath(parsing: $0) }),
      let source = mark.details["source"]?.string.flatMap(Source.init(rawValue:))
    else { return nil }
    self.init(
      path: path, because: mark.details["because"]?.string ?? "", source: source,
      kind: mark.details["kind"]?.string)
  }
}
