import Documents

/// One node of a data model, as YANG's data definitions describe it.
///
/// It is a class so that a path can name its nodes cheaply.
final class SchemaNode: Sendable {
  enum Kind: Sendable {
    /// Without presence, a container means nothing beyond what is in it, and is there whenever its parent is.
    case container(presence: Bool)
    case list(keys: [String])
    case leaf(LeafType, fallback: Value?, isMandatory: Bool)
    case leafList(LeafType)
  }

  let name: String
  /// The module's name, which qualifies the node's name in JSON (RFC 7951 section 4).
  let module: String
  let kind: Kind
  /// False for state, which clients cannot write.
  let isConfiguration: Bool
  /// Whether clients say in which order the entries are.
  let isUserOrdered: Bool
  /// How many entries there must be.
  let entries: ClosedRange<Int>
  let musts: [Must]
  let children: [SchemaNode]

  init(
    name: String, module: String, kind: Kind, isConfiguration: Bool = true, isUserOrdered: Bool = false,
    entries: ClosedRange<Int> = 0...Int.max, musts: [Must] = [], children: [SchemaNode] = []
  ) {
    self.name = name
    self.module = module
    self.kind = kind
    self.isConfiguration = isConfiguration
    self.isUserOrdered = isUserOrdered
    self.entries = entries
    self.musts = musts
    self.children = children
  }

  /// `plugfest-apn:access-points`
  var qualifiedName: String { "\(module):\(name)" }

  func child(_ name: String) -> SchemaNode? { children.first { $0.name == name } }

  /// The names of a list's keys; empty for anything else.
  var keys: [String] { if case .list(let keys) = kind { keys } else { [] } }

  var leafType: LeafType? {
    switch kind {
    case .leaf(let type, _, _), .leafList(let type): type
    case .container, .list: nil
    }
  }

  /// Whether the node can occur more than once.
  var isMany: Bool {
    switch kind {
    case .list, .leafList: true
    case .container, .leaf: false
    }
  }

  /// A container that is there whenever its parent is.
  var isStructural: Bool { if case .container(presence: false) = kind { true } else { false } }

  var fallback: Value? { if case .leaf(_, let fallback, _) = kind { fallback } else { nil } }
}
