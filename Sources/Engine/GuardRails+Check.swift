import Plans
import Verdicts

extension Lab.GuardRails {
  /// - Throws: `Failure` when nothing may be touched in the namespace.
  func check(namespace: String?) throws {
    guard let namespace, forbiddenNamespaces.contains(namespace) else { return }
    throw Failure(
      .suiteDefect, "the lab forbids to touch the namespace \"\(namespace)\"",
      remedy: "leave the namespace out, so that the object goes into the case's own")
  }
}
