internal import Plans

/// The faults of a lab in their order, and how often each has met a request: what happens next follows from it alone.
struct FaultRules: Sendable {
  struct Entry: Sendable {
    let fault: Fault
    /// Requests that were selected.
    var matches = 0
    /// Requests to which it happened.
    var injections = 0
    private var generator: SeededGenerator

    init(_ fault: Fault) {
      self.fault = fault
      generator = SeededGenerator(seed: UInt64(bitPattern: Int64(fault.frequency.seed)))
    }

    /// Counts a selected request; whether the fault happens to it.
    mutating func meet() -> Bool {
      let frequency = fault.frequency
      if let times = frequency.times, injections >= times { return false }
      matches += 1
      guard matches.isMultiple(of: frequency.every) else { return false }
      if frequency.probability < 1, Double.random(in: 0..<1, using: &generator) >= frequency.probability {
        return false
      }
      injections += 1
      return true
    }
  }

  private(set) var entries: [Entry] = []
  private var nextNumber = 1

  init(_ faults: [Fault] = []) { for fault in faults { add(fault) } }

  var isEmpty: Bool { entries.isEmpty }

  /// For the next fault that comes without a name.
  mutating func freeNumber() -> Int {
    while entries.contains(where: { $0.fault.name == "fault-\(nextNumber)" }) { nextNumber += 1 }
    return nextNumber
  }

  /// Takes the place of one with the same name.
  mutating func add(_ fault: Fault) {
    if let index = entries.firstIndex(where: { $0.fault.name == fault.name }) {
      entries[index] = Entry(fault)
    } else {
      entries.append(Entry(fault))
    }
  }

  /// - Returns: whether there was one.
  mutating func remove(_ name: String) -> Bool {
    let count = entries.count
    entries.removeAll { $0.fault.name == name }
    return entries.count < count
  }

  /// What happens to a request: any number of latencies, and at most one other fault, which is last.
  mutating func faults(for request: FaultSubject) -> [Fault] {
    var result: [Fault] = []
    for index in entries.indices {
      let fault = entries[index].fault
      guard fault.effect.applies(to: request.verb), fault.selector.selects(request), entries[index].meet() else {
        continue
      }
      result.append(fault)
      if case .latency = fault.effect { continue }
      break
    }
    return result
  }

  /// What happens to an event of a watch.
  mutating func fault(forEvent event: FaultSubject) -> Fault? {
    for index in entries.indices where entries[index].fault.effect.isAboutEvents {
      if entries[index].fault.selector.selects(event), entries[index].meet() { return entries[index].fault }
    }
    return nil
  }
}

extension Fault.Effect {
  fileprivate func applies(to verb: String) -> Bool {
    switch self {
    case .events, .eventDelay: false
    case .stale: ["get", "list"].contains(verb)
    case .asOf: ["list", "watch"].contains(verb)
    case .refusal(.expired, _): ["get", "list", "watch"].contains(verb)
    default: true
    }
  }
}
