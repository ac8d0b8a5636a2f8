import Documents
import Plans

/// Reads a group of cases.
struct GroupReader {
  let suite: SuiteReader
  /// What the suite gives to its groups.
  let surroundings: Surroundings

  func read(_ node: Node) -> (group: TestSuite.Group, cases: [TestSuite.Case])? {
    MappingReader.read(node, as: "group", suite.diagnostics) { reader in
      let name = reader.required("name", .name)
      var inner = surroundings.adding(&reader)
      inner.group = name
      let fixture = FixtureReader.read(&reader, suite, &inner.scope)
      let nodes = reader.required("cases", .list(of: .node))
      if nodes?.isEmpty == true { reader.error("the group has no cases", at: "cases") }
      let cases = (nodes ?? []).flatMap { CaseReader(suite: suite, surroundings: inner).read($0) }
      guard let name, let fixture else { return nil }
      return (TestSuite.Group(name: name, fixture: fixture), cases)
    }
  }
}
