package import Documents
package import Plans

/// Reads lab files.
package enum LabLoader {
  /// - Returns: the lab, with the paths that it names made relative to the working directory, and warnings.
  /// - Throws: all mistakes in the file, in its order.
  package static func load(_ path: String) throws(Diagnostics) -> (lab: Lab, warnings: [Diagnostic]) {
    try load(PlugfestFile.parse(path))
  }

  /// The same with a file whose syntax was read already.
  static func load(_ file: PlugfestFile) throws(Diagnostics) -> (lab: Lab, warnings: [Diagnostic]) {
    let read = try file.read(as: .lab) { spec, name, file in
      LabReader(file: file).read(&spec, name: name)
    }
    return (read.output, read.warnings)
  }
}

/// Reads the fields of a lab.
struct LabReader {
  let file: PlugfestFile

  func read(_ spec: inout MappingReader, name: String) -> Lab? {
    let cluster = spec.required("cluster", .object("cluster", readCluster))
    let endpoints = spec.optional("endpoints", .map(of: .object("endpoint", readEndpoint)), or: [])
    let values = spec.optional("values", .anyObject, or: Object())
    let guardRails = spec.optional("guard", .object("guard", readGuardRails), or: Lab.GuardRails())
    let budget = spec.optional("budget", .object("budget", readBudget), or: Lab.Budget())
    guard let cluster, let endpoints, let values, let guardRails, let budget else { return nil }
    return Lab(
      name: name, cluster: cluster,
      endpoints: Dictionary(endpoints.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first }),
      values: .object(values), guardRails: guardRails, budget: budget, place: spec.place)
  }

  private func readGuardRails(_ reader: inout MappingReader) -> Lab.GuardRails? {
    let standard = Lab.GuardRails()
    let contexts = reader.optional("contexts", .list(of: .name), or: standard.contexts)
    let namespaces = reader.optional("forbidNamespaces", .list(of: .name), or: standard.forbiddenNamespaces)
    guard let contexts, let namespaces else { return nil }
    return Lab.GuardRails(contexts: contexts, forbiddenNamespaces: namespaces)
  }

  private func readBudget(_ reader: inout MappingReader) -> Lab.Budget? {
    let standard = Lab.Budget()
    let parallel = reader.optional("parallel", .integer(in: 1...256), or: standard.parallel)
    let cleanUp = reader.optional("cleanup", .duration, or: standard.cleanUp)
    let slot = reader.optional("slot", .duration)
    guard let parallel, let cleanUp else { return nil }
    return Lab.Budget(parallel: parallel, cleanUp: cleanUp, slot: slot)
  }
}
