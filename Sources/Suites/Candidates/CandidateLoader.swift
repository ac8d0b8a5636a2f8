package import Documents
import Expressions
import Kubernetes
package import Plans

/// Reads candidate files.
package enum CandidateLoader {
  /// - Parameter manifests: files and folders in place of those that the candidate names, relative to the working
  ///   directory.
  /// - Returns: the candidate with its manifests, and warnings.
  /// - Throws: all mistakes in the file and its manifests.
  package static func load(
    _ path: String, manifests: [String]? = nil
  ) throws(Diagnostics) -> (candidate: Candidate, warnings: [Diagnostic]) {
    try load(PlugfestFile.parse(path), manifests: manifests)
  }

  /// The same with a file whose syntax was read already.
  static func load(
    _ file: PlugfestFile, manifests: [String]? = nil
  ) throws(Diagnostics) -> (candidate: Candidate, warnings: [Diagnostic]) {
    let read = try file.read(as: .candidate) { spec, name, file in
      CandidateReader(file: file, otherManifests: manifests).read(&spec, name: name)
    }
    return (read.output, read.warnings)
  }
}

/// Reads the fields of a candidate.
struct CandidateReader {
  let file: PlugfestFile
  /// In place of those that the file names.
  let otherManifests: [String]?

  func read(_ spec: inout MappingReader, name: String) -> Candidate? {
    for blank in spec.node.blanks() { spec.diagnostics.add(blank) }
    let vendor = spec.required("vendor", .name)
    let version = spec.required("version", .name)
    let contract = spec.optional("contract", .name)
    let installation = spec.required("install", .object("install", readInstallation))
    let companions = readCompanions(&spec)
    let manifests = readManifests(&spec)
    let previous = spec.optional("previous", .object("previous version") { readPrevious(&$0, installation) })
    let children = spec.optional("children", .list(of: .object("child", readKind)), or: [])
    let bindings = spec.optional("bindings", .map(of: .node), or: [])?.map { name, node in
      (name, readBinding(name, node, spec.diagnostics))
    }
    let metrics = spec.optional("metrics", .object("metrics", readMetrics))
    let convergesWithin = spec.optional("convergesWithin", .duration)
    let samples = readSamples(&spec, bindings: Set((bindings ?? []).map(\.0)))
    let claims = spec.optional("claims", .list(of: .name), or: [])
    let masks = spec.optional("masks", .list(of: .object("mask", Candidate.Mask.read)), or: [])
    let waivers = spec.optional("waivers", .list(of: .object("waiver", readWaiver)), or: [])
    let broken = spec.optional("broken", .map(of: .object("broken version", readBroken)), or: [])
    let mistakes = readMistakes(&spec)
    let supplyChain = readSupplyChain(&spec)
    guard let vendor, let version, let installation, let companions, let children, let bindings, let claims,
      let masks, let waivers, let broken
    else { return nil }
    var candidate = Candidate(
      name: name, vendor: vendor, version: version, contract: contract, installation: installation,
      manifests: manifests, children: children,
      bindings: Dictionary(bindings, uniquingKeysWith: { first, _ in first }).compactMapValues(\.self),
      claims: claims, masks: masks, waivers: waivers,
      broken: broken.map { BrokenVersion(name: $0.name, form: $0.value.form, place: $0.value.place) }, place: spec.place
    )
    candidate.previous = previous
    candidate.companions = companions
    candidate.samples = samples
    candidate.mistakes = mistakes
    candidate.supplyChain = supplyChain
    candidate.metrics = metrics
    candidate.convergesWithin = convergesWithin
    candidate.contractPlace = spec.place(of: "contract")
    candidate.claimPlaces = (spec.node["claims"]?.items ?? []).map(\.place)
    return candidate
  }

  func readManifests(_ spec: inout MappingReader) -> [Node] {
    guard let otherManifests else { return readNamedManifests(&spec) }
    _ = spec.has("manifests")
    var manifests = ManifestFiles(diagnostics: spec.diagnostics)
    for path in otherManifests { manifests.read(path, namedAt: nil) }
    return manifests.objects
  }

  /// Those that the file names, whatever the command line names in the place of the candidate's own.
  func readNamedManifests(_ reader: inout MappingReader) -> [Node] {
    var manifests = ManifestFiles(diagnostics: reader.diagnostics)
    for path in reader.optional("manifests", .paths, or: []) ?? [] {
      manifests.read(file.path(of: path.text), namedAt: path.place)
    }
    return manifests.objects
  }

  private func readKind(_ reader: inout MappingReader) -> GroupVersionKind? {
    let apiVersion = reader.required("apiVersion", .apiVersion)
    let kind = reader.required("kind", .name)
    guard let apiVersion, let kind else { return nil }
    return GroupVersionKind(group: apiVersion.group, version: apiVersion.version, kind: kind)
  }

  private func readMetrics(_ reader: inout MappingReader) -> Template? {
    reader.required("url", ExpressionReader(.candidateProcess, in: file).text)
  }

  private func readBroken(_ reader: inout MappingReader) -> (form: BrokenVersion.Form, place: Place)? {
    switch reader.exactlyOne(of: ["arguments", "notApplicable"]) {
    case "arguments"?:
      return reader.required("arguments", .list(of: .name)).map { (.arguments($0), reader.place) }
    case "notApplicable"?:
      return reader.required("notApplicable", .name).map { (.notApplicable(because: $0), reader.place) }
    default: return nil
    }
  }

  private func readWaiver(_ reader: inout MappingReader) -> Candidate.Waiver? {
    let name = reader.exactlyOne(of: ["criterion", "case"])
    let id = name.flatMap { reader.required($0, .caseID) }
    let until = reader.required("until", .date)
    let because = reader.required("because", .name)
    guard let name, let id, let until, let because else { return nil }
    return Candidate.Waiver(
      name == "case" ? .testCase : .criterion, id: id, until: until, because: because, place: reader.place)
  }
}
