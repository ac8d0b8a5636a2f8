import Documents
import Kubernetes

/// Kubernetes Events as a person reads them.
enum EventLines {
  /// A line for each, in the order of their times: `10:02:03Z  Warning Failed about PrefixClaim demo: …`
  static func text(_ events: [KubernetesObject]) -> String {
    let lines = events.map { event -> (time: String, line: String) in
      let time =
        [event.value[path: "series", "lastObservedTime"], event.value["lastTimestamp"], event.value["eventTime"]]
        .lazy.compactMap { $0?.string }.first ?? event.value[path: "metadata", "creationTimestamp"]?.string ?? ""
      let from =
        event.value["reportingComponent"]?.string.flatMap { $0.isEmpty ? nil : $0 }
        ?? event.value[path: "source", "component"]?.string
      let source = from.map { ", from \($0)" } ?? ""
      return (time, "\(time)  \(ExpectedEvent.text(of: event))\(source)\n")
    }
    return lines.sorted { $0.time < $1.time }.map(\.line).joined()
  }
}
