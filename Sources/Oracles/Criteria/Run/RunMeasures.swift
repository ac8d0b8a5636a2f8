import Documents
import Kubernetes
import Plans

/// The figures of a run.
struct RunMeasures: Sendable {
  private(set) var marked: [RunFigure: Double] = [:]
  /// Since when a wish waits to become ready, by uid.
  private var waiting: [String: Double] = [:]
  private var settleTimes: [Double] = []

  mutating func see(_ mark: LedgerLine.Mark) {
    let details = mark.details
    switch mark.name {
    case CandidateLife.candidate:
      take(.declaredSettleTime, details["convergesWithin"])
      take(.memoryLimit, details["memoryLimit"])
      take(.processorLimit, details["processorLimit"])
    case CandidateLife.ready: takeMost(.slowestStart, details["seconds"])
    case CandidateLife.stopped:
      takeMost(.slowestStop, details["seconds"])
      marked[.kills, default: 0] += details["killed"]?.bool == true ? 1 : 0
    case CandidateLife.usage:
      takeMost(.mostMemory, details["memory"])
      takeMost(.processorShare, details["processor"])
    default: break
    }
  }

  private mutating func take(_ figure: RunFigure, _ value: Value?) {
    if let number = value?.number { marked[figure] = number }
  }

  private mutating func takeMost(_ figure: RunFigure, _ value: Value?) {
    if let number = value?.number { marked[figure] = max(marked[figure] ?? 0, number) }
  }

  /// From what somebody wishes to its being ready, while nobody does anything else.
  mutating func see(_ sight: RunSight, in scene: RunScene) {
    guard sight.isWish else { return }
    if sight.revision.change == .added || sight.revision.changes(in: "status"), let status = sight.object["status"] {
      marked[.largestStatus] = max(marked[.largestStatus] ?? 0, Double(JSON.text(status).utf8.count))
    }
    if sight.isDeletion || sight.revision.isTerminating {
      waiting[sight.uid] = nil
      return
    }
    let isNewWish = sight.isByDriver && (sight.revision.change == .added || sight.revision.changes(in: "spec"))
    if isNewWish {
      waiting[sight.uid] = sight.time
    } else if let since = waiting[sight.uid], let ready = ReadySummary(sight.object), ready.isTrue,
      ready.generation.map({ $0 >= sight.object.generation ?? 0 }) ?? true
    {
      waiting[sight.uid] = nil
      // What was disturbed meanwhile says nothing about its pace.
      if !scene.isDisturbedOutside, scene.lastDisturbance(of: sight.revision.key.namespace) <= since {
        settleTimes.append(sight.time - since)
      }
    }
  }

  var figures: [RunFigure: Double] {
    var figures = marked
    if marked[.slowestStop] == nil { figures[.kills] = nil }
    if !settleTimes.isEmpty {
      let sorted = settleTimes.sorted()
      figures[.settleTime] = sorted[min(sorted.count - 1, Int((Double(sorted.count) * 0.95).rounded(.up)) - 1)]
    }
    return figures
  }
}
