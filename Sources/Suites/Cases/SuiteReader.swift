import Documents
import Plans
import Verdicts

/// Reads the fields of a suite.
struct SuiteReader {
  let name: String
  let diagnostics: DiagnosticCollector
  var timeouts = Timeouts()
  /// Endpoints that every case needs which does not say otherwise.
  var endpoints: [String] = []
  var namedFiles: NamedFiles
  var places: ScalarPlaces
  /// Templates that its steps can use.
  var templates = StepTemplates()
  /// What lies beside the suite under the name of its contract.
  private(set) var contract: Contract?
  /// What is wrong with it was told already.
  var isContractWrong = false

  init(name: String, file: PlugfestFile, diagnostics: DiagnosticCollector) {
    self.name = name
    self.diagnostics = diagnostics
    namedFiles = NamedFiles(file)
    places = ScalarPlaces(file)
  }

  /// The same for another file that the suite names; what that names counts for the suite's digest too.
  func reading(_ file: PlugfestFile) -> SuiteReader {
    var copy = self
    copy.namedFiles = namedFiles.reading(file)
    copy.places = ScalarPlaces(file)
    return copy
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
    if let contract { self.contract = readContract(contract, &spec) }
    if let timeouts = spec.optional("timeouts", .object("timeouts", Self.readTimeouts)) { self.timeouts = timeouts }
    if let endpoints = spec.optional("endpoints", .list(of: .name)) { self.endpoints = endpoints }
    readTemplates(&spec)
    checkFacts()
    var surroundings = Surroundings().adding(&spec)
    let fixture = FixtureReader.read(&spec, self, &surroundings.scope)
    let (groups, grouped) = readGroups(&spec, surroundings)
    let nodes = groups.isEmpty ? spec.required("cases", .list(of: .node)) : spec.optional("cases", .list(of: .node))
    if nodes?.isEmpty == true { spec.error("the suite has no cases", at: "cases") }
    let own = (nodes ?? []).flatMap { CaseReader(suite: self, surroundings: surroundings).read($0) }
    guard let fixture else { return nil }
    var cases = (own + grouped).sorted { ($0.summary.place?.line ?? 0) < ($1.summary.place?.line ?? 0) }
    CaseExamples.spreadNeeds(in: &cases)
    let proof = spec.optional("proof", .object("proof", readProof))
    let masks = spec.optional("masks", .list(of: .object("mask", Candidate.Mask.read)), or: [])
    let groupNodes = spec.node["groups"]?.items ?? []
    CaseNames(diagnostics).check(
      (nodes ?? []) + groupNodes.flatMap { $0["cases"]?.items ?? [] }, all: cases.map(\.summary.identity.id))
    var suite = TestSuite(
      name: name, description: description, contract: contract, definition: self.contract, fixture: fixture,
      groups: groups, cases: cases, digest: namedFiles.digest, proof: proof, place: spec.place)
    suite.masks = masks ?? []
    if let contract = self.contract { SuiteAgreement.check(suite, contract, diagnostics) }
    return suite
  }

  private func readGroups(
    _ spec: inout MappingReader, _ surroundings: Surroundings
  ) -> (groups: [TestSuite.Group], cases: [TestSuite.Case]) {
    var groups: [TestSuite.Group] = []
    var cases: [TestSuite.Case] = []
    for node in spec.optional("groups", .list(of: .node), or: []) ?? [] {
      guard let read = GroupReader(suite: self, surroundings: surroundings).read(node) else { continue }
      if groups.contains(where: { $0.name == read.group.name }) {
        diagnostics.error(
          "a group named \(read.group.name.quoted) is there already", at: node["name"]?.place ?? node.place,
          rule: .duplicateName)
      }
      groups.append(read.group)
      cases += read.cases
    }
    return (groups, cases)
  }

  private mutating func readTemplates(_ spec: inout MappingReader) {
    for named in spec.optional("templates", .paths, or: []) ?? [] {
      do {
        let file = try namedFiles.read(named.text)
        templates = try StepTemplatesReader.read(file, reading(file))
      } catch {
        spec.add(error, at: "templates")
      }
    }
  }

  private func readProof(_ reader: inout MappingReader) -> TestSuite.Proof? {
    let candidate = reader.required("candidate", .name)
    let lab = reader.required("lab", .name)
    guard let candidate, let lab else { return nil }
    return TestSuite.Proof(candidate: namedFiles.path(of: candidate), lab: namedFiles.path(of: lab))
  }

  private static func readTimeouts(_ reader: inout MappingReader) -> Timeouts? {
    let standard = Timeouts()
    let `case` = reader.optional("case", .duration, or: standard.case)
    let eventually = reader.optional("eventually", .duration, or: standard.eventually)
    let http = reader.optional("http", .duration, or: standard.http)
    guard let `case`, let eventually, let http else { return nil }
    return Timeouts(case: `case`, eventually: eventually, http: http)
  }
}
