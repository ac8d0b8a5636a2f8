import Cluster
import Documents
import Oracles
import Plans

// An API server that lags behind, as far as the candidate can see.
extension DeedRunner {
  private static let lag = "plugfest-lag"

  func remember(_ moment: Deed.Moment) async throws {
    _ = try access()
    switch moment {
    case .gone:
      let list = try await client.list(
        handle.reference.kind, namespace: handle.reference.namespace)
      note(UInt64(list.resourceVersion), at: moment)
    case .going:
      let ledger = recorder.ledger(of: context.scope.namespace)
      let last = ledger.revisions.last { $0.key == handle.reference.key && $0.isTerminating && $0.change == .modified }
      note(last.flatMap { UInt64($0.resourceVersion) }, at: moment)
    }
  }

  /// - Throws: `DoesNotApply` when the cluster was never seen in that state.
  func lag(to moment: Deed.Moment) async throws {
    let access = try access()
    guard let revision = revision(at: moment) else { throw DoesNotApply() }
    var fault = Fault(name: Self.lag, effect: .asOf(revision: Int(revision)))
    fault.selector.user = access.user
    let client = client
    // Whatever becomes of the case, the lab is as before.
    context.scope.note { try await Self.remove(client) }
    try await client.send(.post, "/_plugfest/faults", body: fault.value)
    mark("lags", ["moment": .string(moment.rawValue), "revision": .integer(Int64(revision))])
  }

  func catchUp() async throws { try await Self.remove(client) }

  private static func remove(_ client: ClusterClient) async throws {
    do {
      try await client.send(.delete, "/_plugfest/faults/\(lag)")
    } catch let error as ClusterError where error.isNotFound {}
  }

  private func access() throws -> LabConnection.CandidateAccess {
    guard let access = context.lab.candidateAccess, context.candidate.installation.isProcess else {
      throw NotObservable(reason: "only the embedded lab can lag behind, for a candidate that is a program")
    }
    return access
  }
}
