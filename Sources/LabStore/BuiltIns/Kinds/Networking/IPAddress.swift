#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Textual IP addresses and address blocks.
enum IPAddress {
  static let message = "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)"

  static func isValid(_ text: String) -> Bool { isIPv4(text) || isIPv6(text) }

  static func isIPv4(_ text: String) -> Bool {
    var address = in_addr()
    return inet_pton(AF_INET, text, &address) == 1
  }

  static func isIPv6(_ text: String) -> Bool {
    var address = in6_addr()
    return inet_pton(AF_INET6, text, &address) == 1
  }

  /// `10.0.0.0/8`.
  static func isBlock(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, parts[1].allSatisfy(\.isASCIIDigit), let length = Int(parts[1]) else { return false }
    return isIPv4(parts[0]) && length <= 32 || isIPv6(parts[0]) && length <= 128
  }
}
