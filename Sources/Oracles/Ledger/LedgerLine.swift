package import Documents
package import Kubernetes

/// One line of a ledger: something that a watch has shown, or something that the run did or noticed.
package enum LedgerLine: Sendable {
  case event(Event)
  case mark(Mark)

  package enum Change: String, Sendable, Hashable, Codable {
    case added = "ADDED"
    case modified = "MODIFIED"
    case deleted = "DELETED"
  }

  package struct Event: Sendable {
    /// Seconds since the recorder began.
    package var time: Double
    package var change: Change
    /// Whole, with its managed fields; values of Secrets are hidden.
    package var object: KubernetesObject
    /// Whether it was there before the watch began.
    package var isInitial: Bool
    /// Of a Secret: a keyed digest for each value, which tells whether it changed and nothing else.
    package var digests: Value?

    package init(
      time: Double, change: Change, object: KubernetesObject, isInitial: Bool = false, digests: Value? = nil
    ) {
      self.time = time
      self.change = change
      self.object = object
      self.isInitial = isInitial
      self.digests = digests
    }
  }

  package struct Mark: Sendable {
    package var time: Double
    package var name: String
    package var details: Value

    package init(time: Double, name: String, details: Value = [:]) {
      self.time = time
      self.name = name
      self.details = details
    }
  }

  package var time: Double {
    switch self {
    case .event(let event): event.time
    case .mark(let mark): mark.time
    }
  }
}

extension LedgerLine {
  /// Why a line is none of a ledger.
  package struct Malformed: Error, Sendable, CustomStringConvertible {
    package var description: String
  }

  /// - Throws: `Malformed`.
  package init(_ value: Value) throws(Malformed) {
    guard let time = value["t"]?.number, time.isFinite, time >= 0 else {
      throw Malformed(description: "\"t\" is no number of seconds")
    }
    if let name = value["mark"]?.string {
      self = .mark(Mark(time: time, name: name, details: value["details"] ?? [:]))
      return
    }
    guard let change = value["type"]?.string.flatMap(Change.init(rawValue:)) else {
      throw Malformed(description: "it is neither a mark nor ADDED, MODIFIED or DELETED")
    }
    guard let object = value["object"].map(KubernetesObject.init), !object.kind.isEmpty, !object.name.isEmpty else {
      throw Malformed(description: "\"object\" is no object of Kubernetes")
    }
    self = .event(
      Event(
        time: time, change: change, object: object, isInitial: value["initial"]?.bool ?? false,
        digests: value["digests"]))
  }

  package var value: Value {
    switch self {
    case .mark(let mark): return ["t": .double(mark.time), "mark": .string(mark.name), "details": mark.details]
    case .event(let event):
      var object: Object = ["t": .double(event.time), "type": .string(event.change.rawValue)]
      if event.isInitial { object["initial"] = true }
      object["object"] = event.object.value
      if let digests = event.digests { object["digests"] = digests }
      return .object(object)
    }
  }
}
