import Testing

@testable import XML

@Suite struct ParsedXMLTests {
  struct Hostile: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    var problem: String

    var testDescription: String { name }
  }

  @Test("what is no good XML is refused with a reason", arguments: Self.hostile)
  func refuse(hostile: Hostile) {
    let error = #expect(throws: XMLProblem.self) { _ = try ParsedXML(hostile.text).root }
    #expect(error?.description.contains(hostile.problem) == true, "\(error?.description ?? "nil")")
  }

  static let hostile: [Hostile] = [
    Hostile(name: "nothing", text: " \n ", problem: "no XML"),
    Hostile(name: "not well-formed", text: "<a>\n<b></a>", problem: "line 2: "),
    Hostile(name: "two roots", text: "<a/><b/>", problem: "Extra content"),
    Hostile(name: "an undeclared entity", text: "<a>&b;</a>", problem: "Entity 'b' not defined"),
    Hostile(
      name: "an external entity", text: "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
      problem: "a document type is not allowed"),
    Hostile(
      name: "entities that multiply",
      text: "<!DOCTYPE a [<!ENTITY b 'bbbbbbbbbb'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]><a d='&c;&c;&c;'>&c;</a>",
      problem: "a document type is not allowed"),
    Hostile(
      name: "an external document type", text: "<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/a'><a/>",
      problem: "document type"),
    Hostile(
      name: "depth", text: String(repeating: "<a>", count: 300) + String(repeating: "</a>", count: 300),
      problem: "depth"),
    Hostile(name: "a zero byte", text: "<a>\u{0}</a>", problem: "line 1"),
  ]

  @Test("elements keep names, namespaces, attributes and text; prefixes do not matter")
  func tree() throws {
    let text =
      "\n<?xml version='1.0'?><p:a xmlns:p='urn:p' p:b='1' c='&lt;2'> x<!-- no --><![CDATA[<y>]]><d xmlns='urn:d'/> </p:a>"
    let root = try #require(try ParsedXML(text).root)
    #expect(root.name == "a" && root.namespace == "urn:p")
    #expect(root.attributes.map(\.namespace) == ["urn:p", ""])
    #expect(root.attribute("c") == "<2")
    #expect(root.trimmedText == "x<y>")
    #expect(root["d"]?.namespace == "urn:d")
  }

  @Test("a part of a document is text as it was written")
  func part() throws {
    let document = try ParsedXML("<a xmlns='urn:a'>\n<b><c xmlns='urn:c' d='&amp;'>ä</c></b><e/></a>")
    let part = document.firstChild
    #expect(part == "<b><c xmlns=\"urn:c\" d=\"&amp;\">ä</c></b>")
  }

  @Test("escaped text comes back as it was, but for what XML cannot hold")
  func escaping() throws {
    let text = "a<b>&\"'\r\n\t\u{1}ä\u{1F600}"
    let back = try ParsedXML("<a b=\"\(XMLText.escaped("<&\"'"))\">\(XMLText.escaped(text))</a>").root
    #expect(back?.text == "a<b>&\"'\r\n\t\u{FFFD}ä\u{1F600}")
    #expect(back?.attribute("b") == "<&\"'")
  }
}
