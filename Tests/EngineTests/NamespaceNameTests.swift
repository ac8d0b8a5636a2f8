import Testing

@testable import Engine

@Suite struct NamespaceNameTests {
  @Test(
    "names are as long as a namespace may be, and stay different",
    arguments: [
      "plugfest-abcd-apn-1", "plugfest-abcd-\(String(repeating: "a", count: 49))", "plugfest-abcd-ends-with---",
    ])
  func short(name: String) {
    let shortened = RunContext.shortened(name)
    #expect(shortened.count <= 63 && !shortened.hasSuffix("-") && name.hasPrefix(shortened))
  }

  @Test("long names that differ at their ends alone are told apart, the same in every run")
  func long() {
    let stem = "plugfest-abcd-r10-a2-apn-008-" + String(repeating: "label-of-many-characters-", count: 2)
    let names = ["62", "63"].map { RunContext.shortened(stem + $0) }
    #expect(Set(names).count == 2 && names.allSatisfy { $0.count <= 63 })
    #expect(RunContext.shortened(stem + "62") == names[0])
  }
}
