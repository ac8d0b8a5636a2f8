import Synchronization

/// The bytes that evidence may still take.
final class EvidenceAllowance: Sendable {
  private let left: Mutex<Int>

  init(_ bytes: Int) { left = Mutex(bytes) }

  /// Returns how many bytes there are, at most as many as are wanted.
  func take(_ wanted: Int) -> Int {
    left.withLock { left in
      let taken = min(wanted, left)
      left -= taken
      return taken
    }
  }

  /// What was taken and not used.
  func giveBack(_ bytes: Int) { left.withLock { $0 += bytes } }
}
