import Documents
import Kubernetes

// What happened to one object, and when the candidate was there to do something.
extension LedgerJudge {
  /// Revisions of an object, also from before the recording, in their order.
  func history(_ key: ObjectKey) -> [Revision] { histories[key] ?? [] }

  func history(_ key: ObjectKey, in time: ClosedRange<Double>) -> [Revision] {
    guard let history = histories[key] else { return [] }
    return history[history.indices(in: time)].filter { !$0.isInitial }
  }

  /// Whether the object was there at a time.
  func isThere(_ key: ObjectKey, at time: Double) -> Bool {
    guard let history = histories[key] else { return false }
    let end = history.indices(in: -.infinity...time).upperBound
    return end > 0 && history[end - 1].change != .deleted
  }

  /// What its status said at a time, including what came at that time.
  func status(of key: ObjectKey, at time: Double) -> StatusSummary? {
    guard let history = histories[key] else { return nil }
    for index in history[..<history.indices(in: -.infinity...time).upperBound].indices.reversed() {
      if let status = history[index].status { return status }
      if history[index].change != .modified { return nil }
    }
    return nil
  }

  /// The end of what follows the phase without a new deed: `create CR` and `settle` are one.
  func quietEnd(of index: Int) -> Double {
    let next = phases[(index + 1)...].prefix { $0.name == "settle" || $0.name.hasPrefix("idle") }
    return next.last?.time.upperBound ?? phases[index].time.upperBound
  }

  /// Whether a process of the candidate ran at some time of it. One of which the ledger tells nothing runs all the time.
  func isRunning(in time: ClosedRange<Double>) -> Bool {
    !downtimes.contains { $0.lowerBound <= time.lowerBound && $0.upperBound >= time.upperBound }
  }

  /// Times without any process of the candidate.
  static func downtimes(_ ledger: Ledger) -> [ClosedRange<Double>] {
    var running = 0
    var wasStarted = false
    var stopped: Double?
    var times: [ClosedRange<Double>] = []
    for mark in ledger.marks {
      switch (mark.name, mark.details["action"]?.string) {
      case ("command", "start"?):
        if let begin = stopped { times.append(begin...mark.time) }
        (running, wasStarted, stopped) = (running + 1, true, nil)
      case ("command", "signal"?), ("operator exited", _):
        running = max(0, running - 1)
        if running == 0, wasStarted, stopped == nil { stopped = mark.time }
      default: break
      }
    }
    if let begin = stopped { times.append(begin...max(begin, ledger.end)) }
    return times
  }

  /// The wish at the top of those that own the object; the object itself when nobody does.
  func root(of key: ObjectKey) -> ObjectKey {
    var key = key
    var seen: Set<ObjectKey> = [key]
    while let owner = history(key).last(where: { !$0.ownerReferences.isEmpty })?.ownerReferences.first,
      let above = keys[owner.uid], seen.insert(above).inserted
    {
      key = above
    }
    return key
  }

  /// Deeds of the drivers that the candidate can notice: their writes, their deletions, and starts of the candidate.
  func deeds(in time: ClosedRange<Double>) -> [Double] {
    let writes = ledger.revisions(in: time).filter { cast.isByDriver($0) && !$0.changes.isEmpty }.map(\.time)
    let starts = ledger.marks.filter {
      $0.name == "command" && time.contains($0.time)
        && ($0.details["action"]?.string == "start" || $0.isDeletion)
    }
    return (writes + starts.map(\.time)).sorted()
  }

  /// Whether a write comes so soon after a later deed that it is the answer to that one.
  func isAnswerToOther(_ write: Revision, after end: Double) -> Bool {
    guard write.time > end else { return false }
    return deeds(in: end...write.time).contains { write.time - $0 <= Self.reaction }
  }

  /// How fast a candidate that watches answers, in seconds: slower, and it may have come by itself.
  static let reaction = 0.5

  /// Within that time some operators try again; who judges sooner accuses them.
  package static let longestRetry = 65.0
}

extension LedgerLine.Mark {
  /// Whether it is a command that deletes something.
  var isDeletion: Bool { verb == "delete" }

  /// What kubectl is asked to do; empty when it is not asked.
  var verb: String { details["kubectl"]?.array?.first?.string ?? "" }
}
