import Foundation
import Testing

@Suite(.timeLimit(.minutes(5))) struct EvalTests {
  struct Example: Sendable, CustomTestStringConvertible {
    var arguments: [String]
    var code: Int32 = 0
    var output = ""
    /// Parts that the message must have.
    var errors: [String] = []

    var testDescription: String { arguments.joined(separator: " ") }
  }

  static let values = [
    Example(arguments: ["1 + 2"], output: "3\n"),
    Example(arguments: ["'a' + 'b'"], output: "ab\n"),
    Example(arguments: ["'true'"], output: "'true'\n"),
    Example(arguments: ["{'a': [1, 2.5]}"], output: "a:\n- 1\n- 2.5\n"),
    Example(arguments: ["--format", "json", "{'a': [1]}"], output: "{\n  \"a\": [\n    1\n  ]\n}\n"),
    Example(arguments: ["duration('1h30m')"], output: "5400s\n"),
    Example(arguments: ["optional.none()"], output: "null\n"),
    Example(arguments: ["--", "-7 % 3"], output: "-1\n"),
    Example(
      arguments: ["--var", "name=demo", "--var", "sizes=[24, 28]", "name + string(sizes[1])"], output: "demo28\n"),
    Example(arguments: ["--var", "name=demo", "claim-${name}-${1 + 1}"], output: "claim-demo-2\n"),
    Example(arguments: ["--var", "x=a=b", "x"], output: "a=b\n"),
    Example(arguments: ["--kubernetes", "'${x}'"], output: "${x}\n"),
  ]

  static let mistakes = [
    Example(arguments: ["1 +"], code: 64, errors: ["error:", "^"]),
    Example(arguments: ["[1][7]"], code: 64, errors: ["expression:1:4: error: index out of bounds: 7", "...^"]),
    Example(arguments: ["object.a"], code: 64, errors: ["expression:1:1: error:", "'object'"]),
    Example(arguments: ["--kubernetes", "json.parse('1')"], code: 64, errors: ["^"]),
    Example(arguments: ["--var", "2x=1", "1"], code: 64, errors: ["NAME=VALUE"]),
    Example(arguments: ["--var", "x=[", "1"], code: 64, errors: ["--var x:"]),
    Example(arguments: ["--file", "no-such-file.yaml", "1"], code: 64, errors: ["no-such-file.yaml"]),
    Example(arguments: ["a${1 +}"], code: 64, errors: ["expression:1:", "^"]),
    Example(
      arguments: [
        "--var", "n=[0,1,2,3,4,5,6,7,8,9]", "n.all(a, n.all(b, n.all(c, n.all(d, n.all(e, n.all(f, true))))))",
      ],
      code: 64, errors: ["cost limit"]),
    Example(arguments: [], code: 64, errors: ["Missing expected argument"]),
  ]

  @Test("an expression is evaluated", arguments: values + mistakes)
  func example(example: Example) async throws {
    let result = try await Program.plugfest(["eval"] + example.arguments)
    #expect(result.code == example.code, "\(result.output)\(result.errors)")
    #expect(result.output == example.output)
    for part in example.errors { #expect(result.errors.contains(part), "\(result.errors)") }
  }

  @Test("the document of a file is object and self")
  func file() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.file("claim.yaml", "kind: Claim\nspec: {size: 24}\n")
    let result = try await Program.plugfest(["eval", "--file", file, "object.kind + string(self.spec.size)"])
    #expect(result.output == "Claim24\n", "\(result.errors)")
  }

  @Test("a dash reads standard input")
  func standardInput() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.file("claim.json", #"{"spec": {"size": 24}}"#)
    let result = try await Program.run(
      "/bin/sh", ["-c", "'\(Program.folder)/plugfest' eval --file - object.spec.size < '\(file)'"])
    #expect(result.output == "24\n", "\(result.errors)")
  }

  @Test("a file with several documents or none is refused", arguments: ["a: 1\n---\nb: 2\n", "# nothing\n"])
  func documents(text: String) async throws {
    let folder = try TemporaryFolder()
    let file = try folder.file("objects.yaml", text)
    let result = try await Program.plugfest(["eval", "--file", file, "1"])
    #expect(result.code == 64)
    #expect(result.errors.contains("objects.yaml"))
    #expect(result.errors.contains("object"))
  }
}
