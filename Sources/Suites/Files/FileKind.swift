package import Documents

/// What a file of plugfest describes, as the `kind` in its head says.
package enum FileKind: String, Sendable, CaseIterable {
  case candidate = "Candidate"
  case lab = "Lab"
  case suite = "Suite"
  case stepTemplates = "StepTemplates"
  case quarantine = "Quarantine"
  case contract = "Contract"
  case criteria = "Criteria"
  case supplyChain = "SupplyChain"
  case evidencePolicy = "EvidencePolicy"
  case profile = "Profile"

  static let apiVersion = "plugfest.dev/v1alpha1"

  /// The kind of the document in a file.
  package static func read(_ path: String) throws(Diagnostics) -> FileKind {
    try read(PlugfestFile.parse(path).node, expecting: allCases)
  }

  /// The kind of a document, which must be one of those expected.
  @discardableResult
  static func read(_ node: Node, expecting expected: [FileKind]) throws(Diagnostics) -> FileKind {
    guard node.members != nil else {
      throw Diagnostics([.error("the file must hold an object, not \(node.value.typeName)", at: node.place)])
    }
    let names = expected.map { "\"\($0.rawValue)\"" }.joined(separator: " or ")
    guard let name = node["kind"] else {
      throw Diagnostics([.error("missing field \"kind\" in the file: expected \(names)", at: node.place)])
    }
    guard let kind = name.string.flatMap(FileKind.init(rawValue:)) else {
      throw Diagnostics([
        .error(
          "\"kind\" must be \(names), not \(name.value.excerpt)", at: name.place,
          hint: name.string.flatMap { Suggestion.hint(for: $0, among: expected.map(\.rawValue)) })
      ])
    }
    guard expected.contains(kind) else {
      throw Diagnostics([
        .error(
          "this is a \(kind.rawValue), not a \(expected.map(\.rawValue).joined(separator: " or a "))", at: name.place,
          hint: kind.hint)
      ])
    }
    try checkVersion(node)
    return kind
  }

  /// Where a file of this kind belongs.
  private var hint: String {
    switch self {
    case .candidate, .lab, .suite, .quarantine: "give it to `plugfest run` as --\(rawValue.lowercased())"
    case .stepTemplates: "name it in a suite, under \"templates\""
    case .contract: "put it beside the suite, as contract.yaml"
    case .criteria: "put it into a folder named criteria"
    case .supplyChain: "name its folder in the candidate, as \"supplyChain\""
    case .evidencePolicy: "give it to `plugfest lint` as --policy"
    case .profile: "give it to `plugfest run` as --profile"
    }
  }

  private static func checkVersion(_ node: Node) throws(Diagnostics) {
    guard let version = node["apiVersion"] else {
      throw Diagnostics([
        .error("missing field \"apiVersion\" in the file: expected \"\(apiVersion)\"", at: node.place)
      ])
    }
    guard version.string != apiVersion else { return }
    throw Diagnostics([
      .error(
        "\"apiVersion\" must be \"\(apiVersion)\", not \(version.value.excerpt)", at: version.place,
        hint: version.string.flatMap { Suggestion.hint(for: $0, among: [apiVersion]) })
    ])
  }
}
