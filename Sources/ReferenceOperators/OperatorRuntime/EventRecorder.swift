package import Cluster
import Documents
package import Kubernetes
import Synchronization

/// Tells people about objects, by Events; the same one again is counted.
package final class EventRecorder: Sendable {
  private let client: ClusterClient
  private let log: StructuredLog
  private let controller: String
  private let instance: String
  private let series = Mutex(EventSeries())

  private static let kind = GroupVersionKind(group: "", version: "v1", kind: "Event")

  /// - Parameters:
  ///   - controller: The program's name.
  ///   - instance: Which of its processes.
  package init(client: ClusterClient, log: StructuredLog, controller: String, instance: String) {
    self.client = client
    self.log = log
    self.controller = controller
    self.instance = instance
  }

  /// Never fails: an Event that cannot be written, as in a namespace that is going away, is only logged.
  package func record(_ text: EventText, about object: KubernetesObject) async {
    let now = KubernetesTime.now
    let write = series.withLock { $0.note(text, about: object, now: now) }
    do {
      switch write {
      case .create(let name):
        let event = text.event(about: object, name: name, controller: controller, instance: instance, now: now)
        _ = try await client.create(event)
      case .count(let name, let count):
        let changes: Value = ["count": .integer(count), "lastTimestamp": .string(now.description)]
        _ = try await client.patch(
          Self.kind, namespace: object.namespace ?? "default", name: name, .merge(changes))
      }
    } catch {
      log.debug("event not written", ["reason": .string(text.reason), "error": .string("\(error)")])
    }
  }
}
