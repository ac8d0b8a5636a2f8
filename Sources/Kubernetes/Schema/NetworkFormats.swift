/// The formats `ipv4`, `ipv6`, `cidr` and `mac`, as Go's `net` reads them.
enum NetworkFormats {
  /// The four bytes of `192.0.2.1`; nil for leading zeros, as Go refuses them.
  static func ipv4(_ text: Substring) -> [UInt8]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var bytes: [UInt8] = []
    for part in parts {
      guard let byte = decimal(part, upTo: 255) else { return nil }
      bytes.append(UInt8(byte))
    }
    return bytes
  }

  /// With at most one `::`, perhaps an IPv4 tail, and no zone.
  static func isIPv6(_ text: Substring) -> Bool {
    guard text.contains(":"), !text.contains("%") else { return false }
    let halves = halves(of: text)
    guard halves.count <= 2 else { return false }
    var groups = 0
    for (index, half) in halves.enumerated() {
      guard let count = groupCount(half, mayEndInIPv4: index == halves.count - 1) else { return false }
      groups += count
    }
    return halves.count == 2 ? groups <= 7 : groups == 8
  }

  private static func halves(of text: Substring) -> [Substring] {
    var halves: [Substring] = []
    var start = text.startIndex
    var index = text.startIndex
    while index < text.endIndex {
      if text[index...].hasPrefix("::") {
        halves.append(text[start..<index])
        start = text.index(index, offsetBy: 2)
        index = start
      } else {
        index = text.index(after: index)
      }
    }
    return halves + [text[start...]]
  }

  private static func groupCount(_ text: Substring, mayEndInIPv4: Bool) -> Int? {
    if text.isEmpty { return 0 }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    var count = 0
    for (index, part) in parts.enumerated() {
      if part.contains(".") {
        guard mayEndInIPv4, index == parts.count - 1, ipv4(part) != nil else { return nil }
        count += 2
      } else {
        guard (1...4).contains(part.utf8.count), part.utf8.allSatisfy(\.isHexadecimal) else { return nil }
        count += 1
      }
    }
    return count
  }

  /// `10.0.0.0/8`; host bits may be set.
  static func isCIDR(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return false }
    if ipv4(parts[0]) != nil { return decimal(parts[1], upTo: 32) != nil }
    return isIPv6(parts[0]) && decimal(parts[1], upTo: 128) != nil
  }

  /// 6, 8 or 20 bytes: `00:1b:…`, `00-1b-…`, or groups of four digits with dots.
  static func isMAC(_ text: String) -> Bool {
    let isDotted = text.contains(".")
    let separator: Character = isDotted ? "." : (text.contains("-") ? "-" : ":")
    let parts = text.split(separator: separator, omittingEmptySubsequences: false)
    let width = isDotted ? 4 : 2
    let counts = isDotted ? [3, 4, 10] : [6, 8, 20]
    return counts.contains(parts.count)
      && parts.allSatisfy { $0.utf8.count == width && $0.utf8.allSatisfy(\.isHexadecimal) }
  }

  private static func decimal(_ text: Substring, upTo limit: Int) -> Int? {
    guard (1...3).contains(text.utf8.count), text.utf8.allSatisfy(\.isDigit), let number = Int(text), number <= limit,
      text.utf8.count == 1 || text.utf8.first != UInt8(ascii: "0")
    else { return nil }
    return number
  }
}
