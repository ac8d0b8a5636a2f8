package import Cluster
import Synchronization

/// Counts what was not as it should be with the lab, and was ridden out.
package final class LabNoise: Sendable {
  /// Of the case that the present task carries out.
  @TaskLocal package static var ofCase: LabNoise?

  private let all = Mutex<[String: Int]>([:])

  package init() {}

  package func note(_ noise: ClusterObserver.Noise) { all.withLock { $0[noise.title, default: 0] += 1 } }

  /// How often what happened; nil when nothing did.
  package var counts: [String: Int]? { all.withLock { $0.isEmpty ? nil : $0 } }
}

extension ClusterObserver.Noise {
  /// What kind of trouble it was, for a count.
  fileprivate var title: String {
    switch self {
    case .retried(_, let code?, _): "request answered \(code), and repeated"
    case .retried(_, nil, _): "request not answered, and repeated"
    case .credentialsRefreshed: "credentials refused, and fetched anew"
    case .watchResumed: "watch ended early, and resumed"
    case .relisted: "watch not resumed, and all listed again"
    case .consumerOverflowed: "changes came faster than they were read"
    }
  }
}
