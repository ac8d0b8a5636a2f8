package import Documents
import Foundation
import Kubernetes

/// One JSON object a line, on standard error.
package struct StructuredLog: Sendable {
  package enum Level: String, Sendable, Comparable, CaseIterable {
    case debug, info, warning, error

    package static func < (left: Level, right: Level) -> Bool {
      (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
  }

  package let minimum: Level
  private let write: @Sendable (String) -> Void

  /// - Parameter write: Takes each line, with its newline.
  package init(minimum: Level = .info, write: @escaping @Sendable (String) -> Void = Self.standardError) {
    self.minimum = minimum
    self.write = write
  }

  package func debug(_ message: String, _ fields: Object = [:]) { log(.debug, message, fields) }
  package func info(_ message: String, _ fields: Object = [:]) { log(.info, message, fields) }
  package func warning(_ message: String, _ fields: Object = [:]) { log(.warning, message, fields) }
  package func error(_ message: String, _ fields: Object = [:]) { log(.error, message, fields) }

  private func log(_ level: Level, _ message: String, _ fields: Object) {
    guard level >= minimum else { return }
    var line: Object = [
      "time": .string(KubernetesTime.now.microTime), "level": .string(level.rawValue), "message": .string(message),
    ]
    for (key, value) in fields { line[key] = value }
    write(JSON.text(.object(line)) + "\n")
  }

  package static let standardError: @Sendable (String) -> Void = { line in
    // A closed pipe loses the line; there is nowhere left to say so.
    try? FileHandle.standardError.write(contentsOf: Data(line.utf8))
  }
}
