import Documents

/// One field of a cron schedule: the numbers that it names.
struct CronField: Sendable, Hashable {
  /// Bit n stands for the number n.
  private var bits: UInt64 = 0
  /// `*` or `?`: of the two fields for days, the other one decides alone.
  private(set) var isOpen = false

  /// What a field counts.
  struct Unit: Sendable {
    let range: ClosedRange<Int>
    var names: [String] = []

    static let minutes = Unit(range: 0...59)
    static let hours = Unit(range: 0...23)
    static let days = Unit(range: 1...31)
    static let months = Unit(
      range: 1...12,
      names: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"])
    static let weekdays = Unit(range: 0...6, names: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"])
  }

  func contains(_ number: Int) -> Bool { bits & (1 << UInt64(number)) != 0 }

  /// Parts with commas between: `*`, `3`, `1-5`, each with `/step`.
  init(_ text: String, of unit: Unit) throws(CronSchedule.Problem) {
    for part in text.split(separator: ",") { try add(String(part), of: unit) }
  }

  private mutating func add(_ text: String, of unit: Unit) throws(CronSchedule.Problem) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let bounds = parts[0].split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    let isWhole = bounds[0] == "*" || bounds[0] == "?"
    var (first, last) = (unit.range.lowerBound, unit.range.upperBound)
    if !isWhole {
      first = try Self.number(bounds[0], of: unit)
      if bounds.count > 2 { throw CronSchedule.Problem(message: "too many hyphens: \(text)") }
      last = bounds.count == 2 ? try Self.number(bounds[1], of: unit) : first
    }
    var step = 1
    if parts.count > 2 { throw CronSchedule.Problem(message: "too many slashes: \(text)") }
    if parts.count == 2 {
      step = try Self.number(parts[1])
      // `5/15` begins at 5 and goes to the end.
      if bounds.count == 1 { last = unit.range.upperBound }
    }
    try Self.check(first, last, step, unit.range, text)
    for number in stride(from: first, through: last, by: step) { bits |= 1 << UInt64(number) }
    if isWhole, step == 1 { isOpen = true }
  }

  private static func check(
    _ first: Int, _ last: Int, _ step: Int, _ range: ClosedRange<Int>, _ text: String
  ) throws(CronSchedule.Problem) {
    if first < range.lowerBound {
      throw .init(message: "beginning of range (\(first)) below minimum (\(range.lowerBound)): \(text)")
    }
    if last > range.upperBound {
      throw .init(message: "end of range (\(last)) above maximum (\(range.upperBound)): \(text)")
    }
    if first > last {
      throw .init(message: "beginning of range (\(first)) beyond end of range (\(last)): \(text)")
    }
    if step == 0 { throw .init(message: "step of range should be a positive number: \(text)") }
  }

  private static func number(_ text: String, of unit: Unit) throws(CronSchedule.Problem) -> Int {
    if let index = unit.names.firstIndex(of: text.lowercased()) { return index + unit.range.lowerBound }
    return try number(text)
  }

  private static func number(_ text: String) throws(CronSchedule.Problem) -> Int {
    guard let number = Int(text) else {
      throw .init(
        message: "failed to parse int from \(text): strconv.Atoi: parsing \(JSON.text(.string(text))): invalid syntax")
    }
    if number < 0 { throw .init(message: "negative number (\(number)) not allowed: \(text)") }
    return number
  }
}
