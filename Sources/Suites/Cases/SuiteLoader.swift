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

/// Reads the fields of a suite.
struct SuiteReader {
  let name: String
  let file: PlugfestFile
  let diagnostics: DiagnosticCollector
  var timeouts = Timeouts()
  /// Endpoints that every case needs which does not say otherwise.
  var endpoints: [String] = []
  let namedFiles: NamedFiles
  let places: ScalarPlaces

  init(name: String, file: PlugfestFile, diagnostics: DiagnosticCollector) {
    self.name = name
    self.file = file
    self.diagnostics = diagnostics
    namedFiles = NamedFiles(file)
    places = ScalarPlaces(file)
  }

  struct Timeouts {
    /// Everything in a case but its clean-up.
    var `case` = Duration.seconds(300)
    /// `within` of an `eventually` that does not say.
    var eventually = Duration.seconds(30)
    /// One request of an `http` step.
    var http = Duration.seconds(10)
  }

  mutating func read(_ spec: inout MappingReader) -> TestSuite? {
    let description = spec.optional("description", .name)
    let contract = spec.optional("contract", .name)
    if let timeouts = spec.optional("timeouts", .object("timeouts", Self.readTimeouts)) { self.timeouts = timeouts }
    if let endpoints = spec.optional("endpoints", .list(of: .name)) { self.endpoints = endpoints }
    let nodes = spec.required("cases", .list(of: .node))
    if nodes?.isEmpty == true { spec.error("the suite has no cases", at: "cases") }
    let cases = nodes?.map { node in CaseReader(suite: self).read(node) }
    reportDuplicates(nodes ?? [])
    guard let cases else { return nil }
    return TestSuite(
      name: name, description: description, contract: contract, cases: cases.compactMap(\.self),
      digest: namedFiles.digest, place: spec.place)
  }

  private static func readTimeouts(_ reader: inout MappingReader) -> Timeouts? {
    let standard = Timeouts()
    let `case` = reader.optional("case", .duration, or: standard.case)
    let eventually = reader.optional("eventually", .duration, or: standard.eventually)
    let http = reader.optional("http", .duration, or: standard.http)
    guard let `case`, let eventually, let http else { return nil }
    return Timeouts(case: `case`, eventually: eventually, http: http)
  }

  private func reportDuplicates(_ cases: [Node]) {
    var first: [String: Place] = [:]
    for id in cases.compactMap({ $0["id"] }) {
      guard let text = id.string else { continue }
      if let place = first[text] {
        diagnostics.error(
          "a case with the id \(text.quoted) stands at line \(place.line) already", at: id.place,
          hint: "give each case an id of its own")
      } else {
        first[text] = id.place
      }
    }
  }
}
