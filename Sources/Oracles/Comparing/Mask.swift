package import Documents

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

  package init(path: FieldPath, because: String, source: Source) {
    self.path = path
    self.because = because
    self.source = source
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
}

extension Mask {
  /// The mark by which a run tells a ledger which masks hold in it.
  package static let mark = "mask"

  package var details: Value {
    ["path": .string("\(path)"), "because": .string(because), "source": .string(source.rawValue)]
  }

  /// Nil when the mark tells of none that can be understood.
  init?(_ mark: LedgerLine.Mark) {
    guard mark.name == Self.mark, let path = mark.details["path"]?.string.flatMap({ try? FieldPath(parsing: $0) }),
      let source = mark.details["source"]?.string.flatMap(Source.init(rawValue:))
    else { return nil }
    self.init(path: path, because: mark.details["because"]?.string ?? "", source: source)
  }
}
