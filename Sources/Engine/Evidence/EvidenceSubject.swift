import Cluster
import Foundation
import Kubernetes
import Verdicts

/// The case that evidence is about, at the moment when it is gathered.
struct EvidenceSubject: Sendable {
  let context: CaseContext
  let failure: Failure?
  let steps: [CaseRecord.Step]
  /// The requests of the case that did not go well; nil when nobody noted them.
  let noise: LabNoise?
  /// Until when the lab may be asked; nil when it may not be asked at all, and why is in `whyNotAsked`.
  let deadline: ContinuousClock.Instant?
  let whyNotAsked: String
  /// Opens when the run has to stop.
  let stop: Latch
  /// What the case is about: what it made, what it gave a name, and what was seen in its namespace.
  let keys: [ObjectKey]
  let endedAt = Date()
  /// When which revision of them came, the oldest first.
  private let arrivals: [(revision: UInt64, arrival: ContinuousClock.Instant)]

  init(
    context: CaseContext, failure: Failure?, steps: [CaseRecord.Step], noise: LabNoise?,
    deadline: ContinuousClock.Instant?, whyNotAsked: String, stop: Latch
  ) {
    self.context = context
    self.failure = failure
    self.steps = steps
    self.noise = noise
    self.deadline = deadline
    self.whyNotAsked = whyNotAsked
    self.stop = stop
    keys = Self.keys(context)
    arrivals = context.watches.live.states(of: Interest(keys: Set(keys)), after: 0).states.filter { $0.revision > 0 }
      .map { ($0.revision, $0.arrival) }.sorted { $0.0 < $1.0 }
  }

  var live: LiveObjects { context.watches.live }

  /// Nothing that the lab was asked for came of it.
  struct Gap: Error { var text: String }

  /// Asks the lab for something, within the time that is left for that.
  func ask<Answer: Sendable>(
    _ what: String, _ body: @escaping @Sendable (ClusterClient) async throws -> Answer
  ) async -> Result<Answer, Gap> {
    guard let deadline else { return .failure(Gap(text: "\(what): not asked for, \(whyNotAsked)")) }
    let client = context.lab.client
    do {
      // What is asked for evidence is no part of the case.
      let answer = try await LabNoise.$ofCase.withValue(LabNoise()) {
        try await withDeadline(deadline, stop: stop) { try await body(client) }
      }
      return .success(answer)
    } catch is DeadlineExceeded {
      return .failure(Gap(text: "\(what): the lab did not answer in time"))
    } catch is RunStopped {
      return .failure(Gap(text: "\(what): the run was stopped"))
    } catch {
      return .failure(Gap(text: "\(what): \((error as? ClusterError)?.summary ?? "\(error)")"))
    }
  }

  /// When something happened that another clock of this machine has timed.
  func instant(_ date: Date) -> ContinuousClock.Instant {
    context.began + .seconds(date.timeIntervalSince(context.beganAt))
  }

  /// The same, when only the second is known: within it, revisions tell after what it came.
  func roughInstant(_ date: Date, of object: KubernetesObject) -> ContinuousClock.Instant {
    let second = instant(date)
    guard let before = arrivals.last(where: { $0.revision < object.revisionNumber })?.arrival, before > second else {
      return second
    }
    return min(before, second + .milliseconds(999))
  }

  /// `+0.512 s` from the beginning of the case.
  func time(_ instant: ContinuousClock.Instant) -> String { EvidenceTime.offset(instant - context.began) }

  /// The same of what another clock has timed.
  func time(_ date: Date) -> String { time(instant(date)) }

  private static func keys(_ context: CaseContext) -> [ObjectKey] {
    let scope = context.scope
    let around = context.watches.live.keys(in: scope.namespace).filter {
      // Every namespace has the certificate of the API server.
      $0.groupKind != eventKind && $0.name != "kube-root-ca.crt"
    }
    let namespace = ObjectKey(group: "", kind: "Namespace", namespace: nil, name: scope.namespace)
    var seen: Set<ObjectKey> = []
    let all =
      (scope.made + scope.madeAround + scope.references).map(\.key) + around.sorted { $0.description < $1.description }
      + [namespace]
    return all.filter { seen.insert($0).inserted }
  }

  static let eventKind = GroupKind(group: "", kind: "Event")
}
