import Documents
import Testing

@testable import Expressions

@Suite struct TemplateTests {
  static let place = Place(file: "suite.yaml", line: 3, column: 9)

  static let bindings = Bindings([
    "name": "demo", "size": 28, "claim": ["ready": true, "prefix": "10.0.0.0/24", "tags": ["a", "b"]], "price": 1.5,
  ])

  static let environment = Environment.suite.declaring([
    "name": .string, "size": .int, "claim": .dyn, "price": .double,
  ])

  static func evaluate(_ value: Value) throws -> Value {
    try Template(value, at: place, in: environment).evaluate(bindings)
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
      ["${claim.ready && claim.tags.exists(t, t == name)}", "${claim['prefix']}", "${claim.ready}"], at: Self.place,
      in: Self.environment)
    #expect(template.references.map(\.description) == ["claim.ready", "claim.tags", "name", "claim.prefix"])
    #expect(template.programs.count == 3)
    #expect(try Template("text", at: Self.place, in: Self.environment).isConstant)
  }

  @Test("all mistakes are told, each with its place and a caret")
  func mistakes() throws {
    let node = try YAML.parse("a: ${nmae}\nb:\n  - x ${1 +}\n  - ${'a' + 1}\n  - ${open\n", file: "suite.yaml")[0]
    let failure = #expect(throws: Diagnostics.self) { try Template(node, in: Self.environment) }
    let all = try #require(failure?.all)
    #expect(all.map { $0.place?.line } == [1, 3, 4, 5])
    #expect(all[0].hint == "did you mean \"name\"?")
    #expect(all[1].excerpt == " | x ${1 +}\n | .......^")
    #expect(all[2].message == "found no matching overload for '_+_' applied to '(string, int)'")
    #expect(all[3].message == "the expression that begins with ${ has no closing }")
  }

  @Test("a failure while running has the place of its string")
  func runtimeFailure() throws {
    let template = try Template(["x": "${claim.missing}"], at: Self.place, in: Self.environment)
    let failure = #expect(throws: Template.Failure.self) { try template.evaluate(Self.bindings) }
    #expect(
      failure?.diagnostic.description == "suite.yaml:3:9: error: no such key: missing\n | claim.missing\n | .....^")
  }

  @Test("a whole-string expression can keep CEL's own types")
  func ownTypes() throws {
    let template = try Template("${duration('90s')}", at: Self.place, in: Self.environment)
    #expect(try template.evaluateKeepingTypes(Self.bindings).typeName == "google.protobuf.Duration")
  }
}
