import Documents
import Expressions
import Plans
import Testing

@testable import Engine

@Suite struct WantedNamesTests {
  static let binding: Candidate.Binding = {
    let place = Place(file: "candidate.yaml", line: 1, column: 1)
    var binding = Candidate.Binding(
      intent: "accessPoint", manifest: Template(constant: .null), observe: [:], place: place)
    binding.names = ["fiveQI": ["qci", "qos class"]]
    return binding
  }()

  @Test(
    "a refusal names a parameter in the contract's words or the candidate's, as whole words",
    arguments: [
      (["fiveQI"], "spec.fiveQI: Invalid value: 0", "fiveQI"), (["fiveQI"], "spec.QCI: Invalid value: 0", "qci"),
      (["fiveQI"], "the QoS class is reserved", "qos class"), (["fiveQI"], "spec.qcis: Invalid value", nil),
      (["fiveQI"], "spec.minqci: Invalid value", nil), (["mtu", "fiveQI"], "qci and mtu", "mtu"), (["mtu"], "", nil),
      ([], "anything", ""), (["TS 23.003"], "see TS 23.003, 9.1", "TS 23.003"),
    ] as [([String], String, String?)])
  func found(names: [String], text: String, found: String?) {
    #expect(WantedNames(names, in: Self.binding).found(in: text) == found)
  }

  @Test("all that would count is told")
  func title() {
    #expect(
      WantedNames(["fiveQI", "mtu"], in: Self.binding).title == "\"fiveQI\" or \"qci\" or \"qos class\" or \"mtu\"")
  }
}
