import Foundation
import Subprocess
import SystemPackage

/// A program that is not ours, run to its end.
struct OutsideProgram: Sendable {
  struct Outcome: Sendable {
    /// 0 when all went well.
    var code: Int32
    var output: String
    var errors: String
  }

  var path: String
  var environment: [String: String] = [:]

  /// The root of the repository.
  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// The program of that name on the PATH.
  static func find(_ name: String) -> OutsideProgram? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
      .map { OutsideProgram(path: $0) }
  }

  func run(_ arguments: [String], input: String = "", folder: String? = nil) async throws -> Outcome {
    let result = try await Subprocess.run(
      .path(FilePath(path)), arguments: .init(arguments),
      environment: .inherit.updating(
        Dictionary(uniqueKeysWithValues: environment.map { (.init(stringLiteral: $0.key), $0.value) })),
      workingDirectory: folder.map { FilePath($0) }, input: .string(input), output: .string(limit: 16 << 20),
      error: .string(limit: 16 << 20))
    let code: Int32 =
      switch result.terminationStatus {
      case .exited(let code): code
      case .signaled(let signal): 128 + signal
      }
    return Outcome(code: code, output: result.standardOutput, errors: result.standardError)
  }
}
