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
  }
}
