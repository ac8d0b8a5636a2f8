/// A build of a program that makes evidence.
package struct Producer: Sendable, Hashable, CustomStringConvertible {
  /// In small letters: `trivy`.
  package var name: String
  /// Without a leading `v`; nil when it is not told.
  package var version: String?

  package init(name: String, version: String?) {
    self.name = name.lowercased()
    self.version = version.flatMap { version in
      let plain = version.hasPrefix("v") ? String(version.dropFirst()) : version
      return plain.isEmpty ? nil : plain
    }
  }

  /// As SPDX writes tools: `trivy-0.69.3`.
  init(joined text: String) {
    if let dash = text.lastIndex(of: "-"), text[text.index(after: dash)...].contains(where: \.isNumber) {
      self.init(name: String(text[..<dash]), version: String(text[text.index(after: dash)...]))
    } else {
      self.init(name: text, version: nil)
    }
  }

  package var description: String { version.map { "\(name) \($0)" } ?? name }
}
