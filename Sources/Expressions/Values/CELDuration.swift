import Documents

/// A span of time to the nanosecond, up to about 292 years either way.
package struct CELDuration: Sendable, Hashable {
  package var nanoseconds: Int64

  package init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  package static let nanosecondsPerSecond: Int64 = 1_000_000_000

  /// Reads Go's form: `1h30m`, `-1.5s`, `100ms`, `0`. Nil when it is not one or out of range.
  package init?(_ text: String) {
    guard let duration = GoDuration.parse(text) else { return nil }
    let (seconds, attoseconds) = duration.components
    nanoseconds = seconds * Self.nanosecondsPerSecond + attoseconds / Self.nanosecondsPerSecond
  }

  package var duration: Duration { .nanoseconds(nanoseconds) }
}

extension CELDuration: CustomStringConvertible {
  /// In seconds, as `string(duration)` has it: `5400s`, `0.5s`.
  package var description: String {
    let second = UInt64(Self.nanosecondsPerSecond)
    let magnitude = nanoseconds.magnitude
    return "\(nanoseconds < 0 ? "-" : "")\(magnitude / second)\(FractionText.text(Int(magnitude % second)))s"
  }
}

enum FractionText {
  /// `.25` for 250,000,000 nanoseconds, nothing for 0.
  static func text(_ nanoseconds: Int) -> String {
    guard nanoseconds != 0 else { return "" }
    var digits = String(nanoseconds)
    digits = "." + String(repeating: "0", count: 9 - digits.utf8.count) + digits
    while digits.hasSuffix("0") { digits.removeLast() }
    return digits
  }
}
