import Cluster
import Oracles

// What becomes of the candidate's watches.
extension DeedRunner {
  /// Only the embedded lab can be asked for it; its server comes back at once, with all objects and its history.
  func cutWatches() async throws {
    do {
      try await client.send(.post, "/_plugfest/restart")
    } catch ClusterError.dropped {
      // The restart was faster than its answer.
    } catch let error as ClusterError where error.status != nil {
      throw NotObservable(reason: "the cluster cannot be asked to break off watches, as the embedded lab can")
    }
    try await waitUntilServerIsBack()
  }

  /// On a busy machine it takes longer than the client tries again by itself.
  private func waitUntilServerIsBack() async throws {
    let end = min(.now + .seconds(30), context.deadline)
    while true {
      do {
        _ = try await client.raw("/readyz")
        return
      } catch let error as ClusterError where error.status == nil && .now < end {
        try Task.checkCancellation()
      }
    }
  }
}
