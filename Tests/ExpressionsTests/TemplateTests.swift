import Documents
import Testing

@testable import Expressions

@Suite struct TemplateTests {
  static let bindings = Bindings([
    "name": "demo", "size": 28, "claim": ["ready": true, "prefix": "10.0.0.0/24", "tags": ["a", "b"]], "price": 1.5,
  ])

  static let environment = Environment.suite.declaring([
    "name": .string, "size": .int, "claim": .dyn, "price": .double,
  ])

  static func evaluate(_ value: Value) throws -> Value {
    try Template(value, in: environment).evaluate(bindings)
  }

  @Test(
    "a string that is one expression keeps its type, text around it makes text",
    arguments: [
      ("${size}", 28), ("${claim.ready}", true),
      ("${claim}", ["ready": true, "prefix": "10.0.0.0/24", "tags": ["a", "b"]]),
      ("${null}", nil), ("/${size}", "/28"), (" ${size}", " 28"), ("${name}-${size}", "demo-28"),
      ("${name}${name}", "demodemo"),
      ("plain", "plain"), ("", ""), ("$", "$"), ("$5", "$5"), ("a$b", "a$b"), ("$$", "$$"), ("$(HOME)", "$(HOME)"),
      ("$${name}", "${name}"), ("a $${b} ${name}", "a ${b} demo"), ("$$${name}", "$${name}"), ("$ {name}", "$ {name}"),
      ("${ {'a': 1}.a }", 1), ("${'}'}", "}"), ("${\"${\"}", "${"), ("${ {'a': {'b': '}'}}.a.b }!", "}!"),
      ("${r'\\}'}", "\\}"), ("${'''}'''}", "}"), ("${size // }\n}", 28), ("${price}", 1.5),
      ("costs ${price}", "costs 1.5"),
      ("ready: ${claim.ready}", "ready: true"), ("tags: ${claim.tags}", "tags: [\"a\",\"b\"]"),
      ("${duration('90s')}", "90s"),
      ("${[1u, 2u]}", [1, 2]), ("${b'AB'}", "QUI="), ("${optional.none()}", nil), ("${quantity('1Gi')}", "1Gi"),
      ("é ${name} é", "é demo é"),
    ] as [(Value, Value)])
  func strings(_ template: Value, _ expected: Value) throws {
    #expect(try Self.evaluate(template) == expected)
  }

  @Test("a whole tree is filled in, keys too, and the order of members stays")
  func trees() throws {
    let template: Value = [
      "metadata": ["name": "${name}", "labels": ["${name}/app": "x"]],
      "spec": ["sizes": ["${size}", 1, "/${size + 1}"]],
    ]
    let value = try Self.evaluate(template)
    #expect(value == ["metadata": ["name": "demo", "labels": ["demo/app": "x"]], "spec": ["sizes": [28, 1, "/29"]]])
    #expect(value.object?.keys.map { $0 } == ["metadata", "spec"])
  }

  @Test("the variables that are read are known with their fields")
  func references() throws {
    let template = try Template(
      ["${claim.ready && claim.tags.exists(t, t == name)}", "${claim['prefix']}", "${claim.ready}"],
      in: Self.environment)
    #expect(template.references.map(\.description) == ["claim.ready", "claim.tags", "name", "claim.prefix"])
    #expect(template.programs.count == 3)
    #expect(try Template("text", in: Self.environment).isConstant)
  }

  @Test("a member or an item that gives an empty optional is left out, a null stays")
  func emptyOptionals() throws {
    let template: Value = [
      "a": "${claim.?missing}", "b": "${claim.?prefix}", "c": "${null}", "d": ["${claim.?missing}", "${claim.?ready}"],
    ]
    #expect(try Self.evaluate(template) == ["b": "10.0.0.0/24", "c": nil, "d": [true]])
  }

  @Test(
    "a mistake is told with the way to its string and the place in it",
    arguments: [
      ("${nmae}", 1, 3, "undeclared reference to 'nmae' (in container '')"),
      ("x ${1 +}", 1, 8, "Syntax error: mismatched input the end of the expression expecting an expression"),
      ("${name}\n${'a' + 1}", 2, 7, "found no matching overload for '_+_' applied to '(string, int)'"),
      ("x${open", 1, 2, "the expression that begins with ${ has no closing }"),
      ("${'}", 1, 3, "a string is not closed"),
    ])
  func mistakes(_ text: String, _ line: Int, _ column: Int, _ message: String) throws {
    let failure = try #require(
      #expect(throws: Template.Failure.self) { try Template(["a": [.string(text)]], in: Self.environment) })
    #expect(failure.path == ["a", "0"])
    #expect(failure.error.message == message)
    #expect((failure.error.line, failure.error.column) == (line, column))
  }

  @Test("a failure while running tells the expression with a caret")
  func runtimeFailure() throws {
    let template = try Template(["x": "${claim.missing}"], in: Self.environment)
    let error = #expect(throws: ExpressionError.self) { try template.evaluate(Self.bindings) }
    #expect(error?.description == "1:6: no such key: missing\n | claim.missing\n | .....^")
  }

  @Test("a whole-string expression can keep CEL's own types")
  func ownTypes() throws {
    let template = try Template("${duration('90s')}", in: Self.environment)
    #expect(try template.evaluateKeepingTypes(Self.bindings).typeName == "google.protobuf.Duration")
  }
}
