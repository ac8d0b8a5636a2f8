package import Documents

/// Objects that a simulator has from the start: lists of bodies as for the REST API, by kind.
///
/// ```yaml
/// tenants: [{name: Blue}]
/// custom-fields: [{name: env, type: text, object_types: [ipam.prefix]}]
/// prefixes: [{prefix: 10.0.0.0/16, tenant: {name: Blue}, custom_fields: {env: lab}}]
/// ```
///
/// Objects are referred to by attributes; also in `scope_id`, next to a `scope_type`. Kinds are the last parts of the paths (`tenants`, `ip-addresses`). A missing slug is made of the name. The order of the
/// kinds does not matter; objects of one kind are made in their order.
package struct NetBoxSeed: Sendable {
  let node: Node

  /// Takes a mapping of kinds; it is checked when the simulator loads it.
  package init(_ node: Node) { self.node = node }

  /// The seed of a YAML or JSON file.
  package static func load(file: String) throws(Diagnostics) -> NetBoxSeed {
    let documents = try Node.load(file: file)
    guard let node = documents.first, documents.count == 1 else {
      throw Diagnostics([
        .error("expected one document in \"\(file)\", found \(documents.count)", hint: "put all kinds into one mapping")
      ])
    }
    return NetBoxSeed(node)
  }
}
