package import Documents
package import Plans

/// Reads contract files.
package enum ContractLoader {
  /// - Returns: the contract, and warnings.
  /// - Throws: all mistakes in the file, in its order.
  package static func load(_ path: String) throws(Diagnostics) -> (contract: Contract, warnings: [Diagnostic]) {
    try load(PlugfestFile.parse(path))
  }

  /// The same with a file whose syntax was read already.
  static func load(_ file: PlugfestFile) throws(Diagnostics) -> (contract: Contract, warnings: [Diagnostic]) {
    let read = try file.read(as: .contract) { spec, name, _ in
      var reader = ContractReader()
      return reader.read(&spec, name: name)
    }
    return (read.output, read.warnings)
  }
}

/// Reads the fields of a contract.
struct ContractReader {
  /// Names of the features that were read.
  private(set) var features: [String] = []

  mutating func read(_ spec: inout MappingReader, name: String) -> Contract? {
    let version = spec.required("version", .objectName)
    let about = spec.optional("about", .name)
    let endpoints = spec.optional("endpoints", .map(of: .name), or: [])
    let features = readFeatures(&spec)
    self.features = features.map(\.name)
    let intents = readIntents(&spec)
    guard let version, let endpoints else { return nil }
    return Contract(
      name: name, version: version, about: about,
      endpoints: endpoints.map { Contract.Endpoint(name: $0.name, about: $0.value) }, features: features,
      intents: intents, place: spec.place)
  }

  private func readFeatures(_ spec: inout MappingReader) -> [Contract.Feature] {
    let nodes = spec.optional("features", .list(of: .node), or: []) ?? []
    var features: [Contract.Feature] = []
    for node in nodes {
      let feature = MappingReader.read(node, as: "feature", spec.diagnostics) { reader -> Contract.Feature? in
        let name = reader.required("name", .name)
        let level = reader.optional("level", .choice, or: Contract.Feature.Level.extended)
        let about = reader.optional("about", .name)
        guard let name, let level else { return nil }
        return Contract.Feature(name: name, level: level, about: about, place: reader.place)
      }
      guard let feature else { continue }
      Self.checkNew(feature.name, "a feature", features.map(\.name), at: node["name"]?.place, spec.diagnostics)
      features.append(feature)
    }
    return features
  }

  private func readIntents(_ spec: inout MappingReader) -> [Contract.Intent] {
    let nodes = spec.required("intents", .map(of: .node)) ?? []
    if spec.node["intents"]?.members?.isEmpty == true { spec.error("the contract has no intents", at: "intents") }
    return nodes.compactMap { name, node in
      guard let member = spec.node["intents"]?.member(name), VariableName.check(member, spec.diagnostics) else {
        return nil
      }
      return readIntent(name, node, at: member.place, spec.diagnostics)
    }
  }

  /// Reports a name that something else of the kind has already.
  static func checkNew(
    _ name: String, _ what: String, _ known: [String], at place: Place?, _ diagnostics: DiagnosticCollector
  ) {
    guard known.contains(name) else { return }
    diagnostics.error("\(what) named \(name.quoted) is there already", at: place, rule: .duplicateName)
  }
}
