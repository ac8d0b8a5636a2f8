/// Digests of images, as registries write them: `sha256:` and 64 small hexadecimal digits.
package enum ImageDigest {
  package static func isValid(_ text: some StringProtocol) -> Bool {
    text.utf8.count == 71 && text.hasPrefix("sha256:")
      && text.utf8.dropFirst(7).allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
  }

  /// Those that a text holds, also with the colon percent-encoded as in package URLs.
  package static func all(in text: String) -> [String] {
    let plain = text.replacing("%3A", with: ":").replacing("%3a", with: ":")
    return plain.ranges(of: "sha256:").compactMap { range in
      let end = plain.index(range.lowerBound, offsetBy: 71, limitedBy: plain.endIndex)
      guard let end, isValid(plain[range.lowerBound..<end]) else { return nil }
      return String(plain[range.lowerBound..<end])
    }
  }
}
