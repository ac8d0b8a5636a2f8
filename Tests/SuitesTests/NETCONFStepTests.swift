import Documents
import Plans
import Testing

@testable import Suites

@Suite struct NETCONFStepTests {
  private static func diagnose(_ step: String) throws -> [String] {
    let files = try MarkedFiles(["suite.yaml": SuiteLoaderTests.suite(steps: "- netconf: \(step)")])
    return files.diagnose { (files) throws(Diagnostics) in try SuiteLoader.load(files.path("suite.yaml")).warnings }
  }

  struct Row: Sendable {
    var step: String
    var messages: [String]
  }

  static let rows: [Row] = [
    Row(
      step:
        "{endpoint: smf, get-config: {filter: {xpath: '//pa:a[pa:b=\"x\"]'}}, namespaces: {pa: urn:a}, xpath: [{path: '//pa:b', equals: x}]}",
      messages: []),
    Row(step: "{endpoint: smf, get: {}, as: all}", messages: []),
    Row(step: "{endpoint: smf, edit-config: {config: '<a xmlns=\"urn:a\"/>'}}", messages: []),
    Row(
      step: "{endpoint: smf, get: {}, xpath: [{path: 1️⃣'//pa:a', exists: true}]}",
      messages: [
        "1️⃣ error: no XPath expression: //pa:a: a prefix without a namespace\n  name its namespace under \"namespaces\""
      ]),
    Row(
      step: "{endpoint: smf, get: {}, xpath: [{path: 1️⃣'//a[', count: 1}]}",
      messages: ["1️⃣ error: no XPath expression: //a[: no expression of XPath at character 5"]),
    Row(
      step:
        "{endpoint: smf, get-config: {filter: {1️⃣xpath: \"//a[re-match(b, '${run.id}')]\"}}, xpath: [{path: //a, exists: true}]}",
      messages: [
        "1️⃣ warning: XPath 1.0 has no function re-match(), and a server that does not know it may refuse the filter or break down\n  filter with less, and check the rest with \"xpath\" over the reply"
      ]),
    Row(
      step: "1️⃣{endpoint: smf, get: {}}",
      messages: ["1️⃣ error: netconf expects nothing\n  give it \"xpath\" or \"as\""]),
    Row(
      step: "{endpoint: smf, edit-config: {config: 1️⃣'<a>'}, 2️⃣within: 5s}",
      messages: [
        "1️⃣ error: no XML: line 1: ",
        "2️⃣ error: an edit is answered with nothing that could be checked\n  read afterwards",
      ]),
    Row(
      step: "{endpoint: smf, get-config: {source: 1️⃣runing}, as: x}",
      messages: ["1️⃣ error: \"source\" must be one of \"running\", \"candidate\", \"startup\", not \"runing\""]),
    Row(
      step: "{endpoint: smf, get: {filter: 1️⃣{}}, xpath: [{path: //a, matches: b}]}",
      messages: ["1️⃣ error: filter needs exactly one of \"subtree\", \"xpath\""]),
  ]

  @Test("what is wrong in a step is told before anything runs", arguments: rows)
  func diagnose(row: Row) throws {
    let messages = try Self.diagnose(row.step)
    #expect(messages.count == row.messages.count)
    for (found, expected) in zip(messages, row.messages) { #expect(found.hasPrefix(expected)) }
  }
}
