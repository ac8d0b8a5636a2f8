package import Documents
package import Plans

/// Reads files of the catalogue of criteria.
package enum CriteriaLoader {
  /// - Returns: the criteria of the file, and warnings.
  /// - Throws: all mistakes in the file, in its order.
  package static func load(_ path: String) throws(Diagnostics) -> (category: Criterion.Category, warnings: [Diagnostic])
  {
    try load(PlugfestFile.parse(path))
  }

  /// The same with a file whose syntax was read already.
  static func load(_ file: PlugfestFile) throws(Diagnostics) -> (category: Criterion.Category, warnings: [Diagnostic]) {
    let read = try file.read(as: .criteria) { spec, name, file in
      let title = spec.required("title", .name)
      let nodes = spec.required("criteria", .list(of: .node)) ?? []
      let reader = CriterionReader(category: name, file: file)
      var criteria: [Criterion] = []
      for node in nodes {
        guard let criterion = reader.read(node, spec.diagnostics) else { continue }
        ContractReader.checkNew(
          criterion.id, "a criterion", criteria.map(\.id), at: node["id"]?.place, spec.diagnostics)
        criteria.append(criterion)
      }
      return title.map { Criterion.Category(name: name, title: $0, criteria: criteria) }
    }
    return (read.output, read.warnings)
  }
}
