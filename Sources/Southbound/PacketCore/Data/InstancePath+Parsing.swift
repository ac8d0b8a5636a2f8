import Documents
import Foundation

extension InstancePath {
  /// Reads a path as a URI has it, still percent-encoded.
  ///
  /// - Parameter text: after `/restconf/data`.
  /// - Throws: for a path that the schema does not know; whether there is data at the place is another question.
  init(_ text: some StringProtocol, _ modules: [YANGModule]) throws(RESTCONFError) {
    self.init()
    var children = modules.flatMap(\.nodes)
    var module: String?
    // One slash at the end is forgiven.
    let trimmed = text.hasSuffix("/") ? text.dropLast() : text[...]
    for segment in trimmed.dropFirst(trimmed.hasPrefix("/") ? 1 : 0).split(
      separator: "/", omittingEmptySubsequences: false)
    where !trimmed.isEmpty {
      if let last, last.keys == nil, last.node.isMany { throw Self.keysMissing(last.node) }
      let parts = segment.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let node = try Self.node(try Self.decoded(parts[0]), in: children, module, modules)
      var keys: [String]?
      if parts.count == 2 {
        var texts: [String] = []
        for key in parts[1].split(separator: ",", omittingEmptySubsequences: false) {
          texts.append(try Self.decoded(key))
        }
        keys = try Self.canonical(texts, node)
      }
      steps.append(Step(node: node, keys: keys))
      children = node.children
      module = node.module
    }
  }

  private static func node(
    _ name: String, in children: [SchemaNode], _ module: String?, _ modules: [YANGModule]
  ) throws(RESTCONFError) -> SchemaNode {
    let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 || module != nil else {
      throw .invalid("\(name.quoted) needs its module: MODULE:\(name)", status: 400)
    }
    let (qualifier, local) = parts.count == 2 ? (parts[0], parts[1]) : (module ?? "", name)
    if let node = children.first(where: { $0.name == local && $0.module == qualifier }) { return node }
    guard modules.contains(where: { $0.name == qualifier }) else {
      throw .refused(400, "unknown-namespace", "there is no module \(qualifier.quoted)")
    }
    throw .refused(400, "unknown-element", "the model has no \(local.quoted) there")
  }

  /// - Throws: for another number of keys than the list has, or one that its type does not allow.
  static func canonical(_ texts: [String], _ node: SchemaNode) throws(RESTCONFError) -> [String] {
    var types: [LeafType] = []
    switch node.kind {
    case .leafList(let type): types = [type]
    case .list(let keys): types = keys.compactMap { node.child($0)?.leafType }
    case .container, .leaf: throw .invalid("\(node.name.quoted) is no list, and has no keys", status: 400)
    }
    guard texts.count == types.count else {
      throw .invalid("\(node.name.quoted) has \(types.count) keys, not \(texts.count)", status: 400)
    }
    var keys: [String] = []
    for (text, type) in zip(texts, types) {
      do { keys.append(LeafType.text(try type.read(text: text))) } catch {
        throw .invalid("a key of \(node.name.quoted): \(error.message)", status: 400)
      }
    }
    return keys
  }

  static func keysMissing(_ node: SchemaNode) -> RESTCONFError {
    .invalid("\(node.name.quoted) is a list: say which entry, as in \(node.name)=KEY", status: 400)
  }

  /// - Throws: for a percent sign without two digits, and what is not UTF-8 then.
  static func decoded(_ text: some StringProtocol) throws(RESTCONFError) -> String {
    guard let decoded = text.removingPercentEncoding else {
      throw .invalid("\(String(text).quoted) is not percent-encoded as URIs are", status: 400)
    }
    return decoded
  }
}
