import Documents
import Foundation
import Kubernetes
import Synchronization
import Verdicts

/// Takes the lab's secrets out of everything that leaves the engine.
package final class Redactor: Sendable {
  private let secrets = Mutex<[Secret]>([])

  /// One form of it, as text and as the bytes that are looked for: each revision of each object is searched.
  private struct Secret {
    let text: String
    let bytes: [UInt8]

    init(_ text: String) {
      self.text = text
      bytes = Array(text.utf8)
    }

    func stands(in text: UnsafeBufferPointer<UInt8>) -> Bool {
      guard let first = bytes.first else { return false }
      var rest = text[...]
      while let hit = rest.firstIndex(of: first) {
        if rest[hit...].starts(with: bytes) { return true }
        rest = rest[(hit + 1)...]
      }
      return false
    }
  }

  package init() {}

  /// Looks for the secret, and for what it is in base 64, as Secrets hold it.
  ///
  /// One of fewer than four characters would take ordinary words out of the reports; it is not looked for.
  package func add(_ secret: String) {
    guard secret.count >= 4 else { return }
    secrets.withLock { known in
      for form in [secret, Data(secret.utf8).base64EncodedString()] where !known.contains(where: { $0.text == form }) {
        known.append(Secret(form))
      }
      // A secret that is part of another one must not leave the rest of it behind.
      known.sort { $0.text.count > $1.text.count }
    }
  }

  package func redact(_ text: String) -> String {
    var text = text
    for secret in secrets.withLock({ $0 }) where text.withUTF8(secret.stands) {
      text = text.replacing(secret.text, with: "[redacted]")
    }
    return text
  }

  /// How many secrets are looked for.
  package var count: Int { secrets.withLock { $0.count } / 2 }

  /// Whether one of them stands in the text.
  func isTold(in text: String) -> Bool { isTold(in: Array(text.utf8)) }

  func isTold(in bytes: [UInt8]) -> Bool {
    let secrets = secrets.withLock { $0 }
    return bytes.withUnsafeBufferPointer { bytes in secrets.contains { $0.stands(in: bytes) } }
  }

  func redact(_ failure: Failure) -> Failure {
    var failure = failure
    failure.message = redact(failure.message)
    failure.details = failure.details.map(redact)
    return failure
  }

  /// Of what a criterion came to, every text that a candidate may have written.
  func redact(_ outcome: CriterionOutcome) -> CriterionOutcome {
    var outcome = outcome
    outcome.message = redact(outcome.message)
    switch outcome.status {
    case .notApplicable(let reason): outcome.status = .notApplicable(redact(reason))
    case .notObservable(let reason): outcome.status = .notObservable(redact(reason))
    case .passed, .failed, .notChecked: break
    }
    outcome.findings = outcome.findings.map { finding in
      var finding = finding
      finding.message = redact(finding.message)
      finding.hint = finding.hint.map(redact)
      finding.excerpt = finding.excerpt.map(redact)
      return finding
    }
    outcome.evidence = outcome.evidence.map(redact)
    return outcome
  }

  /// In all of an object but what it is called, so that it is still known by that.
  func redact(_ object: KubernetesObject) -> KubernetesObject {
    var object = object
    for (name, member) in object.value.object ?? [:] where !["apiVersion", "kind", "metadata"].contains(name) {
      object.value[name] = redact(member)
    }
    for name in ["annotations", "labels"] {
      if let texts = object.value[path: "metadata", name] { object.value[path: "metadata", name] = redact(texts) }
    }
    return object
  }

  private func redact(_ value: Value) -> Value {
    switch value {
    case .string(let text): .string(redact(text))
    case .array(let items): .array(items.map(redact))
    case .object(let members): .object(Object(members.lazy.map { (self.redact($0.key), self.redact($0.value)) }))
    default: value
    }
  }
}
