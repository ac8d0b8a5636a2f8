import Documents
import Testing

@testable import Southbound

@Suite struct YANGTests {
  private static func module(_ body: String) -> String { "module m { namespace \"urn:m\"; prefix m; \(body) }" }

  @Test(
    "What is not YANG, or more of it than is known, is refused with its place",
    arguments: [
      ("", "the file is empty"), ("module m {", "not closed"), ("module m { } x", "something follows"),
      ("module m { leaf }", "expected ; or {"), ("module m { \"a\" b; }", "expected a keyword"),
      ("module m { description \"a\" + b; }", "expected a string after +"), ("module m { /* }", "comment"),
      ("module m { description \"a; }", "string is not closed"), ("module m { description \"\\q\"; }", "means nothing"),
      ("submodule m { }", "expected a module"), (module("choice a;"), "does not know \"choice\""),
      (module("leaf a;"), "needs a type"), (module("leaf a { type decimal64; }"), "does not know the type"),
      (module("leaf a { type string { range 1..2; } }"), "only numbers"),
      (module("leaf a { type uint8 { range 5..1; } }"), "is no range"),
      (module("leaf a { type uint8 { range many; } }"), "is no range"),
      (module("leaf a { type string { pattern '('; } }"), "is no pattern"),
      (module("leaf a { type uint8; default 300; }"), "not in the range"),
      (module("list a { leaf k { type string; } }"), "without a key"),
      (module("list a { key k; }"), "is no leaf of the list"),
      (module("leaf a { type string; must \"count(../b) > 1\"; }"), "does not know the XPath"),
      (module("leaf-list a { type string; min-elements few; }"), "must be a number"),
      (module("leaf-list a { type string; min-elements 2; max-elements 1; }"), "fewer"),
      (String(repeating: "a { ", count: 100), "inside each other"),
    ])
  func refused(text: String, message: String) {
    let error = #expect(throws: Diagnostic.self) { try YANGModule(text, file: "m.yang") }
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    #expect(error?.place?.file == "m.yang")
  }

  @Test(
    "A condition holds or not as XPath has it",
    arguments: [
      ("../a = 'x'", true), ("../a = 'y'", false), ("../a != 'y'", true), ("../list = current()", true),
      ("../list != current()", true), ("../missing", false), ("not(../missing)", true),
      ("../a and ../missing", false), ("../a or ../missing", true), ("not(../a = 'x' and ../m:list = 'y')", false),
      ("(../missing = 'x') or ../c/d = '7'", true), ("../c/d = 7", true), (". = 'y'", true), ("../e = 'z'", true),
    ])
  func conditions(condition: String, holds: Bool) throws {
    let text = Self.module(
      """
      container top {
        leaf a { type string; } leaf-list list { type string; } leaf missing { type string; } leaf e { type string; default z; }
        container c { leaf d { type uint8; } } leaf b { type string; must "\(condition)"; }
      }
      """)
    let module = try YANGModule(text, file: "m.yang")
    let top = try #require(module.nodes.first)
    var tree = DataTree()
    let data: Value = ["a": "x", "list": ["x", "y"], "c": ["d": 7], "b": "y"]
    try tree.set(InstancePath().appending(top), to: data)
    var refusal: RESTCONFError?
    do throws(RESTCONFError) { try DataCheck([module]).check(tree) } catch { refusal = error }
    #expect((refusal == nil) == holds)
    #expect(refusal?.appTag ?? "must-violation" == "must-violation")
  }
}
