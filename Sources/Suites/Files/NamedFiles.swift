import Documents

/// The files that a suite names, and those that these name.
struct NamedFiles {
  private final class Digest {
    var value: FileDigest
    init(_ value: FileDigest) { self.value = value }
  }

  private let file: PlugfestFile
  private let digestOfAll: Digest

  init(_ file: PlugfestFile) {
    self.file = file
    digestOfAll = Digest(FileDigest(file))
  }

  private init(_ file: PlugfestFile, _ digest: Digest) {
    self.file = file
    digestOfAll = digest
  }

  /// The files that another file names; they count for the same digest.
  func reading(_ file: PlugfestFile) -> NamedFiles { NamedFiles(file, digestOfAll) }

  /// SHA-256 over the suite's file and all that was read.
  var digest: String { digestOfAll.value.text() }

  /// The path of a file that the file names.
  func path(of name: String) -> String { file.path(of: name) }

  /// A file with one document, which does not count for the digest yet.
  func parse(_ name: String) throws(Diagnostics) -> PlugfestFile { try PlugfestFile.parse(file.path(of: name)) }

  /// Lets a file that was read count for the digest.
  func count(_ named: PlugfestFile, as name: String) { digestOfAll.value.add(name, named.text) }

  /// A file with one document.
  ///
  /// - Parameter name: relative to the folder of the file that names it.
  func read(_ name: String) throws(Diagnostics) -> PlugfestFile {
    let named = try parse(name)
    count(named, as: name)
    return named
  }
}
