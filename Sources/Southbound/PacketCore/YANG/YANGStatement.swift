import Documents

/// One statement of a YANG file (RFC 7950 section 6.3): a keyword, its argument and the statements inside.
struct YANGStatement: Sendable {
  var keyword: String
  var argument: String?
  var children: [YANGStatement] = []
  var place: Place

  func all(_ keyword: String) -> [YANGStatement] { children.filter { $0.keyword == keyword } }

  func first(_ keyword: String) -> YANGStatement? { children.first { $0.keyword == keyword } }

  /// The argument of the first statement with this keyword.
  func text(_ keyword: String) -> String? { first(keyword)?.argument }
}
