/// Writes a number of seconds without locale and exponent.
package enum Seconds {
  /// `1.250` for 1.25 and three decimals; negative or not a number is zero.
  package static func text(_ value: Double, decimals: Int) -> String {
    let scale = (0..<decimals).reduce(1) { result, _ in result * 10 }
    let limited = value.isFinite ? min(max(value, 0), 1e12) : 0
    let units = Int((limited * Double(scale)).rounded())
    guard decimals > 0 else { return "\(units)" }
    let fraction = "\(units % scale)"
    return "\(units / scale)." + String(repeating: "0", count: decimals - fraction.count) + fraction
  }
}
