package import Documents
import Plans

/// The files of a proof: suites, and the candidate and lab that are given or that the suites name.
package struct ProofFiles: Sendable {
  package private(set) var suites: [String] = []
  package private(set) var candidate = ""
  package private(set) var lab = ""

  /// - Throws: when there is no suite, or not one candidate and one lab.
  package init(_ paths: [String]) throws(Diagnostics) {
    var candidates: [String] = []
    var labs: [String] = []
    for path in paths {
      for file in try CheckedFiles.find(path) {
        switch try FileKind.read(file) {
        case .suite: suites.append(file)
        case .candidate: candidates.append(file)
        case .lab: labs.append(file)
        case .stepTemplates, .quarantine, .contract, .criteria, .profile, .supplyChain, .evidencePolicy: break
        }
      }
    }
    guard !suites.isEmpty else {
      throw Diagnostics([.error("a proof needs a suite", hint: "plugfest check --prove suite.yaml")])
    }
    var proofs: [TestSuite.Proof] = []
    for path in suites { if let proof = try SuiteLoader.load(path).suite.proof { proofs.append(proof) } }
    candidate = try Self.one("candidate", candidates, proofs.map(\.candidate))
    lab = try Self.one("lab", labs, proofs.map(\.lab))
  }

  private static func one(_ what: String, _ given: [String], _ named: [String]) throws(Diagnostics) -> String {
    let all = Set(given.isEmpty ? named : given)
    if all.count == 1, let one = all.first { return one }
    if all.isEmpty {
      throw Diagnostics([
        .error(
          "a proof needs a \(what)", hint: "give its file, or name it in the suite: spec.proof.\(what)")
      ])
    }
    throw Diagnostics([
      .error(
        "a proof needs one \(what), but there are \(all.sorted().joined(separator: ", "))",
        hint: "give the file of the one that is meant")
    ])
  }
}
