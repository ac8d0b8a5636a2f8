import Documents
import Kubernetes

/// What every object of Kubernetes must say of itself.
enum ManifestShape {
  /// What must be known of the object's name.
  enum Naming { case name, nameOrGenerateName }

  /// Checks `apiVersion`, `kind` and the name; what is filled in later is left alone. False after an error.
  @discardableResult
  static func check(
    _ node: Node, _ what: String, naming: Naming = .name, _ diagnostics: DiagnosticCollector
  ) -> Bool {
    if isFilledIn(node) { return true }
    guard node.members != nil else {
      diagnostics.error("\(what) must be an object, not \(node.summary)", at: node.place)
      return false
    }
    var isRight = true
    for name in ["apiVersion", "kind"] {
      if !checkText(node[name], name, of: node, what, diagnostics) { isRight = false }
    }
    if let version = node["apiVersion"], let text = version.string, !isFilledIn(version), GroupVersion(text) == nil {
      diagnostics.error("\(text.quoted) is no apiVersion", at: version.place, hint: "write it like v1 or apps/v1")
      isRight = false
    }
    return checkName(node, what, naming, diagnostics) && isRight
  }

  /// Whether the value is made by an expression.
  static func isFilledIn(_ node: Node) -> Bool { node.string?.contains("${") ?? false }

  private static func checkName(
    _ node: Node, _ what: String, _ naming: Naming, _ diagnostics: DiagnosticCollector
  ) -> Bool {
    guard let metadata = node["metadata"] else {
      diagnostics.error("missing field \"metadata\" in \(what): expected {name: …}", at: node.place)
      return false
    }
    if isFilledIn(metadata) || naming == .nameOrGenerateName && metadata["generateName"] != nil { return true }
    return checkText(metadata["name"], "metadata.name", of: metadata, what, diagnostics)
  }

  private static func checkText(
    _ value: Node?, _ name: String, of node: Node, _ what: String, _ diagnostics: DiagnosticCollector
  ) -> Bool {
    guard let value else {
      let field = name.split(separator: ".").last.map(String.init) ?? name
      let near = Suggestion.nearest(to: field, among: (node.members ?? []).map(\.name))
      diagnostics.error(
        "missing field \"\(name)\" in \(what)", at: node.place,
        hint: near.map { "is it \($0.quoted) at line \(node.member($0)?.place.line ?? 0)?" })
      return false
    }
    if let text = value.string, !text.isEmpty { return true }
    diagnostics.error("\"\(name)\" must be a string that is not empty, not \(value.summary)", at: value.place)
    return false
  }
}
