import Documents

/// Makes a schema of a module's statements.
///
/// It knows what models of configuration are mostly made of. What it does not know it refuses, because a constraint
/// that is left out without a word would make every test with it worthless.
struct SchemaCompiler {
  /// Without influence on what is valid.
  private static let silent: Set<String> = [
    "yang-version", "namespace", "prefix", "import", "organization", "contact", "description", "reference", "revision",
    "units", "status", "typedef", "presence", "key", "type", "mandatory", "default", "config", "ordered-by",
    "min-elements", "max-elements", "must",
  ]
  private static let definitions: Set<String> = ["container", "list", "leaf", "leaf-list"]

  private let module: String
  private let types: TypeCompiler

  private init(module: String, types: TypeCompiler) {
    self.module = module
    self.types = types
  }

  /// The nodes at the top of a module.
  static func compile(_ statement: YANGStatement) throws(Diagnostic) -> [SchemaNode] {
    guard statement.keyword == "module", let module = statement.argument else {
      throw .error("expected a module, found \(statement.keyword.quoted)", at: statement.place)
    }
    let types = try TypeCompiler(typedefs: statement.all("typedef"))
    return try SchemaCompiler(module: module, types: types).nodes(in: statement, isConfiguration: true)
  }

  private func nodes(in parent: YANGStatement, isConfiguration: Bool) throws(Diagnostic) -> [SchemaNode] {
    var nodes: [SchemaNode] = []
    for statement in parent.children {
      if Self.definitions.contains(statement.keyword) {
        nodes.append(try node(statement, isConfiguration))
      } else if !Self.silent.contains(statement.keyword) {
        throw .error("the simulator does not know \(statement.keyword.quoted)", at: statement.place)
      }
    }
    return nodes
  }

  private func node(_ statement: YANGStatement, _ outer: Bool) throws(Diagnostic) -> SchemaNode {
    guard let name = statement.argument else {
      throw .error("\(statement.keyword.quoted) needs a name", at: statement.place)
    }
    let isConfiguration = outer && statement.text("config") != "false"
    let children = try nodes(in: statement, isConfiguration: isConfiguration)
    var musts: [Must] = []
    for must in statement.all("must") { musts.append(try Must(must)) }
    return SchemaNode(
      name: name, module: module, kind: try kind(statement, children), isConfiguration: isConfiguration,
      isUserOrdered: statement.text("ordered-by") == "user", entries: try entries(statement), musts: musts,
      children: children)
  }

  private func kind(_ statement: YANGStatement, _ children: [SchemaNode]) throws(Diagnostic) -> SchemaNode.Kind {
    switch statement.keyword {
    case "container": return .container(presence: statement.first("presence") != nil)
    case "list":
      let keys = (statement.text("key") ?? "").split(whereSeparator: \.isWhitespace).map(String.init)
      for key in keys where children.first(where: { $0.name == key })?.leafType == nil {
        throw .error("the key \(key.quoted) is no leaf of the list", at: statement.place)
      }
      guard !keys.isEmpty else { throw .error("the simulator does not know lists without a key", at: statement.place) }
      return .list(keys: keys)
    case "leaf":
      let type = try types.compile(statement)
      return .leaf(
        type, fallback: try fallback(statement, type), isMandatory: statement.text("mandatory") == "true")
    default: return .leafList(try types.compile(statement))
    }
  }

  private func fallback(_ statement: YANGStatement, _ type: LeafType) throws(Diagnostic) -> Value? {
    guard let text = statement.text("default") else { return nil }
    do { return try type.read(text: text) } catch { throw .error(error.message, at: statement.place) }
  }

  private func entries(_ statement: YANGStatement) throws(Diagnostic) -> ClosedRange<Int> {
    let least = try statement.first("min-elements").map(Self.count) ?? 0
    let most = try statement.first("max-elements").map(Self.count) ?? Int.max
    guard least <= most else { throw .error("fewer entries at most than at least", at: statement.place) }
    return least...most
  }

  private static func count(_ statement: YANGStatement) throws(Diagnostic) -> Int {
    if statement.argument == "unbounded" { return Int.max }
    guard let count = statement.argument.flatMap({ Int($0) }), count >= 0 else {
      throw .error("\(statement.keyword.quoted) must be a number", at: statement.place)
    }
    return count
  }
}
