import Documents

/// The parameters of a request (RFC 8040 section 4.8), checked against where they may stand.
struct QueryParameters: Sendable {
  enum Content: String { case config, nonconfig, all }
  enum Defaults: String {
    case reportAll = "report-all"
    case trim, explicit
    case reportAllTagged = "report-all-tagged"
  }

  /// What kind of request it is.
  enum Use {
    case reading
    /// POST and PUT, which make entries.
    case making
    case other
  }

  var content = Content.all
  /// Nil is unbounded.
  var depth: Int?
  /// Nil is all.
  var fields: FieldSelection?
  /// The server's basic mode is explicit: what was not set is not told.
  var defaults = Defaults.explicit
  var insert: String?
  /// Still encoded as a path inside.
  var point: String?

  /// The capabilities that say so (section 9.1).
  static let capabilities = [
    "urn:ietf:params:restconf:capability:defaults:1.0?basic-mode=explicit",
    "urn:ietf:params:restconf:capability:depth:1.0", "urn:ietf:params:restconf:capability:fields:1.0",
    "urn:ietf:params:restconf:capability:with-defaults:1.0",
  ]

  init(_ query: String, _ use: Use) throws(RESTCONFError) {
    var known: Set<String> = []
    for part in query.split(separator: "&", omittingEmptySubsequences: true) {
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = try InstancePath.decoded(pair[0])
      let value = try InstancePath.decoded(pair.count == 2 ? pair[1] : "")
      guard known.insert(name).inserted else { throw Self.wrong("\(name.quoted) is there twice") }
      try take(name, value, use)
    }
    let needsPoint = insert == "before" || insert == "after"
    guard needsPoint == (point != nil) else {
      throw Self.wrong(
        needsPoint ? "\"insert\" needs a \"point\"" : "\"point\" goes with insert=before and insert=after")
    }
  }

  private mutating func take(_ name: String, _ value: String, _ use: Use) throws(RESTCONFError) {
    switch (name, use) {
    case ("content", .reading): content = try Self.choice(name, value)
    case ("with-defaults", .reading): defaults = try Self.choice(name, value)
    case ("fields", .reading): fields = try FieldSelection(value)
    case ("depth", .reading):
      guard value != "unbounded" else { return }
      guard let number = Int(value), (1...65_535).contains(number) else {
        throw Self.wrong("\"depth\" must be from 1 to 65535 or unbounded, not \(value.quoted)")
      }
      depth = number
    case ("insert", .making):
      guard ["first", "last", "before", "after"].contains(value) else {
        throw Self.wrong("\"insert\" must be first, last, before or after, not \(value.quoted)")
      }
      insert = value
    case ("point", .making): point = value
    case ("filter", _), ("start-time", _), ("stop-time", _):
      throw Self.wrong("\(name.quoted) goes with event streams, which this server does not have")
    case ("content", _), ("with-defaults", _), ("fields", _), ("depth", _), ("insert", _), ("point", _):
      throw Self.wrong("\(name.quoted) does not go with this method")
    default: throw Self.wrong("there is no parameter \(name.quoted)")
    }
  }

  private static func choice<Choice: RawRepresentable<String>>(
    _ name: String, _ value: String
  ) throws(RESTCONFError) -> Choice {
    guard let choice = Choice(rawValue: value) else { throw wrong("\(name.quoted) cannot be \(value.quoted)") }
    return choice
  }

  static func wrong(_ message: String) -> RESTCONFError { .invalid(message, status: 400) }
}
