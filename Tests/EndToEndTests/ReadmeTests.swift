import Foundation
import Testing

/// What the README shows is true.
@Suite(.timeLimit(.minutes(5))) struct ReadmeTests {
  /// The first block of YAML.
  static func firstSuite() throws -> String {
    let readme = try String(contentsOfFile: "\(Program.repository)/README.md", encoding: .utf8)
    let rest = try #require(readme.components(separatedBy: "```yaml\n").dropFirst().first)
    return try #require(rest.components(separatedBy: "```").first)
  }

  static func run(_ suite: String, in folder: String) async throws -> Program.Result {
    let path = "\(folder)/first.yaml"
    try suite.write(toFile: path, atomically: true, encoding: .utf8)
    return try await Program.plugfest([
      "run", "--suite", path, "--candidate", NetBoxSuite.candidate, "--lab", NetBoxSuite.lab, "--reports",
      "\(folder)/reports",
    ])
  }

  @Test("the first suite passes as it stands")
  func suite() async throws {
    let folder = try TemporaryFolder()
    let result = try await Self.run(try Self.firstSuite(), in: folder.path)
    #expect(result.code == 0, "\(result.output)\(result.errors)")
    #expect(result.output.contains("1 passed, 0 failed, 0 errors, 0 skipped"))
  }

  @Test("a mistake in it is told as the README says")
  func mistake() async throws {
    let folder = try TemporaryFolder()
    let wrong = try Self.firstSuite().replacing("{intent:", with: "{intnt:")
    let result = try await Self.run(wrong, in: folder.path)
    #expect(result.code == 64)
    let lines = ["first.yaml:15:23: error: unknown field \"intnt\" in establish", "hint: did you mean \"intent\"?"]
    let readme = try String(contentsOfFile: "\(Program.repository)/README.md", encoding: .utf8)
    for line in lines {
      #expect(result.errors.contains(line), "\(result.errors)")
      #expect(readme.contains(line))
    }
  }
}
