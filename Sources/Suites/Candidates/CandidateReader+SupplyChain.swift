import Documents

extension CandidateReader {
  /// The folder with evidence about images, whose index has to be right; what its files say is for the criteria.
  func readSupplyChain(_ spec: inout MappingReader) -> String? {
    guard let name = spec.optional("supplyChain", .name) else { return nil }
    let path = file.path(of: name)
    do {
      for warning in try EvidenceIndexLoader.load(path).warnings { spec.diagnostics.add(warning) }
    } catch {
      spec.add(error, at: "supplyChain")
    }
    return path
  }
}
