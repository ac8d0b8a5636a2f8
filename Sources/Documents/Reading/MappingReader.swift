/// Reads the fields of one object strictly: by type, and with an error for every field that nobody asked for.
///
/// A wrong or missing field gives nil and a message with its place, and reading goes on, so that all mistakes are told
/// at once:
///
///     let diagnostics = DiagnosticCollector()
///     let test = MappingReader.read(node, as: "case", diagnostics) { reader -> Case? in
///       let name = reader.required("name", .string)
///       let severity = reader.optional("severity", .choice, or: Severity.normal)
///       let timeout = reader.optional("timeout", .duration)
///       let steps = reader.required("steps", .list(of: .object("step", Step.read)))
///       guard let name, let severity, let steps else { return nil }
///       return Case(name: name, severity: severity, timeout: timeout, steps: steps)
///     }
///     try diagnostics.throwIfErrors()
package struct MappingReader {
  package let node: Node
  /// What messages call the object: `case`.
  package let what: String
  package let diagnostics: DiagnosticCollector
  /// Names that were asked for, whether they are there or not.
  private var known: [String] = []

  /// The caller must call `finish()` in the end; `read` does.
  package init(_ node: Node, as what: String, _ diagnostics: DiagnosticCollector) {
    self.node = node
    self.what = what
    self.diagnostics = diagnostics
    known.reserveCapacity(16)
    if node.members == nil {
      diagnostics.error("\(what) must be an object, not \(node.summary)", at: node.place, rule: .wrongValue)
    }
  }

  /// Reads an object and reports its unknown fields.
  package static func read<Output>(
    _ node: Node, as what: String, _ diagnostics: DiagnosticCollector, _ body: (inout MappingReader) -> Output?
  ) -> Output? {
    var reader = MappingReader(node, as: what, diagnostics)
    guard node.members != nil else { return nil }
    let output = body(&reader)
    reader.finish()
    return output
  }

  package var place: Place { node.place }

  /// Where the name of a field stands or, when it is absent, the object.
  package func place(of name: String) -> Place { node.member(name)?.place ?? node.place }

  /// Whether the field is there and not null. It counts as known then.
  package mutating func has(_ name: String) -> Bool { take(name) != nil }

  /// The field's value; nil after an error when it is wrong or missing.
  package mutating func required<Output>(_ name: String, _ type: FieldType<Output>) -> Output? {
    if let value = take(name) { return type.read(value, name, diagnostics) }
    // An object that is no object was reported already.
    if node.members != nil {
      diagnostics.error(
        "missing field \"\(name)\" in \(what): expected \(type.expected)", at: place(of: name), rule: .missingField)
    }
    return nil
  }

  /// The field's value; nil when it is absent or null, and nil after an error when it is wrong.
  package mutating func optional<Output>(_ name: String, _ type: FieldType<Output>) -> Output? {
    take(name).flatMap { type.read($0, name, diagnostics) }
  }

  /// The field's value, `fallback` when it is absent or null; nil only after an error.
  package mutating func optional<Output>(
    _ name: String, _ type: FieldType<Output>, or fallback: @autoclosure () -> Output
  ) -> Output? {
    guard let value = take(name) else { return fallback() }
    return type.read(value, name, diagnostics)
  }

  /// The one field of these that is there; nil after an error when there is none or more than one.
  package mutating func exactlyOne(of names: [String]) -> String? {
    known += names
    let present = names.filter { node[$0].map { !$0.isNull } ?? false }
    // Only messages need it.
    var list: String { names.map { "\"\($0)\"" }.joined(separator: ", ") }
    switch present.count {
    case 1: return present[0]
    case 0:
      // When a name is misspelt, the unknown field says so already.
      let isMisspelt = unknown.contains { Suggestion.nearest(to: $0.name, among: names) != nil }
      if node.members != nil, !isMisspelt {
        diagnostics.error("\(what) needs exactly one of \(list)", at: node.place, rule: .missingField)
      }
    default:
      let extra = present.dropFirst().map { "\"\($0)\"" }.joined(separator: ", ")
      diagnostics.error(
        "\(what) needs exactly one of \(list); here it has \"\(present[0])\" and \(extra)", at: place(of: present[1]),
        rule: .conflictingFields)
    }
    return nil
  }

  /// Reports an error at the name of a field.
  package func error(_ message: String, at name: String, hint: String? = nil, rule: DiagnosticRule? = nil) {
    diagnostics.error(message, at: place(of: name), hint: hint, rule: rule)
  }

  /// Reports every field that was not asked for, with the nearest name that was.
  package func finish() {
    for member in unknown {
      let missing = known.filter { node.member($0) == nil }
      let hint =
        Suggestion.hint(for: member.name, among: missing) ?? Suggestion.hint(for: member.name, among: known)
        ?? (known.isEmpty ? nil : "known here: \(known.joined(separator: ", "))")
      diagnostics.error(
        "unknown field \(member.name.quoted) in \(what)", at: member.place, hint: hint, rule: .unknownField)
    }
  }

  private var unknown: [Node.Member] { (node.members ?? []).filter { !known.contains($0.name) } }

  private mutating func take(_ name: String) -> Node? {
    if !known.contains(name) { known.append(name) }
    guard let value = node[name], !value.isNull else { return nil }
    return value
  }
}
