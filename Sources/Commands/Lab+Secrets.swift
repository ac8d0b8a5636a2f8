import Documents
import Foundation
import Plans
import Subprocess
import SystemPackage
import Verdicts

extension Lab.Setting {
  /// The URL that it is or names, without a slash at its end.
  ///
  /// - Parameter place: where the lab file names it.
  /// - Throws: a `Failure` of the lab.
  func read(at place: Place) throws -> String {
    switch self {
    case .literal(let text): return text
    case .environment(let name):
      var text = try Lab.environment(name, at: place)
      while text.last == "/" { text.removeLast() }
      return text
    }
  }
}

extension Lab.Secret {
  /// The secret itself: of a file or of what a command prints, the first line.
  ///
  /// - Parameter place: where the lab file names it.
  /// - Throws: a `Failure` of the lab.
  func read(at place: Place) async throws -> String {
    switch self {
    case .literal(let text): return text
    case .environment(let name): return try Lab.environment(name, at: place)
    case .file(let path):
      do throws(Diagnostic) { return Self.firstLine(try TextFile.read(path, limit: 1 << 20)) } catch {
        throw Failure(.labUnavailable, "a secret cannot be read: \(error.message)", at: place, remedy: error.hint)
      }
    case .command(let command): return try await Self.output(of: command, at: place)
    }
  }

  private static func output(of command: [String], at place: Place) async throws -> String {
    guard let program = command.first else {
      throw Failure(.suiteDefect, "the command that prints a secret is empty", at: place)
    }
    let executable: Executable = program.contains("/") ? .path(FilePath(program)) : .name(program)
    let ended: (status: TerminationStatus, output: String?, error: String?)
    do {
      let result = try await Subprocess.run(
        executable, arguments: Arguments(Array(command.dropFirst())), input: .none, output: .string(limit: 1 << 20),
        error: .string(limit: 1 << 20))
      ended = (result.terminationStatus, result.standardOutput, result.standardError)
    } catch let error as SubprocessError {
      throw Failure(.labUnavailable, "\(program.quoted), which prints a secret, cannot be run: \(error)", at: place)
    }
    guard ended.status.isSuccess else {
      throw Failure(
        .labUnavailable, "\(program.quoted), which prints a secret, failed: \(ended.status)",
        details: [ended.error ?? ""].filter { !$0.isEmpty }, at: place)
    }
    return firstLine(ended.output ?? "")
  }

  private static func firstLine(_ text: String) -> String { String(text.prefix { !$0.isNewline }) }
}

extension Lab {
  fileprivate static func environment(_ name: String, at place: Place) throws -> String {
    if let text = ProcessInfo.processInfo.environment[name], !text.isEmpty { return text }
    throw Failure(
      .labUnavailable, "the environment variable \(name) is not set", at: place,
      remedy: "set it to what the lab file needs")
  }
}
