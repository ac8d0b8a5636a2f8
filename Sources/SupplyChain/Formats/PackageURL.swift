/// A package URL: `pkg:golang/golang.org/x/net@v0.30.0?type=module`.
package struct PackageURL: Sendable, Hashable {
  /// In small letters: `golang`.
  package var type: String
  /// `golang.org/x`; empty when there is none.
  package var namespace: String
  package var name: String
  package var version: String?

  /// - Returns: nil for a text that is none.
  package init?(_ text: String) {
    guard text.hasPrefix("pkg:") else { return nil }
    var rest = text.dropFirst(4)[...]
    for mark in ["#", "?"] as [Character] { rest = rest.prefix { $0 != mark } }
    while rest.first == "/" { rest = rest.dropFirst() }
    guard let slash = rest.firstIndex(of: "/") else { return nil }
    type = rest[..<slash].lowercased()
    rest = rest[rest.index(after: slash)...]
    // An @ of a namespace, as in npm, is percent-encoded.
    let start = rest.lastIndex(of: "/").map(rest.index(after:)) ?? rest.startIndex
    if let mark = rest[start...].firstIndex(of: "@") {
      version = Self.decoded(rest[rest.index(after: mark)...])
      rest = rest[..<mark]
    }
    let parts = rest.split(separator: "/").map(Self.decoded)
    guard let last = parts.last else { return nil }
    name = last
    namespace = parts.dropLast().joined(separator: "/")
  }

  /// Without percent-encoding.
  static func decoded(_ text: some StringProtocol) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      let digits = rest.prefix(2)
      if byte == UInt8(ascii: "%"), digits.count == 2,
        let decoded = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      {
        bytes.append(decoded)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether a statement about this is one about the other: of any version when this has none.
  package func covers(_ other: PackageURL) -> Bool {
    type == other.type && namespace == other.namespace && name == other.name
      && (version == nil || version == other.version)
  }
}
