import Documents
import Kubernetes

/// Validation of the schedule of a CronJob, in the words of the parser that the API server uses.
enum CronSchedule {
  static func errors(_ text: String, timeZone: String?) -> [FieldError] {
    if text.isEmpty { return [] }
    if text.contains("TZ"), timeZone != nil || text.hasPrefix("TZ=") || text.hasPrefix("CRON_TZ=") {
      return [
        .invalid(
          "spec.schedule", .string(text),
          timeZone == nil
            ? "cannot use TZ or CRON_TZ in schedule, use timeZone field instead"
            : "cannot use both timeZone field and TZ or CRON_TZ in schedule")
      ]
    }
    return problem(text).map { [.invalid("spec.schedule", .string(text), $0)] } ?? []
  }

  private static let descriptors: Set = [
    "@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly",
  ]

  private static func problem(_ text: String) -> String? {
    if text.hasPrefix("@") {
      let isInterval = text.hasPrefix("@every ") && text.count > 7
      return isInterval || descriptors.contains(text) ? nil : "unrecognized descriptor: \(text)"
    }
    let fields = text.split(whereSeparator: \.isWhitespace).map(String.init)
    guard fields.count == 5 else {
      return "expected exactly 5 fields, found \(fields.count): [\(fields.joined(separator: " "))]"
    }
    for (field, rule) in zip(fields, rules) {
      for range in field.split(separator: ",", omittingEmptySubsequences: false) {
        if let problem = rule.problem(String(range)) { return problem }
      }
    }
    return nil
  }

  private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
  private static let days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
  private static let rules = [
    Rule(range: 0...59), Rule(range: 0...23), Rule(range: 1...31), Rule(range: 1...12, names: months, firstName: 1),
    Rule(range: 0...6, names: days),
  ]

  private struct Rule {
    let range: ClosedRange<Int>
    var names: [String] = []
    var firstName = 0

    /// `*`, `3`, `1-5`, each with `/step`.
    func problem(_ text: String) -> String? {
      let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
      if parts.count > 2 { return "too many slashes: \(text)" }
      if parts.count == 2 {
        guard let step = Int(parts[1]) else { return notANumber(parts[1]) }
        if step == 0 { return "step of range should be a positive number: \(text)" }
      }
      if parts[0] == "*" || parts[0] == "?" { return nil }
      let bounds = parts[0].split(separator: "-", omittingEmptySubsequences: false).map(String.init)
      if bounds.count > 2 { return "too many hyphens: \(text)" }
      var numbers: [Int] = []
      for bound in bounds {
        guard let number = number(bound) else { return notANumber(bound) }
        numbers.append(number)
      }
      let (first, last) = (numbers[0], numbers.last ?? numbers[0])
      if first < range.lowerBound {
        return "beginning of range (\(first)) below minimum (\(range.lowerBound)): \(text)"
      }
      if last > range.upperBound { return "end of range (\(last)) above maximum (\(range.upperBound)): \(text)" }
      return first > last ? "beginning of range (\(first)) beyond end of range (\(last)): \(text)" : nil
    }

    private func number(_ text: String) -> Int? {
      if let index = names.firstIndex(of: text.lowercased()) { return index + firstName }
      return text.allSatisfy(\.isASCIIDigit) ? Int(text) : nil
    }

    private func notANumber(_ text: String) -> String {
      "failed to parse int from \(text): strconv.Atoi: parsing \(JSON.text(.string(text))): invalid syntax"
    }
  }
}
