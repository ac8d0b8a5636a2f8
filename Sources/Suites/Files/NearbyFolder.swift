import Documents

/// Folders of data that come with the program, and that a working directory may have its own of.
enum NearbyFolder {
  /// That of the working directory, or else the one in some folder above the program.
  ///
  /// - Parameter kind: what at least one file in the folder must be.
  static func find(_ name: String, of kind: FileKind, program: String) -> String? {
    holds(name, kind) ? name : above(program, name, of: kind)
  }

  /// The one in some folder above the program.
  static func above(_ program: String, _ name: String, of kind: FileKind) -> String? {
    var folder = program
    while let slash = folder.lastIndex(of: "/"), slash > folder.startIndex {
      folder = String(folder[..<slash])
      let path = FilePath.joining(folder, name)
      if holds(path, kind) { return path }
    }
    return nil
  }

  static func holds(_ folder: String, _ kind: FileKind) -> Bool {
    FilePath.documents(in: folder)?.contains { name in
      (try? PlugfestFile.parse(FilePath.joining(folder, name)))?.node["kind"]?.string == kind.rawValue
    } ?? false
  }
}
