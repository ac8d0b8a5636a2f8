package import Documents
package import Plans

/// Reads suite files.
package enum SuiteLoader {
  /// - Returns: the suite, with the files that it names, and warnings.
  /// - Throws: all mistakes in the file, in its order.
  package static func load(_ path: String) throws(Diagnostics) -> (suite: TestSuite, warnings: [Diagnostic]) {
    let read = try PlugfestFile.read(path, as: .suite) { spec, name, file in
      var reader = SuiteReader(name: name, file: file, diagnostics: spec.diagnostics)
      return reader.read(&spec)
    }
    return (read.output, read.warnings)
  }
}
