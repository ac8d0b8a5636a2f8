import Documents
package import Kubernetes

/// What an Event says about an object.
package struct EventText: Sendable, Hashable {
  package enum Severity: String, Sendable, Hashable {
    case normal = "Normal"
    case warning = "Warning"
  }

  package var severity: Severity
  /// CamelCase.
  package var reason: String
  package var message: String

  package init(_ severity: Severity, _ reason: String, _ message: String) {
    self.severity = severity
    self.reason = reason
    // An API server takes no more.
    self.message = String(message.unicodeScalars.prefix(1024).map(Character.init))
  }
}

extension EventText {
  /// The Event object (of `v1`), as it is first written.
  package func event(
    about object: KubernetesObject, name: String, controller: String, instance: String, now: KubernetesTime
  ) -> KubernetesObject {
    var event = KubernetesObject(
      apiVersion: "v1", kind: "Event", namespace: object.namespace ?? "default", name: name)
    var involved: Object = [
      "apiVersion": .string(object.apiVersion), "kind": .string(object.kind), "name": .string(object.name),
    ]
    involved["namespace"] = object.namespace.map(Value.string)
    involved["uid"] = object.uid.map(Value.string)
    event["involvedObject"] = .object(involved)
    event["type"] = .string(severity.rawValue)
    event["reason"] = .string(reason)
    event["message"] = .string(message)
    event["count"] = 1
    event["firstTimestamp"] = .string(now.description)
    event["lastTimestamp"] = .string(now.description)
    event["source", "component"] = .string(controller)
    event["reportingComponent"] = .string(controller)
    event["reportingInstance"] = .string(instance)
    return event
  }
}
