import Documents
import Expressions
import Plans

extension Step.Operation.Command {
  private static let shells: Set<String> = ["sh", "bash", "dash", "/bin/sh", "/bin/bash"]

  /// What it carries out, when that is known beforehand and simple.
  private var script: ShellScript? {
    let words = command.compactMap { template in
      template.isConstant ? (try? template.evaluate(Bindings()))?.string : nil
    }
    if let program = words.first, Self.shells.contains(program) {
      // Of a script with expressions in it, nothing is known.
      return words.count == 3 && command.count == 3 && words[1] == "-c" ? ShellScript(words[2]) : nil
    }
    guard words.count == command.count else { return nil }
    return ShellScript(words.map { "'\($0.split(separator: "'").joined())'" }.joined(separator: " "))
  }

  /// Whether its exit code says nothing.
  var alwaysSucceeds: Bool { exitCode == 0 && script?.alwaysSucceeds == true }

  /// Whether it lets time pass.
  var sleeps: Bool { script?.sleeps == true }
}
