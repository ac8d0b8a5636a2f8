package import Documents

/// What a packet core has from the start: the datastore's content as RFC 7951 writes it, in YAML or JSON.
///
/// ```yaml
/// plugfest-apn:access-points:
///   access-point:
///     - {name: internet, network-identifier: internet, session-type: [IPV4], managed-by: someone}
/// ```
package struct PacketCoreSeed: Sendable {
  let node: Node

  /// Takes a mapping of modules' nodes; it is checked when the simulator loads it.
  package init(_ node: Node) { self.node = node }

  /// The seed of a YAML or JSON file.
  package static func load(file: String) throws(Diagnostics) -> PacketCoreSeed {
    let documents = try Node.load(file: file)
    guard let node = documents.first, documents.count == 1 else {
      throw Diagnostics([
        .error("expected one document in \"\(file)\", found \(documents.count)", hint: "put all data into one mapping")
      ])
    }
    return PacketCoreSeed(node)
  }
}

extension RESTCONFService {
  /// Takes a seed over as the state of the beginning.
  ///
  /// - Throws: what the model does not allow.
  mutating func load(_ seed: PacketCoreSeed) throws(Diagnostics) {
    if seed.node.isNull { return }
    do throws(RESTCONFError) {
      var loaded = DataTree()
      let members = try DataReader(modules).readDatastore(seed.node.value)
      for node in configuration {
        if let value = members[node.qualifiedName] { try loaded.set(InstancePath().appending(node), to: value) }
      }
      try DataCheck(modules).check(loaded)
      tree = loaded
    } catch {
      let place = error.path.map { " at \($0)" } ?? ""
      throw Diagnostics([.error("the seed is refused\(place): \(error.message)", at: seed.node.place)])
    }
  }
}
