import Documents
import Kubernetes
import Testing

@Suite struct SelectorTests {
  @Test(
    "a label selector prints as Kubernetes prints it",
    arguments: [
      ("", ""), ("a", "a"), ("!a", "!a"), ("! a", "!a"), ("a=b", "a=b"), ("a==b", "a==b"), ("a != b", "a!=b"),
      ("x in (b, a,b)", "x in (a,b)"), ("x notin(a)", "x notin (a)"), ("a=", "a="), ("a=,b", "a=,b"),
      ("in in (in,notin)", "in in (in,notin)"), ("a in ()", "a in ()"), ("a in (,x)", "a in (,x)"), ("b,a", "a,b"),
      ("a>1,b<2", "a>1,b<2"), ("a in (x,)", "a in (,x)"),
    ])
  func labels(text: String, expected: String) throws {
    #expect(try LabelSelector(parsing: text).description == expected)
  }

  @Test(
    "a wrong label selector is refused in an API server's words",
    arguments: [
      ("a in", "unable to parse requirement: found '' expected: '('"),
      ("a in x", "unable to parse requirement: found 'x' expected: '('"),
      ("a,", "found '', expected: identifier after ','"),
      ("=a", "found '=', expected: !, identifier, or 'end of string'"),
      ("a b", "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt"),
      ("a=b c", "found 'c', expected: ',' or 'end of string'"),
      (
        "a>b",
        "unable to parse requirement: values[0]: Invalid value: \"b\": for 'Gt', 'Lt' operators, the value must be an integer"
      ),
      ("!", "unable to parse requirement: found '', expected: identifier"),
    ])
  func refused(text: String, message: String) {
    #expect(throws: LabelSelector.SyntaxError(description: message)) { try LabelSelector(parsing: text) }
  }

  @Test(
    "labels match",
    arguments: [
      ("a=1", true), ("a=2", false), ("a!=2", true), ("c!=2", true), ("a in (1,2)", true), ("a notin (1)", false),
      ("c notin (1)", true), ("a", true), ("!a", false), ("!c", true), ("a>0", true), ("a<1", false), ("b>0", false),
      ("", true),
    ])
  func matches(text: String, expected: Bool) throws {
    #expect(try LabelSelector(parsing: text).matches(["a": "1", "b": "x"]) == expected)
  }

  @Test("a selector object reads as the same requirements")
  func object() throws {
    let selector = try LabelSelector.from([
      "matchLabels": ["app": "web"], "matchExpressions": [["key": "tier", "operator": "NotIn", "values": ["x"]]],
    ])
    #expect(selector?.description == "app in (web),tier notin (x)")
    #expect(try LabelSelector.from(nil) == nil)
    #expect(try LabelSelector.from([:]) == .everything)
    #expect(throws: LabelSelector.SyntaxError(description: "\"Like\" is not a valid label selector operator")) {
      try LabelSelector.from(["matchExpressions": [["key": "a", "operator": "Like"]]])
    }
  }

  @Test("field selectors read, escape and match")
  func fields() throws {
    let selector = try FieldSelector(parsing: #"metadata.name=a\,b,status.phase!=Running,x==y"#)
    #expect(selector.description == #"metadata.name=a\,b,status.phase!=Running,x=y"#)
    #expect(selector.matches { ["metadata.name": "a,b", "x": "y"][$0] })
    #expect(!selector.matches { ["metadata.name": "a,b", "x": "y", "status.phase": "Running"][$0] })
    #expect(throws: FieldSelector.SyntaxError.self) { try FieldSelector(parsing: "a") }
    #expect(throws: FieldSelector.SyntaxError.self) { try FieldSelector(parsing: #"a=\b"#) }
  }
}
