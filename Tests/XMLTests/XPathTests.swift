import Testing

@testable import XML

@Suite struct XPathTests {
  private static let document = """
    <data xmlns="urn:nc"><points xmlns="urn:p"><point><name>b</name><mtu>1400</mtu></point>\
    <point><name>a</name><mtu>1500</mtu></point></points></data>
    """

  struct Row: Sendable {
    var path: String
    var result: XPath.Result
  }

  @Test(
    "expressions come to nodes in the order of the document, numbers, texts and truth",
    arguments: [
      Row(path: "//p:point/p:name", result: .nodes(["b", "a"])),
      Row(path: "//p:name[.='a'] | //p:name[.='b']", result: .nodes(["b", "a"])),
      Row(path: "//p:nothing", result: .nodes([])),
      Row(path: "count(//p:point)", result: .number(2)),
      Row(path: "string(//p:point[p:name='a']/p:mtu)", result: .text("1500")),
      Row(path: "//p:mtu > 1450", result: .bool(true)),
      Row(path: "//point", result: .nodes([])),
    ])
  func evaluate(row: Row) throws {
    let path = try XPath(row.path, namespaces: ["p": "urn:p"])
    #expect(try path.evaluate(ParsedXML(Self.document)) == row.result)
  }

  @Test("numbers are written as XPath writes them")
  func numbers() throws {
    #expect(XPath.Result.number(2).texts == ["2"])
    #expect(XPath.Result.number(0.5).texts == ["0.5"])
    #expect(XPath.Result.number(.nan).texts == ["NaN"])
  }

  struct Mistake: Sendable {
    var path: String
    var problem: String
  }

  @Test(
    "what is no expression is refused at once, with the place",
    arguments: [
      Mistake(path: "//a[", problem: "no expression of XPath at character 5"),
      Mistake(path: "", problem: "no expression"),
      Mistake(path: "//q:a", problem: "a prefix without a namespace"),
      Mistake(path: "re-match(a, 'b')", problem: "XPath 1.0 has no function re-match()"),
      Mistake(path: "$a", problem: "no variables"),
    ])
  func refuse(mistake: Mistake) {
    let error = #expect(throws: XMLProblem.self) { _ = try XPath(mistake.path, namespaces: ["p": "urn:p"]) }
    #expect(error?.description.contains(mistake.problem) == true, "\(error?.description ?? "nil")")
  }

  @Test(
    "functions are found that servers need not know",
    arguments: [
      ("//a[re-match(b, 'c')]", ["re-match"]), ("count(//a) > 1 and (b or (c))", []), ("child::text()", []),
      ("a[contains(., 'deref(b)')]", []), ("deref (a)/b | x:f(1)", ["deref", "x:f"]), ("self::node()/nofn()", ["nofn"]),
    ])
  func functions(source: String, expected: [String]) {
    #expect(XPath.unknownFunctions(in: source) == expected)
  }

  @Test("an expression that takes too long ends")
  func endless() throws {
    let document = "<a>" + String(repeating: "<b><c/><c/></b>", count: 2000) + "</a>"
    let path = try XPath("count(//*[count(//*[count(//*) > 1]) > 1])", namespaces: [:])
    #expect(throws: XMLProblem.self) { try path.evaluate(ParsedXML(document)) }
  }
}
