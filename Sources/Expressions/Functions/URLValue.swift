/// A URL, read by the rules of Go's net/url.
struct URLValue: OpaqueValue {
  let text: String
  let scheme: String
  let host: String
  let escapedPath: String
  let rawQuery: String

  var typeName: String { "kubernetes.URL" }

  func isEqual(to other: any OpaqueValue) -> Bool { (other as? URLValue)?.text.isSame(as: text) ?? false }

  /// Nil for what is neither absolute nor begins with a slash.
  init?(_ text: String) {
    guard !text.isEmpty, text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else { return nil }
    self.text = text
    guard let (scheme, afterScheme) = Self.takeScheme(text) else { return nil }
    self.scheme = scheme
    var rest = afterScheme.prefix { $0 != "#" }
    if let question = rest.firstIndex(of: "?") {
      rawQuery = String(rest[rest.index(after: question)...])
      rest = rest[..<question]
    } else {
      rawQuery = ""
    }
    guard rest.hasPrefix("/") else {
      // `mailto:someone` has neither host nor path.
      guard !scheme.isEmpty else { return nil }
      (host, escapedPath) = ("", "")
      return
    }
    var authority: Substring?
    if !scheme.isEmpty, rest.hasPrefix("//") {
      authority = rest.dropFirst(2).prefix { $0 != "/" }
      rest = rest.dropFirst(2 + (authority?.count ?? 0))
    }
    guard let host = Self.host(authority ?? ""), let path = Self.escapePath(rest) else { return nil }
    (self.host, escapedPath) = (host, path)
  }

  /// Nil when the text begins with a colon; an empty scheme when there is none.
  private static func takeScheme(_ text: String) -> (String, Substring)? {
    for index in text.unicodeScalars.indices {
      let scalar = text.unicodeScalars[index]
      switch scalar {
      case "a"..."z", "A"..."Z": continue
      case "0"..."9", "+", "-", ".": if index == text.startIndex { return ("", text[...]) }
      case ":":
        if index == text.startIndex { return nil }
        return (text[..<index].lowercased(), text[text.unicodeScalars.index(after: index)...])
      default: return ("", text[...])
      }
    }
    return ("", text[...])
  }

  private static func host(_ authority: Substring) -> String? {
    let host = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
    let portStart: Substring.Index?
    if host.hasPrefix("[") {
      guard let close = host.lastIndex(of: "]") else { return nil }
      portStart = host.index(after: close)
    } else {
      portStart = host.lastIndex(of: ":")
    }
    let port = portStart.map { host[$0...] } ?? ""
    guard port.isEmpty || (port.hasPrefix(":") && port.dropFirst().utf8.allSatisfy { (0x30...0x39).contains($0) })
    else { return nil }
    guard !host.contains(where: { " \"<>\\^`{|}".contains($0) }) else { return nil }
    return unescape(host, plusIsSpace: false)
  }

  /// The path as it was written when it is well written, escaped otherwise.
  private static func escapePath(_ path: Substring) -> String? {
    guard unescape(path, plusIsSpace: false) != nil else { return nil }
    let allowed = Set("-_.~!$&'()*+,;=:@[]/%".unicodeScalars)
    var escaped = ""
    for scalar in path.unicodeScalars {
      if (scalar.isNamePart && scalar != "_") || allowed.contains(scalar) {
        escaped.unicodeScalars.append(scalar)
      } else {
        for byte in String(scalar).utf8 {
          escaped += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }
      }
    }
    return escaped
  }

  private static func unescape(_ text: Substring, plusIsSpace: Bool) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%") {
        let digits = String(decoding: rest.prefix(2), as: UTF8.self)
        guard digits.unicodeScalars.count == 2, digits.unicodeScalars.allSatisfy(\.isHexDigit),
          let value = UInt8(digits, radix: 16)
        else { return nil }
        bytes.append(value)
        rest.removeFirst(2)
      } else {
        bytes.append(byte == UInt8(ascii: "+") && plusIsSpace ? UInt8(ascii: " ") : byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  var hostname: String {
    if host.hasPrefix("["), let close = host.lastIndex(of: "]") {
      return String(host[host.index(after: host.startIndex)..<close])
    }
    return String(host.prefix { $0 != ":" })
  }

  var port: String {
    let afterName = host.hasPrefix("[") ? host[(host.lastIndex(of: "]") ?? host.startIndex)...].dropFirst() : host[...]
    return afterName.firstIndex(of: ":").map { String(afterName[afterName.index(after: $0)...]) } ?? ""
  }

  /// Names with all their values; what is not well written is left out.
  var query: [(name: String, values: [String])] {
    var found: [(name: String, values: [String])] = []
    for pair in rawQuery.split(separator: "&") where !pair.contains(";") {
      let name = pair.prefix { $0 != "=" }
      guard let key = Self.unescape(name, plusIsSpace: true),
        let value = Self.unescape(pair.dropFirst(name.count + 1), plusIsSpace: true)
      else { continue }
      if let index = found.firstIndex(where: { $0.name.isSame(as: key) }) {
        found[index].values.append(value)
      } else {
        found.append((key, [value]))
      }
    }
    return found
  }
}

extension Library {
  private static let url = CELType.opaque("kubernetes.URL", [])

  static let urls = Library(
    name: "kubernetes.urls",
    overloads: [
      .function("url", [.string], url, cost: .first(0.1)) { (text) throws(EvaluationError) in
        let text = try text.text()
        guard let url = URLValue(text) else {
          throw EvaluationError(
            "URL parse error during conversion from string: parse \(TextSearch.quote(text)): invalid URI for request")
        }
        return .opaque(url)
      },
      .function("isURL", [.string], .bool, cost: .first(0.1)) { (text) throws(EvaluationError) in
        .bool(URLValue(try text.text()) != nil)
      },
      part("getScheme", \.scheme), part("getHost", \.host), part("getHostname", \.hostname), part("getPort", \.port),
      part("getEscapedPath", \.escapedPath),
      .method("getQuery", url, .map(.string, .list(.string))) { (value) throws(EvaluationError) in
        var entries = CELEntries()
        for (name, values) in try value.opaque(URLValue.self).query { try entries.add(.string(name), .strings(values)) }
        return .map(CELMap(entries))
      },
    ],
    types: ["kubernetes.URL": url])

  private static func part(_ name: String, _ part: any KeyPath<URLValue, String> & Sendable) -> Overload {
    .method(name, url, .string) { (value) throws(EvaluationError) in
      .string(try value.opaque(URLValue.self)[keyPath: part])
    }
  }
}
