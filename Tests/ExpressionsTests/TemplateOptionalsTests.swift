import Documents
import Testing

@testable import Expressions

@Suite struct TemplateOptionalsTests {
  @Test("members and items that give an empty optional are left out, those that give a value are kept")
  func optionals() throws {
    let environment = Environment.suite.declaring("with", .map(.string, .dyn))
    let template = try Template(
      ["a": "${with.?a}", "b": "${with.?b}", "c": ["${with.?a}", "${with.?b}"], "d": "${null}"], in: environment)
    let value = try template.evaluate(Bindings(["with": ["a": 1]]))
    #expect(value == ["a": 1, "c": [1], "d": nil])
  }

  @Test("a constant stays as it is")
  func constant() throws {
    let template = Template(constant: "${x}")
    #expect(template.isConstant)
    #expect(try template.evaluate(Bindings()) == "${x}")
  }
}
