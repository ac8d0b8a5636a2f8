import Kubernetes
import Oracles

/// What stirs in the namespace of a case, taken up as it is recorded.
struct Stir {
  let namespace: String
  private(set) var history = SettleHistory()
  /// When the candidate wrote more than a heartbeat, or was given something to do; seconds of the recording.
  private(set) var last = 0.0
  /// When the candidate last wrote more than a heartbeat.
  private(set) var lastWrite = 0.0
  private var cursor = Ledger.Cursor()
  private var masks: [Mask] = []
  private let cast = Cast.ofRun

  init(namespace: String) { self.namespace = namespace }

  /// Takes what is new.
  ///
  /// - Returns: the writes of the candidate among it, without those that are masked.
  @discardableResult
  mutating func update(from recorder: Recorder) -> [Revision] {
    let news = recorder.news(of: namespace, since: &cursor)
    masks += news.marks.compactMap(Mask.init)
    // What other cases do to the cluster as a whole, such as making their namespaces, is none of this one's business.
    var disturbances = news.revisions.filter { cast.isByDriver($0) && $0.key.namespace == namespace }.map(\.time)
    disturbances += news.marks.filter { Phase.begins(with: $0) }.map(\.time)
    disturbances.sort()
    var rest = disturbances[...]
    let writes = news.revisions.filter {
      cast.isByCandidate($0) && $0.writeClass > .infrastructure && !masks.hide($0)
    }
    for write in writes {
      while let time = rest.first, time <= write.time {
        history.disturb(at: time)
        rest.removeFirst()
      }
      history.add(write)
      if write.writeClass > .heartbeat { lastWrite = max(lastWrite, write.time) }
    }
    for time in rest { history.disturb(at: time) }
    last = max(last, lastWrite, disturbances.last ?? 0)
    return writes
  }
}
