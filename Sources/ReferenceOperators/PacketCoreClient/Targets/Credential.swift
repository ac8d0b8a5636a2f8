import Foundation
import Synchronization

/// A token for a target, which may be rotated while the operator runs: it is never part of a description or a log line.
package final class Credential: Sendable {
  package enum Source: Sendable, Hashable {
    case none
    case text(String)
    case file(String)
  }

  private let source: Source
  private let current: Mutex<String?>

  package init(_ source: Source) {
    self.source = source
    current = Mutex(Self.read(source))
  }

  /// Nil when there is none, or its file cannot be read.
  package var token: String? { current.withLock { $0 } }

  /// Reads the file again after a refusal.
  ///
  /// - Returns: Whether there is another token now than the one that was refused.
  package func refresh(refused: String?) -> Bool {
    let new = Self.read(source)
    current.withLock { $0 = new }
    return new != nil && new != refused
  }

  private static func read(_ source: Source) -> String? {
    switch source {
    case .none: nil
    case .text(let text): text
    case .file(let path):
      (try? String(contentsOfFile: path, encoding: .utf8)).map { String($0.prefix { !$0.isWhitespace }) }
    }
  }
}
