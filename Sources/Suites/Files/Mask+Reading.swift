import Documents
import Plans

extension Candidate.Mask {
  /// As candidates and suites declare one: `{path: status.lastSync, because: heartbeat, kind: Device}`.
  static func read(_ reader: inout MappingReader) -> Candidate.Mask? {
    let path = reader.required("path", .fieldPath)
    let because = reader.required("because", .name)
    let kind = reader.optional("kind", .name)
    guard let path, let because else { return nil }
    return Candidate.Mask(path: path, because: because, kind: kind, place: reader.place)
  }
}
