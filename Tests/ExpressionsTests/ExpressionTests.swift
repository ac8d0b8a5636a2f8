import Documents
import Synchronization
import Testing

@testable import Expressions

@Suite struct ExpressionTests {
  @Test(
    "a mistake is told with line, column, a caret and what was probably meant",
    arguments: [
      ("1 +", 1, 4, "Syntax error: mismatched input the end of the expression expecting an expression", nil),
      ("a b", 1, 3, "Syntax error: mismatched input 'b' expecting the end of the expression", nil),
      ("size(objet)", 1, 6, "undeclared reference to 'objet' (in container '')", "did you mean \"object\"?"),
      ("object.spec.sise()", 1, 17, "undeclared reference to 'sise' (in container '')", "did you mean \"size\"?"),
      ("'a' + 1", 1, 5, "found no matching overload for '_+_' applied to '(string, int)'", nil),
      ("true &&\n  1", 1, 6, "found no matching overload for '_&&_' applied to '(bool, int)'", nil),
      ("[1].map(x.y, 1)", 1, 10, "argument must be a simple name", nil),
      ("'abc", 1, 1, "a string is not closed", nil),
      ("a = b", 1, 3, "'=' is no operator; equality is '=='", nil),
      ("1 ==\n\n 'a'.b", 3, 5, "type 'string' does not support field selection", nil),
      ("'x'.matches('(')", 1, 12, "error parsing regexp: missing closing ): `(`", nil),
      ("object.if + import", 1, 13, "reserved identifier: import", nil),
    ] as [(String, Int, Int, String, String?)])
  func mistakes(_ text: String, _ line: Int, _ column: Int, _ message: String, _ hint: String?) throws {
    let error = try #require(
      #expect(throws: ExpressionError.self) { try Program(text, in: .suite.declaring("object")) })
    #expect(error.message == message)
    #expect((error.line, error.column) == (line, column))
    #expect(error.hint == hint)
  }

  @Test("an error is shown with its line and a caret, and with the place in its file")
  func excerpt() throws {
    let error = try #require(
      #expect(throws: ExpressionError.self) { try Program("a +\n  b.c", in: .suite.declaring("a")) })
    #expect(error.compilerText == "ERROR: <input>:2:3: undeclared reference to 'b' (in container '')\n |   b.c\n | ..^")
    let diagnostic = error.diagnostic(at: Place(file: "s.yaml", line: 7, column: 12))
    #expect(diagnostic.place == Place(file: "s.yaml", line: 8, column: 3))
    let first = try #require(#expect(throws: ExpressionError.self) { try Program("1 + x", in: .suite) })
    #expect(first.diagnostic(at: Place(file: "s.yaml", line: 7, column: 12)).place?.column == 16)
  }

  @Test("a lazy variable is found out at first use, once, and not at all when it is not needed")
  func laziness() throws {
    let environment = Environment.suite.declaring(["a": .int, "b": .int])
    let calls = Mutex(0)
    var bindings = Bindings(["b": 2])
    let count: @Sendable () -> Int = { calls.withLock { $0 } }
    bindings.set(
      "a",
      lazily: {
        calls.withLock { $0 += 1 }; return .int(1)
      })
    #expect(try Program("b == 2 || a == 1", in: environment).evaluate(bindings).value.bool == true)
    #expect(count() == 0)
    #expect(try Program("a + a + a == 3", in: environment).evaluate(bindings).value.bool == true)
    #expect(count() == 1)
  }

  @Test("an unset variable and a failing lazy one are errors that || absorbs")
  func unset() throws {
    struct Missing: Error {}
    let environment = Environment.suite.declaring(["a": .bool, "b": .bool])
    var bindings = Bindings(["b": true])
    #expect(try Program("a || b", in: environment).evaluate(bindings).value.bool == true)
    #expect(throws: ExpressionError.self) { try Program("a && b", in: environment).evaluate(bindings) }
    bindings.set("a", lazily: { throw Missing() })
    #expect(throws: ExpressionError.self) { try Program("a", in: environment).evaluate(bindings) }
  }

  @Test("values can be given by position")
  func positions() throws {
    let program = try Program("b - a", in: .suite.declaring(["a": .int, "b": .int]))
    #expect(program.variables == ["b", "a"])
    #expect(try program.evaluate(values: [.int(5), .int(3)]).value.document == 2)
  }

  @Test("a variable may have a name with dots, which is found before fields")
  func dottedVariables() throws {
    let environment = Environment.suite.declaring(["variables.size": .int, "variables": .dyn])
    var bindings = Bindings(["variables.size": 3])
    bindings.set("variables", ["size": 4, "other": 5] as Value)
    #expect(try Program("variables.size + variables.other", in: environment).evaluate(bindings).value.document == 8)
  }

  @Test(
    "libraries of suites",
    arguments: [
      ("json.parse('{\"a\": [1, 2.5]}').a[1]", 2.5), ("json.text({'a': [1, 'b']})", "{\"a\":[1,\"b\"]}"),
      ("regex.replace('a1b22', '[0-9]+', '<\\\\0>')", "a<1>b<22>"), ("regex.extract('v1.2', 'v([0-9]+)').value()", "1"),
      ("regex.extractAll('a1b22', '[0-9]+')", ["1", "22"]), ("cidr('10.0.0.0/16').containsCIDR('10.0.1.0/24')", true),
      ("[3, 1, 2].sort()", [1, 2, 3]), ("optional.of(1).optMap(x, x + 1).orValue(0)", 2), ("'%05d'.size()", 4),
      ("'a,b'.split(',').map(x, x.upperAscii())", ["A", "B"]), ("timestamp('2024-02-29T12:00:00Z').getDayOfYear()", 59),
      ("string(1e6)", "1e+06"), ("string(0.1)", "0.1"), ("string(100000.0)", "100000"),
      ("'%s'.format([1e6])", "1000000"),
      ("quantity('0.5Gi').add(quantity('512Mi')) == quantity('1Gi')", true), ("string(duration('1.5h'))", "5400s"),
      ("semver('1.0.0-rc.1').isLessThan(semver('1.0.0'))", true), ("url('https://u@h:1/p?q=1').getPort()", "1"),
    ] as [(String, Value)])
  func libraries(_ text: String, _ expected: Value) throws {
    #expect(try Program(text, in: .suite).evaluate(Bindings()).value.document == expected)
  }
}

@Suite struct UntypedTests {
  static func evaluate(_ text: String, _ bindings: [String: Value] = [:], container: String = "") throws -> Value {
    var environment = Environment.suite
    environment.isUntyped = true
    environment.container = container
    return try Program(text, in: environment).evaluate(Bindings(bindings)).value.document
  }

  @Test("without declarations, the longest bound name is found when it runs")
  func names() throws {
    #expect(try Self.evaluate("a.b.c", ["a": ["b": ["c": 1]]]) == 1)
    #expect(try Self.evaluate("a.b.c", ["a": ["b": ["c": 1]], "a.b": ["c": 2]]) == 2)
    #expect(try Self.evaluate("a.b.c", ["a.b": ["c": 2], "a.b.c": 3]) == 3)
    #expect(try Self.evaluate("c", ["a.b.c": 3, "c": 4], container: "a.b") == 3)
    #expect(try Self.evaluate(".c", ["a.b.c": 3, "c": 4], container: "a.b") == 4)
    #expect(try Self.evaluate("[1].exists(a, a == 1)", ["a": 2]) == true)
  }

  @Test("unknown names, functions and overloads are errors of the evaluation, which || absorbs")
  func unknown() throws {
    for text in ["x", "f(1)", "x.y.z", "1.f()", "size(1, 2)", "!0", "-'a'", "'a' + 1"] {
      #expect(throws: ExpressionError.self, "\(text)") { try Self.evaluate(text) }
      #expect(try Self.evaluate("(\(text)) || true") == true)
    }
  }
}
