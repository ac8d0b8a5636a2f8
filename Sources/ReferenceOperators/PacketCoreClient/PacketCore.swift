/// The access points of one network function of a packet core, whatever protocol it speaks.
package protocol PacketCore: Sendable {
  /// Nil when there is none.
  func entry(_ name: String) async throws(PacketCoreError) -> AccessPointEntry?

  func entries() async throws(PacketCoreError) -> [AccessPointEntry]

  /// - Throws: `exists` when there is one of this name; then nothing has changed.
  func create(_ entry: AccessPointEntry) async throws(PacketCoreError)

  /// Sets these leaves, and leaves all others alone.
  func merge(_ entry: AccessPointEntry, _ leaves: [AccessPointEntry.Leaf]) async throws(PacketCoreError)

  /// Puts it in the place of the one of its name.
  func replace(_ entry: AccessPointEntry) async throws(PacketCoreError)

  /// One that is not there counts as deleted.
  func delete(_ name: String) async throws(PacketCoreError)
}

/// Why a network function did not do what it was asked for.
package enum PacketCoreError: Error, Sendable, Hashable {
  /// No answer: refused, timed out, wrong certificate, no login.
  case unreachable(String)
  /// The credential is refused.
  case unauthorized(String)
  /// It is in trouble, locked, or wants to be asked later.
  case unavailable(String, retryAfter: Duration?)
  /// It refuses what it was asked for.
  case rejected(String)
  /// There is an entry of this name already.
  case exists
  /// An answer that nobody understands.
  case unintelligible(String)
  /// The entry bears no mark, or another's.
  case foreign(String?)
}

extension PacketCoreError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unreachable(let why): "cannot be reached: \(why)"
    case .unauthorized(let why): "refuses the credential: \(why)"
    case .unavailable(let why, _): "is not available: \(why)"
    case .rejected(let why): "refuses the access point: \(why)"
    case .exists: "has an entry of this name that was not there just before"
    case .unintelligible(let what): "answers something unexpected: \(what)"
    case .foreign(nil): "has an entry of this name that bears no managed-by, and is left alone"
    case .foreign(let owner?): "has an entry of this name that is managed by \(owner), and is left alone"
    }
  }

  /// CamelCase, for conditions.
  package var reason: String {
    switch self {
    case .unreachable: "TargetUnreachable"
    case .unauthorized: "TargetUnauthorized"
    case .unavailable: "TargetUnavailable"
    case .rejected: "TargetRejects"
    case .exists, .foreign: "TargetConflict"
    case .unintelligible: "TargetUnintelligible"
    }
  }

  /// How long to stay away at least.
  package var retryAfter: Duration { if case .unavailable(_, let delay?) = self { delay } else { .zero } }
}
