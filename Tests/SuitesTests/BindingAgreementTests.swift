import Documents
import Plans
import Testing

@testable import Suites

@Suite struct BindingAgreementTests {
  static let manifest = "manifest: {apiVersion: v1, kind: A, metadata: {name: \"${name}\"}, spec: "
  static let read =
    "{apn: \"${networkIdentifier}\", qi: \"${fiveQI}\", types: \"${with.?sessionTypes}\", timer: \"${with.?timer}\"}}"
  static let observe =
    "observe: {ready: object.ready, failed: object.failed, message: object.message, address: object.address}"

  static func findings(_ spec: String, with others: [String] = ["contract.yaml"]) throws -> [String] {
    let files = try MarkedFiles([
      "candidate.yaml": CandidateLoaderTests.candidate("1️⃣contract: apn-config/v1\n" + spec),
      "contract.yaml": ContractLoaderTests.whole,
    ])
    var paths: [String] = [files.path("candidate.yaml")]
    for other in others { paths.append(files.path(other)) }
    return files.describe(FileCheck(paths).findings)
  }

  @Test("what bindings lack is told", arguments: Self.rows)
  func findings(row: Mistake) throws {
    let messages = try Self.findings(row.text)
    #expect(messages == row.messages)
  }

  static let unclaimed =
    "1️⃣ note: the intent \"slice\" is not bound; only a candidate that claims \"slices\" needs to bind it\n  bind it, and add \"slices\" to \"claims\", when the operator can do it"

  static let rows: [Mistake] = [
    Mistake(
      "all is there", "bindings: {accessPoint: {\(manifest)\(read), \(observe)}}",
      [unclaimed]),
    Mistake(
      "no binding", "claims: [slices]\nbindings: {acessPoint: 2️⃣{\(manifest){}}}}",
      [
        "1️⃣ error: the candidate does not bind the intent \"accessPoint\", which every candidate must\n  is it \"acessPoint\"?",
        "1️⃣ error: the candidate does not bind the intent \"slice\", which candidates must that claim \"slices\"",
        "2️⃣ error: the contract \"apn-config/v1\" has no intent \"acessPoint\"\n  did you mean \"accessPoint\"?",
      ]),
    Mistake(
      "observations and claims",
      """
      claims: [allocation, 2️⃣alocation]
      bindings:
        accessPoint: 3️⃣{\(manifest)\(read), observe: {ready: object.ready, faild: object.failed, 4️⃣message: 1 + 1, 5️⃣address: }}
      """,
      [
        "1️⃣ note: the intent \"slice\" is not bound; only a candidate that claims \"slices\" needs to bind it\n  bind it, and add \"slices\" to \"claims\", when the operator can do it",
        "2️⃣ error: the contract \"apn-config/v1\" has no feature \"alocation\"\n  did you mean \"allocation\"?",
        "3️⃣ error: the binding of \"accessPoint\" does not observe \"failed\"\n  is it \"faild\"?",
        "4️⃣ error: \"message\" of \"accessPoint\" must be a string, but is int",
        "5️⃣ error: the binding of \"accessPoint\" does not observe \"address\"\n  give an expression over object, the live object (null while there is none); string",
      ]),
    Mistake(
      "parameters",
      """
      bindings:
        accessPoint:
          2️⃣manifest:
            apiVersion: v1
            kind: A
            metadata: {name: "${name}"}
            spec: {apn: "${3️⃣networkIdentifer}", timer: "${4️⃣timer}", mtu: "${5️⃣with.?mtu}", q: "${with.?fiveQI}"}
          names: {fiveQI: [qci], 6️⃣fivQI: [qci]}
          omits: {sessionTypes: always both, 7️⃣sessiontypes: none}
          \(observe)
      """,
      [
        unclaimed,
        "2️⃣ warning: networkIdentifier of accessPoint has no effect: its binding does not read it\n  write ${networkIdentifier} in its manifest, or say under \"omits\" why not",
        "3️⃣ error: the intent \"accessPoint\" has no parameter \"networkIdentifer\"\n  did you mean \"networkIdentifier\"?",
        "4️⃣ error: \"timer\" of \"accessPoint\" may be left out, and cannot be read then\n  write ${with.?timer}, which leaves the field out, too",
        "5️⃣ error: the intent \"accessPoint\" has no parameter \"mtu\"\n  it has name, networkIdentifier, fiveQI, dns, sessionTypes, timer",
        "6️⃣ error: the intent \"accessPoint\" has no parameter \"fivQI\"\n  did you mean \"fiveQI\"?",
        "7️⃣ error: the intent \"accessPoint\" has no parameter \"sessiontypes\"\n  did you mean \"sessionTypes\"?",
      ]),
    Mistake(
      "parameters of a feature that is claimed",
      "claims: [slices]\nbindings:\n  accessPoint:\n    2️⃣\(manifest)\(read)\n    \(observe)\n  slice: {\(manifest){}}, observe: {ready: object.ready}}",
      [
        "2️⃣ warning: dns of accessPoint has no effect: its binding does not read it\n  write ${with.?dns} in its manifest, or say under \"omits\" why not"
      ]),
    Mistake(
      "all parameters at once", "bindings: {accessPoint: {\(manifest)\"${with}\"}, \(observe)}}",
      [unclaimed]),
  ]

  @Test("a contract around the candidate's folder is found, and one that is not there is told when it is looked for")
  func lookup() throws {
    let text = CandidateLoaderTests.candidate("contract: apn-config/v1\nbindings: {}")
    let files = try MarkedFiles([
      "apn/contract.yaml": ContractLoaderTests.whole, "apn/candidates/one/candidate.yaml": text,
      "other/candidate.yaml": text,
    ])
    let inside = FileCheck([files.path("apn/candidates/one/candidate.yaml")]).findings
    #expect(inside.contains { $0.message.contains("does not bind the intent \"accessPoint\"") })
    let outside = [files.path("other/candidate.yaml")]
    #expect(FileCheck(outside).findings == [])
    let none = FileCheck(outside, contracts: ContractCatalogue(folders: [])).findings
    #expect(none.map(\.severity) == [.note])
    let catalogue = ContractCatalogue(folders: [files.folder])
    #expect(FileCheck(outside, contracts: catalogue).findings.contains { $0.severity == .error })
  }

  @Test("a run warns of what bindings lack, and goes on")
  func plan() throws {
    let files = try MarkedFiles([
      "candidate.yaml": CandidateLoaderTests.candidate(
        "contract: apn-config/v1\nbindings: {accessPoint: {\(Self.manifest)\"${with}\"}, observe: {ready: object.ready}}}"
      ),
      "lab.yaml": PlanCheckerTests.lab, "contract.yaml": ContractLoaderTests.whole,
      "templates.yaml": SuiteAgreementTests.templates,
      "suite.yaml": SuiteAgreementTests.steps(
        SuiteAgreementTests.point + "- eventually: {that: [point.ready]}"),
    ])
    let plan = try PlanBuilder.plan(
      candidate: files.path("candidate.yaml"), lab: files.path("lab.yaml"), suites: [files.path("suite.yaml")])
    #expect(plan.warnings.count == 3)
    #expect(plan.warnings.allSatisfy { $0.severity == .warning && $0.message.contains("does not observe") })
  }
}
