/// Builds located values from events. Used through `YAML.parse`.
struct YAMLComposer: ~Copyable {
  /// How much of a value there is once aliases are followed.
  private struct Size {
    var nodes = 1
    var depth = 0
    var bytes = 0

    mutating func add(_ child: Size) {
      nodes += child.nodes
      depth = max(depth, child.depth + 1)
      bytes += child.bytes
    }
  }

  private enum Anchor {
    /// Its value is not finished yet.
    case open
    case closed(Node, Size)
  }

  private typealias Composed = (node: Node, size: Size)

  private let source: YAMLSource
  private var events: YAMLEventStream
  private let schema: YAML.Schema
  private let limits: YAML.Limits
  private var anchors: [String: Anchor] = [:]
  private var depth = 0
  private var nodes = 0
  private var aliased = Size(nodes: 0)
  /// Errors about keys that occur twice, at most 20.
  private(set) var duplicates: [Diagnostic] = []

  init(source: YAMLSource, events: consuming YAMLEventStream, schema: YAML.Schema, limits: YAML.Limits) {
    self.source = source
    self.events = events
    self.schema = schema
    self.limits = limits
  }

  mutating func composeDocuments() throws(Diagnostic) -> [Node] {
    var documents: [Node] = []
    while true {
      let event = try next()
      switch event.kind {
      case .streamEnd: return documents
      case .streamStart, .documentEnd: continue
      case .documentStart:
        anchors = [:]
        let content = try next()
        let node = try compose(content).node
        if case .scalar(let scalar) = content.kind, scalar.isPlain, scalar.text.isEmpty { continue }
        documents.append(node)
      default: throw error("not valid YAML: content outside a document", at: event)
      }
    }
  }

  private mutating func next() throws(Diagnostic) -> YAMLEvent {
    do {
      return try events.next()
    } catch {
      if error.isTooDeep { throw source.error(tooDeep, line: error.line, column: error.column) }
      throw source.error(error)
    }
  }

  private var tooDeep: String { "nested deeper than \(limits.depth) levels" }

  private mutating func compose(_ event: YAMLEvent) throws(Diagnostic) -> Composed {
    nodes += 1
    guard nodes <= limits.nodes else { throw error("more than \(limits.nodes) values", at: event) }
    switch event.kind {
    case .alias(let name): return try follow(name, at: event)
    case .scalar(let scalar): return try compose(scalar, at: event)
    case .sequenceStart(let anchor, let tag):
      try check(tag, allowed: "tag:yaml.org,2002:seq", at: event)
      return try composeCollection(anchor: anchor, at: event) { (composer) throws(Diagnostic) in
        try composer.composeSequence(at: event)
      }
    case .mappingStart(let anchor, let tag):
      try check(tag, allowed: "tag:yaml.org,2002:map", at: event)
      return try composeCollection(anchor: anchor, at: event) { (composer) throws(Diagnostic) in
        try composer.composeMapping(at: event)
      }
    default: throw error("not valid YAML: a value is missing", at: event)
    }
  }

  private mutating func compose(_ scalar: YAMLEvent.Scalar, at event: YAMLEvent) throws(Diagnostic) -> Composed {
    guard let value = schema.resolve(scalar) else {
      throw error("\(scalar.text.quoted) does not fit its tag \((scalar.tag ?? "").quoted)", at: event)
    }
    let composed = (node: Node(.scalar(value), at: place(event)), size: Size(bytes: scalar.text.utf8.count))
    if let anchor = scalar.anchor { anchors[anchor] = .closed(composed.node, composed.size) }
    return composed
  }

  private mutating func composeCollection(
    anchor: String?, at event: YAMLEvent, _ body: (inout YAMLComposer) throws(Diagnostic) -> Composed
  ) throws(Diagnostic) -> Composed {
    depth += 1
    guard depth <= limits.depth else { throw error(tooDeep, at: event) }
    if let anchor { anchors[anchor] = .open }
    let composed = try body(&self)
    if let anchor { anchors[anchor] = .closed(composed.node, composed.size) }
    depth -= 1
    return composed
  }

  private mutating func composeSequence(at start: YAMLEvent) throws(Diagnostic) -> Composed {
    var items: [Node] = []
    var size = Size()
    while true {
      let event = try next()
      if case .sequenceEnd = event.kind { return (Node(.sequence(items), at: place(start)), size) }
      let item = try compose(event)
      items.append(item.node)
      size.add(item.size)
    }
  }

  private mutating func composeMapping(at start: YAMLEvent) throws(Diagnostic) -> Composed {
    var mapping = YAMLMapping()
    var size = Size()
    while true {
      let event = try next()
      if case .mappingEnd = event.kind { return (Node(.mapping(mapping.finish()), at: place(start)), size) }
      let isMerge = Self.isMergeKey(event)
      let key = try compose(event)
      size.bytes += key.size.bytes
      let value = try compose(try next())
      size.add(value.size)
      if isMerge {
        guard mapping.merge(value.node) else {
          throw error("a merge key (\"<<\") needs a mapping or a list of mappings", at: event)
        }
      } else {
        let name = try name(key.node, at: event)
        if let first = mapping.set(Node.Member(name: name, place: place(event), value: value.node)) {
          noteDuplicate(name, first: first, at: event)
        }
      }
    }
  }

  private static func isMergeKey(_ event: YAMLEvent) -> Bool {
    guard case .scalar(let scalar) = event.kind else { return false }
    return scalar.text == "<<" && (scalar.tag.map { $0 == "tag:yaml.org,2002:merge" } ?? scalar.isPlain)
  }

  /// A key as a string, as the Kubernetes API reads it.
  private func name(_ key: Node, at event: YAMLEvent) throws(Diagnostic) -> String {
    switch key.content {
    case .scalar(.string(let text)): return text
    case .scalar(.bool), .scalar(.integer): return key.value.description
    case .scalar(.double(let number)):
      return Int64(exactly: number).map(String.init) ?? "\(number)"
    default: throw error("a key must be a string, not \(key.typeName)", at: event)
    }
  }

  private mutating func noteDuplicate(_ name: String, first: Place, at event: YAMLEvent) {
    guard duplicates.count < 20 else { return }
    duplicates.append(error("duplicate key \(name.quoted), first given at line \(first.line)", at: event))
  }

  private mutating func follow(_ name: String, at event: YAMLEvent) throws(Diagnostic) -> Composed {
    switch anchors[name] {
    case .closed(let node, let size):
      aliased.nodes += size.nodes
      aliased.bytes += size.bytes
      guard aliased.nodes <= limits.aliasedNodes else {
        throw error("the aliases repeat more than \(limits.aliasedNodes) values", at: event)
      }
      guard aliased.bytes <= limits.bytes else {
        throw error("the aliases repeat more than \(limits.bytes) bytes", at: event)
      }
      guard depth + size.depth <= limits.depth else {
        throw error("with its alias, nested deeper than \(limits.depth) levels", at: event)
      }
      return (node, size)
    case .open: throw error("alias \("*\(name)".quoted) stands inside the value that it names", at: event)
    case nil:
      let hint = Suggestion.hint(for: name, among: anchors.keys)
      throw error("no anchor \("&\(name)".quoted) before this alias", at: event, hint: hint)
    }
  }

  private func check(_ tag: String?, allowed: String, at event: YAMLEvent) throws(Diagnostic) {
    guard let tag, tag != "!", tag != allowed else { return }
    throw error("the tag \(tag.quoted) is not supported here", at: event)
  }

  private func place(_ event: YAMLEvent) -> Place {
    Place(file: source.file, line: event.line, column: event.column)
  }

  private func error(_ message: String, at event: YAMLEvent, hint: String? = nil) -> Diagnostic {
    source.error(message, line: event.line, column: event.column, hint: hint)
  }
}
