import Documents
import Plans
import Testing

@testable import Suites

@Suite struct CandidateDraftTests {
  @Test("a drafted candidate can be read, and the checker tells in plain words what is still missing")
  func draft() throws {
    let contract = try MarkedFiles(["contract.yaml": ContractLoaderTests.whole])
    let draft = CandidateDraft.text(
      try ContractLoader.load(contract.path("contract.yaml")).contract, name: "acme")
    let files = try MarkedFiles(["candidate.yaml": draft, "contract.yaml": ContractLoaderTests.whole])
    let findings = FileCheck([files.path("candidate.yaml")]).findings
    #expect(
      findings.map(\.message) == [
        "\"vendor\" is not filled in", "\"version\" is not filled in", "\"apiVersion\" is not filled in",
        "\"kind\" is not filled in",
        "the intent \"slice\" is not bound; only a candidate that claims \"slices\" needs to bind it",
        "networkIdentifier of accessPoint has no effect: its binding does not read it",
        "fiveQI of accessPoint has no effect: its binding does not read it",
        "sessionTypes of accessPoint has no effect: its binding does not read it",
        "timer of accessPoint has no effect: its binding does not read it",
        "the binding of \"accessPoint\" does not observe \"ready\"",
        "the binding of \"accessPoint\" does not observe \"failed\"",
        "the binding of \"accessPoint\" does not observe \"message\"",
        "the binding of \"accessPoint\" does not observe \"address\"",
      ])
    #expect(findings.allSatisfy { $0.place != nil })
  }

  @Test("a draft whose comments are taken in lacks nothing but what only the vendor knows")
  func filled() throws {
    let contract = try MarkedFiles(["contract.yaml": ContractLoaderTests.whole])
    var draft = CandidateDraft.text(try ContractLoader.load(contract.path("contract.yaml")).contract, name: "acme")
    for name in ["networkIdentifier", "fiveQI", "sessionTypes", "timer"] {
      draft = draft.replacing("          # \(name): $", with: "          \(name): $")
    }
    for name in ["ready", "failed", "message", "address"] {
      draft = draft.replacing("\n        \(name):\n", with: "\n        \(name): object.\(name)\n")
    }
    draft = draft.replacing("FILL-IN", with: "x")
    let files = try MarkedFiles(["candidate.yaml": draft, "contract.yaml": ContractLoaderTests.whole])
    #expect(FileCheck([files.path("candidate.yaml")]).findings.filter { $0.severity > .note }.map(\.message) == [])
  }

  @Test("no line is longer than a page is wide, whatever the contract says")
  func width() throws {
    let long = ContractLoaderTests.whole.replacing(
      "about: an access point of the core",
      with: "about: \"\(String(repeating: "many words\\n", count: 60))# and ${more}: [\"")
    let contract = try MarkedFiles(["contract.yaml": long])
    let draft = CandidateDraft.text(try ContractLoader.load(contract.path("contract.yaml")).contract, name: "acme")
    #expect(draft.split(separator: "\n").allSatisfy { $0.count <= 118 })
    let files = try MarkedFiles(["candidate.yaml": draft])
    #expect(try CandidateLoader.load(files.path("candidate.yaml")).candidate.bindings.keys.sorted() == ["accessPoint"])
  }
}
