import Documents

/// One object as it is kept.
struct Record: Sendable {
  var id: Int64
  /// By the name of the field. References are numbers, content types texts, networks texts (see `networks`).
  var values: [String: Value] = [:]
  /// The parsed form of the fields that are addresses or prefixes.
  var networks: [String: IPNetwork] = [:]
  var tags: [Int64] = []
  var customFields = Object()
  var created = Timestamp(microseconds: 0)
  var lastUpdated = Timestamp(microseconds: 0)

  func text(_ field: String) -> String { values[field]?.string ?? "" }
  func reference(_ field: String) -> Int64? { values[field]?.integer }
  func references(_ field: String) -> [Int64] { values[field]?.array?.compactMap(\.integer) ?? [] }

  /// A boolean, also where it was given as a number.
  func flag(_ field: String) -> Bool { values[field] == true }
}
