import Documents

/// A part of a list, with links to its neighbours.
struct Page {
  static let defaultLimit = 50
  static let maximumLimit = 1000

  let limit: Int
  let offset: Int

  /// Wrong limits and offsets are ignored; a limit of 0 is the largest page.
  init(_ query: Query) {
    limit = Self.limit(query)
    let given = query.last("offset").flatMap { Int($0.trimmingSpace) } ?? 0
    // Far beyond every list, but sums with the limit still fit.
    offset = min(max(given, 0), Int(Int32.max))
  }

  private static func limit(_ query: Query) -> Int {
    guard let text = query.last("limit"), let number = Int(text.trimmingSpace), number >= 0 else { return defaultLimit }
    return number == 0 ? maximumLimit : min(number, maximumLimit)
  }

  /// How many free addresses are listed.
  static func resultLimit(_ query: Query) -> Int {
    guard let number = query.last("limit").flatMap({ Int($0.trimmingSpace) }) else { return defaultLimit }
    return number <= 0 ? maximumLimit : min(number, maximumLimit)
  }

  func items<Item>(of all: [Item]) -> ArraySlice<Item> { all.dropFirst(offset).prefix(limit) }

  /// `count`, `next`, `previous` and the results.
  func document(_ results: [Value], count: Int, url: String, query: Query) -> Value {
    let withLimit = query.setting("limit", to: String(limit))
    var next: Value = .null
    if offset + limit < count {
      next = .string("\(url)?\(withLimit.setting("offset", to: String(offset + limit)).text)")
    }
    var previous: Value = .null
    if offset > 0 {
      let start = offset - limit
      previous = .string("\(url)?\(withLimit.setting("offset", to: start > 0 ? String(start) : nil).text)")
    }
    return ["count": .integer(Int64(count)), "next": next, "previous": previous, "results": .array(results)]
  }
}
