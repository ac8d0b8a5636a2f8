import ArgumentParser
import Cluster
import Documents
import Foundation
import Reports
import Verdicts

extension PlugfestCommand {
  /// Parses the command line, runs the command, and exits with the code that says what kind of trouble there was.
  package static func runAndExit() async -> Never {
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      Foundation.exit(0)
    } catch {
      guard let (text, code) = explanation(of: error) else { exit(withError: error) }
      Terminal.error.write("\(text)\n")
      Foundation.exit(code)
    }
  }

  /// What is wrong with an input is 64; what broke is 2. Nil for what the command line library words itself.
  private static func explanation(of error: any Error) -> (text: String, code: Int32)? {
    switch error {
    case let diagnostics as Diagnostics: ("\(diagnostics)", 64)
    case let diagnostic as Diagnostic: ("\(diagnostic)", 64)
    case let failure as Failure: ("error: \(failure.message)", 2)
    case let error as ClusterError: ("error: \(error)", 2)
    case let error as RunFolder.WriteError: ("error: \(error)", 2)
    case is CleanExit, is ExitCode, is ValidationError: nil
    default: "\(type(of: error))" == "CommandError" ? nil : ("error: \(error)", 2)
    }
  }
}
