import Kubernetes
import Synchronization

/// Which objects a recording is about: all in the namespaces of the run and of the candidate, all of the candidate's own
/// kinds, and what they own.
final class RecordingScope: Sendable {
  private struct State {
    var namespaces: Set<String>
    /// Of objects that are recorded, for the closure over owners.
    var uids: Set<String> = []
  }

  private let kinds: Set<GroupKind>
  private let runLabel: String
  private let state: Mutex<State>

  /// - Parameters:
  ///   - namespaces: of the candidate.
  ///   - kinds: its own, and those that it declares as children.
  ///   - runID: what the run's namespaces bear as a label.
  init(namespaces: Set<String>, kinds: Set<GroupKind>, runID: String) {
    self.kinds = kinds
    runLabel = runID
    state = Mutex(State(namespaces: namespaces))
  }

  /// Whether the object belongs to it. What it owns belongs to it from now on.
  func takes(_ object: KubernetesObject) -> Bool {
    state.withLock { state in
      let isOfRun = object.label(CaseContext.runLabel) == runLabel
      if isOfRun, object.kind == "Namespace" { state.namespaces.insert(object.name) }
      let isIn =
        isOfRun || kinds.contains(object.key.groupKind) || (object.namespace.map(state.namespaces.contains) ?? false)
        || object.ownerReferences.contains { state.uids.contains($0.uid) }
      if isIn, let uid = object.uid { state.uids.insert(uid) }
      return isIn
    }
  }

  func forget(_ object: KubernetesObject) {
    guard let uid = object.uid else { return }
    state.withLock { _ = $0.uids.remove(uid) }
  }
}
