import Documents
import Expressions

/// Feeds libFuzzer's inputs to the parser, the checker, the evaluator, templates and regular expressions. What counts is
/// that nothing crashes, hangs or grows; each input may be refused with an error.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  Inputs.evaluate(text, in: Inputs.typed)
  Inputs.evaluate(text, in: Inputs.untyped)
  Inputs.evaluate(text, in: Inputs.rules)
  if let template = try? Template(.string(text), in: Inputs.typed) {
    _ = try? template.evaluate(Inputs.bindings, limit: Inputs.limit)
  }
  if let expression = try? RegularExpression(text) {
    _ = expression.findAll(in: "aaa 10.0.0.0/24 Ready\nxyz é", limit: 10)
  }
  return 0
}

private enum Inputs {
  static let limit: UInt64 = 10_000

  static let typed = Environment.suite.declaring([
    "object": .dyn, "name": .string, "count": .int, "items": .list(.dyn), "flag": .bool,
  ])

  static let untyped: Environment = {
    var environment = Environment.suite
    environment.isUntyped = true
    return environment
  }()

  static let rules = Environment.kubernetes.declaring(["self": .dyn, "oldSelf": .dyn])

  static let bindings: Bindings = {
    let object: Value = [
      "metadata": ["name": "demo", "generation": 3],
      "status": ["conditions": [["type": "Ready", "status": "True"]], "prefix": "10.0.0.0/24"],
    ]
    return Bindings([
      "object": object, "name": "demo", "count": 3, "items": [1, "a", nil, 2.5, ["x": []]], "flag": true,
      "self": object,
      "oldSelf": object,
    ])
  }()

  static func evaluate(_ text: String, in environment: Environment) {
    guard let program = try? Program(text, in: environment) else { return }
    guard let result = try? program.evaluate(bindings, limit: limit) else { return }
    _ = result.value.document
  }
}
