import Foundation
import Synchronization
import Verdicts

/// Takes the lab's secrets out of everything that leaves the engine.
package final class Redactor: Sendable {
  private let secrets = Mutex<[String]>([])

  package init() {}

  /// Looks for the secret, and for what it is in base 64, as Secrets hold it.
  ///
  /// One of fewer than four characters would take ordinary words out of the reports; it is not looked for.
  package func add(_ secret: String) {
    guard secret.count >= 4 else { return }
    secrets.withLock { known in
      for form in [secret, Data(secret.utf8).base64EncodedString()] where !known.contains(form) { known.append(form) }
      // A secret that is part of another one must not leave the rest of it behind.
      known.sort { $0.count > $1.count }
    }
  }

  package func redact(_ text: String) -> String {
    secrets.withLock { $0 }.reduce(text) { $0.utf8.contains($1.utf8) ? $0.replacing($1, with: "[redacted]") : $0 }
  }

  /// How many secrets are looked for.
  package var count: Int { secrets.withLock { $0.count } / 2 }

  /// Whether one of them stands in the text.
  func isTold(in text: String) -> Bool { secrets.withLock { $0 }.contains { text.utf8.contains($0.utf8) } }

  func redact(_ failure: Failure) -> Failure {
    var failure = failure
    failure.message = redact(failure.message)
    failure.details = failure.details.map(redact)
    return failure
  }
}
