package import Documents
package import Plans

/// Reads suite files.
package enum SuiteLoader {
  /// - Returns: the suite, with the files that it names, and warnings.
  /// - Throws: all mistakes in the file, in its order.
  package static func load(_ path: String) throws(Diagnostics) -> (suite: TestSuite, warnings: [Diagnostic]) {
    try load(PlugfestFile.parse(path))
  }

  /// The same with a file whose syntax was read already.
  static func load(_ file: PlugfestFile) throws(Diagnostics) -> (suite: TestSuite, warnings: [Diagnostic]) {
    let read = try file.read(as: .suite) { spec, name, file in
      var reader = SuiteReader(name: name, file: file, diagnostics: spec.diagnostics)
      return reader.read(&spec)
    }
    return (read.output, read.warnings)
  }
}
