/// What a run measures of a candidate, by the names that conditions of criteria use: `figures.slowestStart`.
package enum RunFigure: String, Sendable, Hashable, CaseIterable {
  /// Seconds from a start of the candidate to its being ready.
  case slowestStart
  /// Seconds from the wish that it stops to its end, and how often it had to be killed.
  case slowestStop, kills
  /// Seconds in which nineteen of twenty wishes became ready.
  case settleTime
  /// Seconds that the candidate's file allows for that.
  case declaredSettleTime
  /// The most memory that it had, and what its manifests allow, in bytes.
  case mostMemory, memoryLimit
  /// The greatest status of a wish, in bytes of JSON.
  case largestStatus
  /// The share of a processor that it used in the run, and what its manifests allow.
  case processorShare, processorLimit

  /// Why there may be none.
  package var absence: String {
    switch self {
    case .slowestStart: "plugfest did not see the candidate start"
    case .slowestStop, .kills: "plugfest did not ask the candidate to stop in this run"
    case .settleTime: "no wish became ready while nothing disturbed the candidate"
    case .declaredSettleTime: "the candidate's file does not say how long wishes may take (`convergesWithin`)"
    case .largestStatus: "no wish of the run had a status"
    case .mostMemory, .processorShare: "what the candidate uses was not measured"
    case .memoryLimit, .processorLimit: "no manifest of the candidate says what it may use"
    }
  }
}
