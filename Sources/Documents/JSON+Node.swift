extension JSON {
  /// The values of a text, each with its place: one, or several one after another as in JSON Lines.
  ///
  /// - Parameter file: what places are called by.
  /// - Throws: the first mistake in the syntax, also a member that occurs twice, since two readers may take two different
  ///   ones; or what exceeds the limits.
  package static func nodes(
    _ bytes: [UInt8], file: String, limits: Limits = Limits(), nodes: Int = 2_000_000
  ) throws(Diagnostic) -> [Node] {
    do {
      var reader = JSONNodeReader(bytes: bytes, file: file, limits: limits, nodes: nodes)
      return try reader.readAll()
    } catch {
      throw error.diagnostic(file: file)
    }
  }
}

/// Reads JSON with the place of every value; scalars are read by the parser of plain values.
private struct JSONNodeReader {
  private var parser: JSONParser
  private let file: String
  private let nodeLimit: Int
  private var nodes = 0
  private var depth = 0
  /// The last position whose line and column are known: they are counted on from there.
  private var known = (position: 0, line: 1, column: 1)

  init(bytes: [UInt8], file: String, limits: JSON.Limits, nodes: Int) {
    parser = JSONParser(bytes: bytes, limits: limits, duplicates: nil)
    self.file = file
    nodeLimit = nodes
  }

  mutating func readAll() throws(JSON.SyntaxError) -> [Node] {
    guard parser.bytes.count <= parser.limits.bytes else {
      throw parser.error("the text is longer than \(parser.limits.bytes) bytes")
    }
    var values: [Node] = []
    parser.skipSpace()
    repeat {
      values.append(try readValue())
      parser.skipSpace()
    } while parser.position < parser.bytes.count
    return values
  }

  private mutating func readValue() throws(JSON.SyntaxError) -> Node {
    parser.skipSpace()
    nodes += 1
    guard nodes <= nodeLimit else { throw parser.error("more than \(nodeLimit) values") }
    let place = here()
    guard parser.position < parser.bytes.count else { throw parser.error("unexpected end of text") }
    switch parser.bytes[parser.position] {
    case UInt8(ascii: "{"): return Node(.mapping(try readMembers()), at: place)
    case UInt8(ascii: "["): return Node(.sequence(try readItems()), at: place)
    default: return Node(.scalar(try parser.parseValue()), at: place)
    }
  }

  private mutating func readItems() throws(JSON.SyntaxError) -> [Node] {
    try open(UInt8(ascii: "["))
    defer { depth -= 1 }
    var items: [Node] = []
    if take(UInt8(ascii: "]")) { return items }
    while true {
      items.append(try readValue())
      if try close(UInt8(ascii: "]"), "an array") { return items }
    }
  }

  private mutating func readMembers() throws(JSON.SyntaxError) -> [Node.Member] {
    try open(UInt8(ascii: "{"))
    defer { depth -= 1 }
    var members: [Node.Member] = []
    var names: Set<String> = []
    if take(UInt8(ascii: "}")) { return members }
    while true {
      parser.skipSpace()
      let place = here()
      guard parser.position < parser.bytes.count, parser.bytes[parser.position] == UInt8(ascii: "\"") else {
        throw parser.error("expected a member name in quotes")
      }
      let before = parser
      let name = try parser.parseString()
      guard names.insert(name).inserted else { throw before.error("the member \(name.quoted) is there twice") }
      guard take(UInt8(ascii: ":")) else { throw parser.error("expected \":\" after the member name \(name.quoted)") }
      members.append(Node.Member(name: name, place: place, value: try readValue()))
      if try close(UInt8(ascii: "}"), "an object") { return members }
    }
  }

  private mutating func open(_ bracket: UInt8) throws(JSON.SyntaxError) {
    _ = parser.take(bracket)
    depth += 1
    guard depth <= parser.limits.depth else { throw parser.error("nested deeper than \(parser.limits.depth) levels") }
  }

  /// Whether the array or object ends here; otherwise another of its values follows.
  private mutating func close(_ bracket: UInt8, _ what: String) throws(JSON.SyntaxError) -> Bool {
    if take(UInt8(ascii: ",")) { return false }
    if take(bracket) { return true }
    let isEnd = parser.position >= parser.bytes.count
    throw parser.error(isEnd ? "unexpected end of text in \(what)" : "expected \",\" or the end of \(what)")
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    parser.skipSpace()
    return parser.take(byte)
  }

  private mutating func here() -> Place {
    for byte in parser.bytes[known.position..<parser.position] {
      if byte == UInt8(ascii: "\n") {
        known.line += 1
        known.column = 1
      } else if byte & 0xC0 != 0x80 {
        known.column += 1
      }
    }
    known.position = parser.position
    return Place(file: file, line: known.line, column: known.column)
  }
}
