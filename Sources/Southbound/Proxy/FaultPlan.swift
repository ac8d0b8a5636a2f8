import Documents
import Plans

/// What the faults that a request meets make of it: delays add up; of those that end it without the system being asked, the
/// first does.
struct FaultPlan: Sendable {
  enum Ending: Sendable {
    /// Nobody answers while the fault is on.
    case silence(TrafficFault)
    case reset
    case answer(ProxyAnswer)
    case credentialExpired
  }

  struct Staleness: Sendable {
    var age: Duration
    var fault: String
  }

  /// Of the faults that are carried out; a stale read is only known to be possible later.
  private(set) var names: [String] = []
  private(set) var delay = Duration.zero
  private(set) var ending: Ending?
  private(set) var losesResponse = false
  private(set) var bytesPerSecond: Int?
  private(set) var staleness: Staleness?

  /// - Parameter isTLS: whether a certificate was shown at all.
  init(_ faults: [TrafficFault], isTLS: Bool) {
    for fault in faults where add(fault, isTLS: isTLS) { names.append(fault.name) }
  }

  /// Returns whether it is sure to be carried out.
  private mutating func add(_ fault: TrafficFault, isTLS: Bool) -> Bool {
    switch fault.effect {
    case .latency(let time): delay += time
    case .timeout: return end(.silence(fault))
    case .reset, .refuse: return end(.reset)
    case .status(let status, let retryAfter, let body):
      return end(.answer(.fault(status, retryAfter: retryAfter, body: body)))
    case .credentialExpired: return end(.credentialExpired)
    case .loseResponse:
      guard ending == nil else { return false }
      losesResponse = true
    case .slowBody(let speed):
      guard ending == nil else { return false }
      bytesPerSecond = speed
    case .staleReads(let age):
      staleness = Staleness(age: age, fault: fault.name)
      return false
    case .certificate: return isTLS
    case .rpcError: return false
    }
    return true
  }

  private mutating func end(_ ending: Ending) -> Bool {
    guard self.ending == nil else { return false }
    self.ending = ending
    return true
  }
}
