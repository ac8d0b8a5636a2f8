import Documents

/// When the jobs of a CronJob begin: five fields as in cron, a descriptor such as `@daily`, or `@every 90m`.
///
/// Read as the parser of the API server reads it, with its messages (github.com/robfig/cron v3).
enum CronSchedule: Sendable, Hashable {
  case fields(Fields)
  /// So many seconds after the last time.
  case every(Int64)

  struct Fields: Sendable, Hashable {
    var minutes: CronField
    var hours: CronField
    var days: CronField
    var months: CronField
    var weekdays: CronField
  }

  /// Why a text is no schedule.
  struct Problem: Error, Sendable, Hashable { var message: String }

  private static let descriptors = [
    "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *", "@monthly": "0 0 1 * *", "@weekly": "0 0 * * 0",
    "@daily": "0 0 * * *", "@midnight": "0 0 * * *", "@hourly": "0 * * * *",
  ]

  init(_ text: String) throws(Problem) {
    if text.hasPrefix("@") {
      self = try Self.described(text)
      return
    }
    let fields = text.split(whereSeparator: \.isWhitespace).map(String.init)
    guard fields.count == 5 else {
      throw Problem(
        message: "expected exactly 5 fields, found \(fields.count): [\(fields.joined(separator: " "))]")
    }
    self = .fields(
      Fields(
        minutes: try CronField(fields[0], of: .minutes), hours: try CronField(fields[1], of: .hours),
        days: try CronField(fields[2], of: .days), months: try CronField(fields[3], of: .months),
        weekdays: try CronField(fields[4], of: .weekdays)))
  }

  private static func described(_ text: String) throws(Problem) -> CronSchedule {
    if let fields = descriptors[text] { return try CronSchedule(fields) }
    guard text.hasPrefix("@every ") else { throw Problem(message: "unrecognized descriptor: \(text)") }
    let duration = String(text.dropFirst(7))
    guard let parsed = GoDuration.parse(duration) else {
      throw Problem(
        message: "failed to parse duration \(text): time: invalid duration \(JSON.text(.string(duration)))")
    }
    return .every(max(1, parsed.components.seconds))
  }
}
