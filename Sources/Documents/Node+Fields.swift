/// Reading documents of other people's formats: fields that nobody asks for are left alone, and what is asked for has the
/// type that the format says, or the document is wrong.
extension Node {
  /// A member that is there and not null.
  package func field(_ name: String) -> Node? { self[name].flatMap { $0.isNull ? nil : $0 } }

  /// The member that names lead to; nil where one of them is absent.
  package func field(at path: String...) -> Node? {
    var node: Node? = self
    for name in path { node = node?.field(name) }
    return node
  }

  /// - Throws: when the member is there and no string.
  package func text(_ name: String) throws(Diagnostic) -> String? {
    guard let value = field(name) else { return nil }
    guard let text = value.string else { throw value.mismatch(name, "a string") }
    return text
  }

  /// The first of these that is there.
  ///
  /// - Throws: when that is no string.
  package func text(of names: String...) throws(Diagnostic) -> String? {
    for name in names { if let text = try text(name) { return text } }
    return nil
  }

  /// - Throws: when the member is absent, empty or no string.
  package func requiredText(_ name: String) throws(Diagnostic) -> String {
    guard let text = try text(name), !text.isEmpty else { throw missing(name, "a string") }
    return text
  }

  /// The items of a list; none when the member is absent.
  ///
  /// - Throws: when the member is there and no list.
  package func list(_ name: String) throws(Diagnostic) -> [Node] {
    guard let value = field(name) else { return [] }
    guard let items = value.items else { throw value.mismatch(name, "a list") }
    return items
  }

  /// - Throws: when the member is there and no list of strings.
  package func texts(_ name: String) throws(Diagnostic) -> [String] {
    var texts: [String] = []
    for item in try list(name) {
      guard let text = item.string else { throw item.mismatch(name, "a list of strings") }
      texts.append(text)
    }
    return texts
  }

  /// - Throws: when the member is there and no object.
  package func object(_ name: String) throws(Diagnostic) -> Node? {
    guard let value = field(name) else { return nil }
    guard value.members != nil else { throw value.mismatch(name, "an object") }
    return value
  }

  /// - Throws: when the member is absent or no object.
  package func requiredObject(_ name: String) throws(Diagnostic) -> Node {
    guard let value = try object(name) else { throw missing(name, "an object") }
    return value
  }

  /// That a member is not what it has to be.
  package func mismatch(_ name: String, _ expected: String) -> Diagnostic {
    .error("\(name.quoted) must be \(expected), not \(summary)", at: place, rule: .wrongValue)
  }

  private func missing(_ name: String, _ expected: String) -> Diagnostic {
    .error("missing field \(name.quoted): expected \(expected)", at: place, rule: .missingField)
  }
}
