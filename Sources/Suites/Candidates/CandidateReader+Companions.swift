import Documents
import Plans

extension CandidateReader {
  /// Nil after an error.
  func readCompanions(_ spec: inout MappingReader) -> [Candidate.Companion]? {
    guard let companions = spec.optional("companions", .list(of: .object("companion", readCompanion)), or: []) else {
      return nil
    }
    var names: [String: Place] = [:]
    for companion in companions {
      if let place = names.updateValue(companion.place, forKey: companion.name) {
        spec.diagnostics.error(
          "a companion named \(companion.name.quoted) stands at line \(place.line) already", at: companion.place,
          hint: "give each a name of its own", rule: .duplicateName)
      }
    }
    return companions
  }

  private func readCompanion(_ reader: inout MappingReader) -> Candidate.Companion? {
    let name = reader.required("name", .objectName)
    let process = reader.required("process", .object("process", readProcess))
    let manifests = readNamedManifests(&reader)
    guard let name, let process else { return nil }
    return Candidate.Companion(name: name, process: process, manifests: manifests, place: reader.place)
  }
}
