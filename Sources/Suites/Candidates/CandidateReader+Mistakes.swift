import Documents
import Plans

extension CandidateReader {
  /// What `plugfest prove` switches on in the candidate.
  func readMistakes(_ spec: inout MappingReader) -> [Candidate.Mistake] {
    let read = spec.optional("mistakes", .map(of: .object("mistake", readMistake)), or: []) ?? []
    return read.map { name, mistake in
      var mistake = mistake
      mistake.name = name
      return mistake
    }
  }

  private func readMistake(_ reader: inout MappingReader) -> Candidate.Mistake? {
    let beside = reader.optional("beside", .name)
    let manifests = reader.optional("manifests", .paths, or: []) ?? []
    let arguments = reader.optional("arguments", .list(of: .name), or: [])
    if reader.node["arguments"] == nil, manifests.isEmpty { _ = reader.required("arguments", .node) }
    let oracles = reader.required("oracles", .list(of: FieldType<RecipeName>.choice))
    let samples = reader.optional("samples", .list(of: .name), or: [])
    let naming = reader.optional("naming", .list(of: .name), or: [])
    guard let arguments, let oracles, let samples, let naming else { return nil }
    var mistake = Candidate.Mistake(
      name: "", arguments: arguments, oracles: oracles, samples: samples, naming: naming, place: reader.place)
    mistake.manifests = manifests.map { file.path(of: $0.text) }
    mistake.beside = beside.map { file.path(of: $0) }
    return mistake
  }
}
