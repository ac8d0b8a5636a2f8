import Crypto

/// SHA-256 over a file and the files that it names, whatever folder they lie in.
struct FileDigest {
  private var hash = SHA256()
  private var counted: Set<[String]> = []

  init(_ file: PlugfestFile) { add("", file.text) }

  /// - Parameter name: as some file names it. What is added twice counts once; files of two folders may be named alike.
  mutating func add(_ name: String, _ text: String) {
    guard counted.insert([name, text]).inserted else { return }
    // The lengths keep different files from looking the same when they are joined.
    for part in [name, text] {
      hash.update(data: Array("\(part.utf8.count)\n\(part)".utf8))
    }
  }

  /// In lower-case hexadecimal digits.
  func text() -> String {
    hash.finalize().map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0\(digits)" : digits
    }.joined()
  }
}
