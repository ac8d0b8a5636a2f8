import Foundation
import Subprocess
import SystemPackage

/// The built programs, run as a user would run them.
enum Program {
  struct Result: Sendable {
    var code: Int32
    var output: String
    var errors: String
  }

  /// The folder with the built programs: the test bundle lies beside them.
  static let folder: String = {
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
    return URL(fileURLWithPath: bundle).deletingLastPathComponent().path
  }()

  /// The root of the repository.
  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  static let shared = ProcessInfo.processInfo.environment["PLUGFEST_SHARED"] ?? "\(repository)/../shared"

  static var hasSharedData: Bool { FileManager.default.fileExists(atPath: "\(shared)/data/README.md") }

  static func plugfest(_ arguments: [String], environment: [String: String] = [:]) async throws -> Result {
    try await Turnstile.labs.pass { try await run("\(folder)/plugfest", arguments, environment: environment) }
  }

  static func run(
    _ path: String, _ arguments: [String], environment: [String: String] = [:]
  ) async throws -> Result {
    let result = try await Subprocess.run(
      .path(.init(path)), arguments: .init(arguments),
      environment: .inherit.updating(
        Dictionary(uniqueKeysWithValues: environment.map { (.init(stringLiteral: $0.key), $0.value) })),
      workingDirectory: .init(repository), input: .none, output: .string(limit: 8 << 20), error: .string(limit: 8 << 20)
    )
    let code: Int32 =
      switch result.terminationStatus {
      case .exited(let code): code
      case .signaled(let signal): 128 + signal
      }
    return Result(code: code, output: result.standardOutput, errors: result.standardError)
  }
}

/// A folder that is gone when the test ends.
struct TemporaryFolder: ~Copyable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("plugfest-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String, _ text: String) throws -> String {
    let path = "\(path)/\(name)"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }
}
