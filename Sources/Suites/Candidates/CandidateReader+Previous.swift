import Documents
import Plans

extension CandidateReader {
  /// The release before is installed in the same way as the present one.
  func readPrevious(_ reader: inout MappingReader, _ installation: Candidate.Installation?) -> Candidate.Previous? {
    let version = reader.required("version", .name)
    let process: Candidate.Process?
    switch installation {
    case .process: process = reader.required("process", .object("process", readProcess))
    case .manifests:
      if reader.node["manifests"] == nil { _ = reader.required("manifests", .paths) }
      process = nil
    case .external:
      reader.error(
        "plugfest does not install this candidate, so it cannot put another version in its place", at: "version",
        hint: "remove \"previous\", or let plugfest install the candidate: \"process\" or \"manifests\"")
      return nil
    case nil: process = reader.optional("process", .object("process", readProcess))
    }
    let manifests = readNamedManifests(&reader)
    guard let version else { return nil }
    return Candidate.Previous(version: version, process: process, manifests: manifests, place: reader.place)
  }
}
