package import Documents

/// The name of a container image: `registry.example:5000/team/manager:1.0@sha256:…`.
package struct ImageReference: Sendable, Hashable {
  package var text: String
  package var name: String
  /// Empty when there is none.
  package var tag = ""
  /// With its algorithm; empty when there is none.
  package var digest = ""

  package init(_ text: String) {
    self.text = text
    var rest = text[...]
    if let mark = rest.firstIndex(of: "@") {
      digest = String(rest[rest.index(after: mark)...])
      rest = rest[..<mark]
    }
    // A colon before the last slash belongs to the port of the registry.
    let start = rest.lastIndex(of: "/") ?? rest.startIndex
    if let mark = rest[start...].lastIndex(of: ":") {
      tag = String(rest[rest.index(after: mark)...])
      rest = rest[..<mark]
    }
    name = String(rest)
  }

  package var value: Value {
    ["text": .string(text), "name": .string(name), "tag": .string(tag), "digest": .string(digest)]
  }
}
