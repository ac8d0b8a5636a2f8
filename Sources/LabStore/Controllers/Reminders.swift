internal import Kubernetes
internal import Synchronization

/// When a controller looks at objects again without their having changed: one moment for each object.
final class Reminders: Sendable {
  private struct Subject: Hashable {
    var key: StorageKey
    var namespace: String?
    var name: String
  }

  private let deadlines: Deadlines
  private let deliver: @Sendable (Change) -> Void
  private let appointments = Mutex<[Subject: Deadlines.Appointment]>([:])

  /// - Parameter deliver: gives the controller a change that it looks at like any other.
  init(_ deadlines: Deadlines, deliver: @escaping @Sendable (Change) -> Void) {
    self.deadlines = deadlines
    self.deliver = deliver
  }

  /// Nobody waits longer, so that a clock that is set anew is noticed.
  private static let longest = Duration.seconds(86_400)

  /// Takes the place of what was set for the object before. It may come earlier.
  func set(_ object: KubernetesObject, in key: StorageKey, after delay: Duration) {
    let subject = Subject(key: key, namespace: object.namespace, name: object.name)
    let change = Change(
      kind: .modified, key: key, namespace: object.namespace, name: object.name, revision: 0, object: object.value)
    let moment = ContinuousClock.now + min(delay, Self.longest)
    appointments.withLock { appointments in
      if let earlier = appointments.removeValue(forKey: subject) { deadlines.cancel(earlier) }
      appointments[subject] = deadlines.at(moment) { [weak self] in self?.come(subject, change) }
    }
  }

  func cancelAll() {
    appointments.withLock { appointments in
      for appointment in appointments.values { deadlines.cancel(appointment) }
      appointments = [:]
    }
  }

  private func come(_ subject: Subject, _ change: Change) {
    appointments.withLock { _ = $0.removeValue(forKey: subject) }
    deliver(change)
  }
}
