import Documents

/// The files that a suite names, read once each.
final class NamedFiles {
  private let file: PlugfestFile
  private var digestOfAll: FileDigest

  init(_ file: PlugfestFile) {
    self.file = file
    digestOfAll = FileDigest(file)
  }

  /// SHA-256 over the suite's file and all that was read.
  var digest: String { digestOfAll.text() }

  /// A file with one document.
  ///
  /// - Parameter name: relative to the folder of the suite.
  func read(_ name: String) throws(Diagnostics) -> PlugfestFile {
    let named = try PlugfestFile.parse(file.path(of: name))
    digestOfAll.add(name, named.text)
    return named
  }
}
