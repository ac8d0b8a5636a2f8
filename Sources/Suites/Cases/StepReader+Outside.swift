import Documents
import Expressions
import Plans

extension StepReader {
  func readCommand(_ reader: inout MappingReader) -> Step.Operation.Command? {
    var command: [Template]?
    switch reader.exactlyOne(of: ["command", "script"]) {
    case "command":
      command = reader.required("command", .list(of: expressions.text))
      if command?.isEmpty == true { reader.error("\"command\" must name a program", at: "command") }
    case "script":
      command = reader.required("script", expressions.text).map {
        [Template(constant: "sh"), Template(constant: "-c"), $0]
      }
    default: break
    }
    let environment = reader.optional("env", .map(of: expressions.text), or: [])
    EnvironmentName.check(reader.node["env"], diagnostics)
    let exitCode = reader.optional("exitCode", .integer(in: 0...255), or: 0)
    let output = reader.optional("stdout", .list(of: expressions.text), or: [])
    let conditions = reader.optional(
      "that", .list(of: expressions.declaring("result", Scope.result).condition), or: [])
    let handle = readHandle(&reader)
    let timeout = reader.optional("timeout", .duration, or: .seconds(60))
    checkTime(reader.node["timeout"] == nil ? nil : timeout, "timeout", reader)
    guard let command, let environment, let exitCode, let output, let conditions, let timeout else { return nil }
    return Step.Operation.Command(
      command: command,
      environment: Dictionary(environment.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first }),
      exitCode: exitCode, output: output, conditions: conditions, handle: handle, timeout: timeout)
  }
}
