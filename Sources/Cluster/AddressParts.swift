/// The parts of a URL without query and fragment.
struct AddressParts {
  var scheme: String
  var userInfo: String?
  var host: String
  var port: Int?
  var path: String

  init?(_ text: String, defaultScheme: String) {
    var rest = text[...]
    if let separator = text.firstRange(of: "://") {
      scheme = text[..<separator.lowerBound].lowercased()
      rest = text[separator.upperBound...]
    } else {
      scheme = defaultScheme
    }
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    var authority = rest[..<slash]
    path = String(rest[slash...])
    while path.hasSuffix("/") { path.removeLast() }
    if let at = authority.lastIndex(of: "@") {
      userInfo = String(authority[..<at])
      authority = authority[authority.index(after: at)...]
    }
    if authority.hasPrefix("[") {
      guard let close = authority.firstIndex(of: "]") else { return nil }
      host = String(authority[authority.index(after: authority.startIndex)..<close])
      authority = authority[authority.index(after: close)...]
      if !authority.isEmpty, !authority.hasPrefix(":") { return nil }
    } else {
      let colon = authority.firstIndex(of: ":") ?? authority.endIndex
      host = String(authority[..<colon])
      authority = authority[colon...]
    }
    if authority.hasPrefix(":") {
      guard let number = Int(authority.dropFirst()), (1...65535).contains(number) else { return nil }
      port = number
    }
    let isPlain = host.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value < 0x7F }
    guard !host.isEmpty, isPlain, !path.contains("?"), !path.contains("#") else { return nil }
  }
}
