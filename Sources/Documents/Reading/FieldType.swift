/// How a field's value is read. A target that has types of its own adds them in an extension:
///
///     extension FieldType where Output == Template {
///       static var template: FieldType { FieldType("a template") { node, _ in … } }
///     }
package struct FieldType<Output> {
  /// With its article, for messages: `a string`.
  package let expected: String
  /// Nil after an error about the value was added to the collector.
  package let read: (Node, _ name: String, DiagnosticCollector) -> Output?

  /// - Parameter read: adds an error to the collector when it returns nil.
  package init(_ expected: String, read: @escaping (Node, _ name: String, DiagnosticCollector) -> Output?) {
    self.expected = expected
    self.read = read
  }

  /// A type whose only mistake is to be another value: `"within" must be a duration, not "10 s"`.
  package init(
    _ expected: String, hint: @escaping (Node) -> String? = { _ in nil }, convert: @escaping (Node) -> Output?
  ) {
    self.init(expected) { node, name, diagnostics in
      if let output = convert(node) { return output }
      diagnostics.error(
        "\"\(name)\" must be \(expected), not \(node.summary)", at: node.place, hint: hint(node),
        rule: .wrongValue)
      return nil
    }
  }

  package func map<Other>(_ transform: @escaping (Output) -> Other) -> FieldType<Other> {
    FieldType<Other>(expected) { node, name, diagnostics in read(node, name, diagnostics).map(transform) }
  }
}

extension Node {
  /// What a message calls the value: itself when it is short, otherwise its type.
  package var summary: String {
    switch content {
    case .scalar(let value): value.excerpt
    case .sequence: "a list"
    case .mapping: "an object"
    }
  }
}

extension Node {
  /// What to do about a number, boolean or null that was meant as a string.
  package var quotingHint: String? { string == nil ? scalar.map { "quote it: \"\($0)\"" } : nil }
}

extension FieldType where Output == String {
  package static var string: FieldType {
    FieldType("a string", hint: \.quotingHint, convert: \.string)
  }

  /// A string with at least one character.
  package static var name: FieldType {
    FieldType(
      "a string that is not empty", hint: \.quotingHint, convert: { $0.string.flatMap { $0.isEmpty ? nil : $0 } })
  }
}

extension FieldType where Output == Bool {
  package static var bool: FieldType { FieldType("true or false") { $0.bool } }
}

extension FieldType where Output == Int {
  package static var integer: FieldType { FieldType("an integer") { $0.integer.flatMap { Int(exactly: $0) } } }

  package static func integer(in range: ClosedRange<Int>) -> FieldType {
    FieldType("an integer from \(range.lowerBound) to \(range.upperBound)") { node in
      node.integer.flatMap { Int(exactly: $0) }.flatMap { range.contains($0) ? $0 : nil }
    }
  }
}

extension FieldType where Output == Double {
  package static var number: FieldType { FieldType("a number") { $0.number } }
}

extension FieldType where Output == Duration {
  /// Not negative.
  package static var duration: FieldType {
    FieldType(
      "a duration", hint: { _ in "write it like 90s, 1m30s or 500ms" },
      convert: { node in node.string.flatMap(GoDuration.parse).flatMap { $0 < .zero ? nil : $0 } })
  }
}

extension FieldType where Output == Node {
  /// Any value, with its place.
  package static var node: FieldType { FieldType("a value") { $0 } }
}

extension FieldType where Output == Value {
  /// Any value.
  package static var value: FieldType { FieldType("a value") { $0.value } }
}

extension FieldType where Output == Object {
  /// Any object.
  package static var anyObject: FieldType { FieldType("an object") { $0.value.object } }
}

extension FieldType where Output: RawRepresentable & CaseIterable, Output.RawValue == String {
  /// One of the cases, by raw value.
  package static var choice: FieldType {
    let names = Output.allCases.map { $0.rawValue }
    return FieldType(
      "one of \(names.map { "\"\($0)\"" }.joined(separator: ", "))",
      hint: { node in
        node.string.map { Suggestion.hint(for: $0, among: names) }
          ?? node.scalar.flatMap { names.contains("\($0)") ? node.quotingHint : nil }
      },
      convert: { node in node.string.flatMap(Output.init(rawValue:)) })
  }
}

extension FieldType {
  /// A list; nil when one of its items is wrong.
  package static func list<Item>(of item: FieldType<Item>) -> FieldType where Output == [Item] {
    FieldType("a list") { node, name, diagnostics in
      guard let nodes = node.items else {
        diagnostics.error("\"\(name)\" must be a list, not \(node.summary)", at: node.place, rule: .wrongValue)
        return nil
      }
      // Every item is read before a wrong one counts, so that all mistakes are told.
      var items: [Item] = []
      items.reserveCapacity(nodes.count)
      for (index, node) in nodes.enumerated() {
        if let item = item.read(node, "\(name)[\(index)]", diagnostics) { items.append(item) }
      }
      return items.count == nodes.count ? items : nil
    }
  }

  /// An object with any names, in the order of the file; nil when one of its values is wrong.
  package static func map<Item>(of item: FieldType<Item>) -> FieldType where Output == [(name: String, value: Item)] {
    FieldType("an object") { node, name, diagnostics in
      guard let members = node.members else {
        diagnostics.error("\"\(name)\" must be an object, not \(node.summary)", at: node.place, rule: .wrongValue)
        return nil
      }
      let items = members.map { ($0.name, item.read($0.value, "\(name).\($0.name)", diagnostics)) }
      return items.contains { $0.1 == nil } ? nil : items.compactMap { name, value in value.map { (name, $0) } }
    }
  }

  /// An object with known fields, called `what` in messages; fields that `read` does not ask for are errors.
  package static func object(_ what: String, _ read: @escaping (inout MappingReader) -> Output?) -> FieldType {
    FieldType("an object") { node, _, diagnostics in MappingReader.read(node, as: what, diagnostics, read) }
  }
}
