import Documents

/// Which descendants a client wants: `name;session-ambr/uplink;pool(name;prefix)` (RFC 8040 section 4.8.3).
struct FieldSelection: Sendable {
  /// By plain name; without descendants of its own, a node is wanted whole.
  private(set) var children: [String: FieldSelection] = [:]

  var isWhole: Bool { children.isEmpty }

  private init() {}

  init(_ text: String) throws(RESTCONFError) {
    var rest = text[...]
    try read(&rest, depth: 0)
    guard rest.isEmpty else { throw Self.wrong(text) }
  }

  private static func wrong(_ text: some StringProtocol) -> RESTCONFError {
    QueryParameters.wrong("\"fields\" cannot be read at \(String(text).quoted)")
  }

  private mutating func read(_ rest: inout Substring, depth: Int) throws(RESTCONFError) {
    guard depth < 32 else { throw Self.wrong(rest) }
    repeat {
      if rest.first == ";" { rest.removeFirst() }
      var names: [String] = []
      repeat {
        if rest.first == "/" { rest.removeFirst() }
        let name = rest.prefix { !";/()".contains($0) }
        guard !name.isEmpty else { throw Self.wrong(rest) }
        names.append(String(name.split(separator: ":").last ?? name))
        rest = rest.dropFirst(name.count)
      } while rest.first == "/"
      var inner = FieldSelection()
      if rest.first == "(" {
        rest.removeFirst()
        try inner.read(&rest, depth: depth + 1)
        guard rest.popFirst() == ")" else { throw Self.wrong(rest) }
      }
      add(names[...], inner)
    } while rest.first == ";"
  }

  private mutating func add(_ names: ArraySlice<String>, _ inner: FieldSelection) {
    guard let name = names.first else {
      for (name, selection) in inner.children { children[name, default: FieldSelection()].add([], selection) }
      return
    }
    children[name, default: FieldSelection()].add(names.dropFirst(), inner)
  }

  /// - Throws: for a name that the model does not have.
  func check(_ nodes: [SchemaNode]) throws(RESTCONFError) {
    for (name, selection) in children.sorted(by: { $0.key < $1.key }) {
      guard let node = nodes.first(where: { $0.name == name }) else {
        throw QueryParameters.wrong("\"fields\" names \(name.quoted), which the model does not have there")
      }
      try selection.check(node.children)
    }
  }
}
