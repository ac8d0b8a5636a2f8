import Documents

/// Whether an object has become what its specification asks for, judged from the object alone.
package struct Readiness: Sendable, Hashable {
  package enum Status: String, Sendable, Hashable, CaseIterable {
    case current = "Current"
    case inProgress = "InProgress"
    case failed = "Failed"
    case terminating = "Terminating"
    /// The object does not exist; never computed from an object.
    case notFound = "NotFound"
    /// The object says something that the rules have no meaning for.
    case unknown = "Unknown"
  }

  package var status: Status
  /// A CamelCase word; empty when the object is as it should be.
  package var reason: String
  package var message: String

  package init(_ status: Status, reason: String = "", message: String = "") {
    self.status = status
    self.reason = reason
    self.message = message
  }

  package var isCurrent: Bool { status == .current }

  /// Why the rules have no answer, such as a generation that is no integer.
  package struct Failure: Error, Sendable, Hashable, CustomStringConvertible {
    package var description: String

    package init(description: String) { self.description = description }
  }

  /// Which rules to judge by.
  package enum Rule: Sendable {
    /// Those that Kubernetes tools share (kstatus), which call an object Current that its controller has not seen yet.
    case shared
    /// As `shared`, and custom objects must show that their controller saw the present generation and is content.
    case strict
    /// What the makers of a kind say, for kinds that the shared rules misjudge. Deletion and absence still win.
    case own(@Sendable (KubernetesObject) throws -> Readiness)
  }

  /// - Parameter now: Only a Pod that could not be scheduled for 15 s depends on it.
  /// - Throws: `Failure`, or what an own rule throws.
  package static func compute(
    _ object: KubernetesObject, by rule: Rule = .shared, now: KubernetesTime = .now
  ) throws -> Readiness {
    switch rule {
    case .shared: return try shared(object, now: now)
    case .strict: return try strict(object, now: now)
    case .own(let judge): return object.isTerminating ? terminating : try judge(object)
    }
  }

  static let terminating = Readiness(
    .terminating, reason: "Terminating", message: "the object is being deleted")
}

// MARK: The shared rules

extension Readiness {
  static func shared(_ object: KubernetesObject, now: KubernetesTime) throws -> Readiness {
    if object.isTerminating { return terminating }
    if let behind = try latestGenerationNotObserved(object) { return behind }
    let conditions = try checkedConditions(object)
    for condition in conditions where condition.isTrue {
      if condition.type == "Reconciling" {
        return Readiness(.inProgress, reason: condition.reason, message: condition.message)
      }
      if condition.type == "Stalled" {
        return Readiness(.failed, reason: condition.reason, message: condition.message)
      }
    }
    if let builtIn = try BuiltInReadiness.compute(object, conditions: conditions, now: now) { return builtIn }
    for condition in conditions where condition.type == "Ready" {
      switch condition.status {
      case "True": return Readiness(.current, message: condition.message)
      case "False", "Unknown":
        return Readiness(.inProgress, reason: condition.reason, message: condition.message)
      default: continue
      }
    }
    return Readiness(.current, message: "nothing says otherwise")
  }

  private static func latestGenerationNotObserved(_ object: KubernetesObject) throws(Failure) -> Readiness? {
    let generation = try integer(object.value["metadata"]?["generation"], "metadata.generation")
    let observed = try integer(object.value["status"]?["observedGeneration"], "status.observedGeneration")
    guard let generation, let observed, generation != observed else { return nil }
    return Readiness(
      .inProgress, reason: "LatestGenerationNotObserved",
      message: "\(object.kind) generation is \(generation), but latest observed generation is \(observed)")
  }

  static func integer(_ value: Value?, _ path: String) throws(Failure) -> Int64? {
    guard let value, !value.isNull else { return nil }
    guard let integer = value.integer else {
      throw Failure(description: "\(path) must be an integer, and is of type \(value.typeName)")
    }
    return integer
  }

  private static func checkedConditions(_ object: KubernetesObject) throws(Failure) -> [Condition] {
    guard let value = object.value["status"]?["conditions"], !value.isNull else { return [] }
    guard let items = value.array else {
      throw Failure(description: "status.conditions must be a list, and is of type \(value.typeName)")
    }
    var conditions: [Condition] = []
    for (index, item) in items.enumerated() {
      guard item.object != nil else {
        throw Failure(description: "status.conditions[\(index)] must be an object, and is of type \(item.typeName)")
      }
      if let condition = Condition(item) { conditions.append(condition) }
    }
    return conditions
  }
}
