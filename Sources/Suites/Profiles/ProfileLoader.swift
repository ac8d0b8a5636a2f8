package import Documents
package import Plans

/// Reads profile files.
package enum ProfileLoader {
  /// - Parameter catalogue: where the criteria that it names are found.
  /// - Returns: the profile, and warnings. Whether the profiles that it combines are there is not known yet.
  /// - Throws: all mistakes in the file, in its order.
  package static func load(
    _ path: String, _ catalogue: CriteriaCatalogue
  ) throws(Diagnostics) -> (profile: Profile, warnings: [Diagnostic]) {
    try load(PlugfestFile.parse(path), catalogue)
  }

  /// The same with a file whose syntax was read already.
  static func load(
    _ file: PlugfestFile, _ catalogue: CriteriaCatalogue
  ) throws(Diagnostics) -> (profile: Profile, warnings: [Diagnostic]) {
    let read = try file.read(as: .profile) { spec, name, _ in
      ProfileReader(catalogue: catalogue, diagnostics: spec.diagnostics).read(&spec, name: name)
    }
    return (read.output, read.warnings)
  }
}
