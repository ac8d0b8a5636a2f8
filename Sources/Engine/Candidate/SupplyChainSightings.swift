import SupplyChain
import Synchronization

/// What a run sees of what the candidate's evidence is about.
final class SupplyChainSightings: Sendable {
  struct Sight: Sendable {
    /// What the candidate's pods run.
    var running: [RunningImage] = []
    /// Of the machines of the lab.
    var architectures: [String] = []
    /// By a scanner in the cluster.
    var reports: [ScanReport] = []
  }

  private let state = Mutex<Sight?>(nil)

  /// Nil while nobody has looked.
  var sight: Sight? { state.withLock { $0 } }

  func take(_ sight: Sight) { state.withLock { $0 = sight } }
}
