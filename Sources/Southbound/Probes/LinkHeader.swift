import Foundation

/// The header `Link` (RFC 8288), by which servers name the next page: `<https://a/x?page=2>; rel="next"`.
package enum LinkHeader {
  /// The target of the first link with a relation; nil when there is none.
  ///
  /// - Parameter header: several headers joined by commas are fine.
  package static func target(_ relation: String, in header: String) -> String? {
    var rest = header[...]
    while let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") {
      let target = rest[rest.index(after: open)..<close]
      rest = rest[rest.index(after: close)...]
      if parameters(&rest).contains(where: {
        $0.name == "rel" && $0.value.split(separator: " ").contains { $0 == relation }
      }) {
        return String(target)
      }
    }
    return nil
  }

  /// Takes the parameters of one link, up to the comma before the next.
  private static func parameters(_ rest: inout Substring) -> [(name: String, value: String)] {
    var parameters: [(name: String, value: String)] = []
    var text = ""
    var isQuoted = false
    func end() {
      let parts = text.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      if parts.count == 2 { parameters.append((parts[0].lowercased(), parts[1].lowercased())) }
      text = ""
    }
    while let character = rest.popFirst() {
      if character == "\"" {
        isQuoted.toggle()
      } else if !isQuoted, character == "," {
        break
      } else if !isQuoted, character == ";" {
        end()
      } else {
        text.append(character)
      }
    }
    end()
    return parameters
  }

  /// A link as a URL, relative to the page that has it; nil when it is none of HTTP.
  package static func resolved(_ target: String, against page: String) -> String? {
    guard let base = URL(string: page), let url = URL(string: target, relativeTo: base)?.absoluteURL,
      url.scheme == "http" || url.scheme == "https"
    else { return nil }
    return url.absoluteString
  }
}
