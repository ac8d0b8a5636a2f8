package import Documents

/// One aspect of an object's state, as its controller sees it.
package struct Condition: Sendable, Hashable {
  package var type: String
  /// `True`, `False` or `Unknown`; some controllers write other words.
  package var status: String
  package var reason: String
  package var message: String
  /// The generation that the controller had seen when it wrote the condition.
  package var observedGeneration: Int64?
  /// As written; it should change only with `status`.
  package var lastTransitionTime: String?

  package init(
    type: String, status: String, reason: String = "", message: String = "", observedGeneration: Int64? = nil,
    lastTransitionTime: String? = nil
  ) {
    self.type = type
    self.status = status
    self.reason = reason
    self.message = message
    self.observedGeneration = observedGeneration
    self.lastTransitionTime = lastTransitionTime
  }

  /// Nil for a value without a type.
  package init?(_ value: Value) {
    guard let type = value["type"]?.string else { return nil }
    self.init(
      type: type, status: value["status"]?.string ?? "", reason: value["reason"]?.string ?? "",
      message: value["message"]?.string ?? "", observedGeneration: value["observedGeneration"]?.integer,
      lastTransitionTime: value["lastTransitionTime"]?.string)
  }

  package var isTrue: Bool { status == "True" }
  package var isFalse: Bool { status == "False" }

  package var value: Value {
    var object: Object = [:]
    object["lastTransitionTime"] = lastTransitionTime.map(Value.string)
    object["message"] = .string(message)
    object["observedGeneration"] = observedGeneration.map(Value.integer)
    object["reason"] = .string(reason)
    object["status"] = .string(status)
    object["type"] = .string(type)
    return .object(object)
  }
}

extension KubernetesObject {
  /// `status.conditions`, in their order; items without a type are left out.
  package var conditions: [Condition] {
    get { value["status"]?["conditions"]?.array?.compactMap { Condition($0) } ?? [] }
    set { value[path: "status", "conditions"] = .array(newValue.map(\.value)) }
  }

  package func condition(_ type: String) -> Condition? {
    guard let items = value["status"]?["conditions"]?.array else { return nil }
    return items.first { $0["type"]?.string == type }.flatMap { Condition($0) }
  }

  /// Adds or replaces the condition of the same type; the transition time changes only with the status.
  ///
  /// - Returns: Whether anything changed.
  @discardableResult
  package mutating func setCondition(_ condition: Condition, now: KubernetesTime = .now) -> Bool {
    var all = conditions
    var new = condition
    if let index = all.firstIndex(where: { $0.type == condition.type }) {
      let old = all[index]
      let isSameStatus = old.status == new.status && old.lastTransitionTime != nil
      new.lastTransitionTime = isSameStatus ? old.lastTransitionTime : new.lastTransitionTime ?? now.description
      if new == old { return false }
      all[index] = new
    } else {
      new.lastTransitionTime = new.lastTransitionTime ?? now.description
      all.append(new)
    }
    conditions = all
    return true
  }
}
