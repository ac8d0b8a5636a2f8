package import Documents

extension [Diagnostic] {
  /// By place; what has none comes first, and what stands at one place keeps its order.
  package var inOrderOfPlaces: [Diagnostic] {
    enumerated().sorted { left, right in
      let (before, after) = (left.element.place.sortKey, right.element.place.sortKey)
      return before == after ? left.offset < right.offset : before < after
    }.map(\.element)
  }
}

extension Place? {
  fileprivate var sortKey: (String, Int, Int) { map { ($0.file, $0.line, $0.column) } ?? ("", 0, 0) }
}

extension Diagnostic {
  /// The same as an instance of a rule.
  func of(_ rule: DiagnosticRule) -> Diagnostic {
    var copy = self
    copy.rule = rule
    return copy
  }

  /// The same; at the place when it has none of its own.
  func placed(at place: Place?) -> Diagnostic {
    var copy = self
    copy.place = copy.place ?? place
    return copy
  }
}

extension MappingReader {
  /// Reports a warning at the name of a field.
  func warning(_ message: String, at name: String, hint: String? = nil) {
    diagnostics.add(.warning(message, at: place(of: name), hint: hint))
  }

  /// Reports what is wrong with a file that a field names; what has no place of its own, at that field's value.
  func add(_ failure: Diagnostics, at name: String) {
    for diagnostic in failure.all { diagnostics.add(diagnostic.placed(at: node[name]?.place ?? place)) }
  }
}
