/// Bit rates as TS 29.571 writes them: `1.5 Gbps`, with powers of 1000.
package enum BitRate {
  private static let exponents = ["bps": 0, "Kbps": 3, "Mbps": 6, "Gbps": 9, "Tbps": 12]

  /// In bits per second, exactly; a rest below one bit counts as nothing. Nil for what is no rate, or is too large.
  package static func bitsPerSecond(_ text: String) -> UInt64? {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2, let exponent = exponents[String(parts[1])] else { return nil }
    let number = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(number.count), number.allSatisfy(isDigits) else { return nil }
    let fraction = number.count == 2 ? number[1].prefix(exponent) : ""
    return UInt64(number[0] + fraction + String(repeating: "0", count: exponent - fraction.count))
  }

  private static func isDigits(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}
