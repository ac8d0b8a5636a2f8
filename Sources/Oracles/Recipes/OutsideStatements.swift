import Documents

/// What a series of writes to a system outside says, to find out whether a later one says anything new.
struct OutsideStatements {
  /// Each leaf of JSON bodies, with all that was said of it.
  private var values: [String: Set<String>] = [:]
  /// Bodies that are no JSON, as they were.
  private var texts: Set<String> = []

  init(_ writes: [OutsideRequest]) {
    for write in writes {
      guard let leaves = Self.leaves(write) else {
        texts.insert(write.body)
        continue
      }
      for (path, value) in leaves { values[path, default: []].insert(value) }
    }
  }

  /// Whether all that the write says was said before. What was said of several things, or in several ways, does not tell.
  func holds(_ write: OutsideRequest) -> Bool {
    guard let leaves = Self.leaves(write) else { return texts.contains(write.body) }
    return !leaves.isEmpty && leaves.allSatisfy { values[$0.path] == [$0.value] }
  }

  /// Nil when the body is no JSON, or cut off.
  private static func leaves(_ write: OutsideRequest) -> [(path: String, value: String)]? {
    guard let body = try? JSON.parse(write.body) else { return nil }
    return FieldChange.changes(from: [:], to: body).map { ($0.path.plainText, "\($0.after ?? .null)") }
  }
}
