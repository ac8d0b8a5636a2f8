package import NETCONF
import XML

/// A network function that speaks NETCONF (RFC 6241) over SSH.
///
/// An edit goes by the candidate, under its lock, and is read back after the commit. It is not validated apart: the edit
/// itself and the commit do that, and there are servers that lose an edit which is validated in between.
package struct NETCONFCore: PacketCore {
  private let client: NETCONFClient

  private static let readLimit = Duration.seconds(2)
  private static let writeLimit = Duration.seconds(5)

  /// - Parameter client: has to run meanwhile.
  package init(client: NETCONFClient) { self.client = client }

  package func entry(_ name: String) async throws(PacketCoreError) -> AccessPointEntry? {
    try await read(AccessPointEntry(name: name).xml([])).first
  }

  package func entries() async throws(PacketCoreError) -> [AccessPointEntry] {
    try await read(AccessPointEntry.container(""))
  }

  package func create(_ entry: AccessPointEntry) async throws(PacketCoreError) {
    try await edit(entry.xml(operation: "create"), expecting: entry)
  }

  package func merge(_ entry: AccessPointEntry, _ leaves: [AccessPointEntry.Leaf]) async throws(PacketCoreError) {
    try await edit(entry.xml(leaves), expecting: entry)
  }

  package func replace(_ entry: AccessPointEntry) async throws(PacketCoreError) {
    try await edit(entry.xml(operation: "replace"), expecting: entry)
  }

  package func delete(_ name: String) async throws(PacketCoreError) {
    try await edit(AccessPointEntry(name: name).xml([], operation: "remove"), expecting: nil, name)
  }

  // MARK: Sessions

  private func read(_ filter: String) async throws(PacketCoreError) -> [AccessPointEntry] {
    let reply: Reply
    do {
      reply = try await client.read(.getConfig(.running, .subtree(filter)), within: Self.readLimit)
    } catch { throw PacketCoreError(error) }
    return Self.entries(reply)
  }

  private static func entries(_ reply: Reply) -> [AccessPointEntry] {
    let container = reply.data?["access-points"]
    return (container?.children("access-point") ?? []).compactMap { AccessPointEntry($0) }
  }

  /// - Parameter expected: what is there afterwards; nil for nothing.
  private func edit(
    _ config: String, expecting expected: AccessPointEntry?, _ name: String? = nil
  ) async throws(PacketCoreError) {
    let held: [AccessPointEntry]
    do {
      held = try await client.withSession { session in
        try await Self.edit(config, session)
        // An answer that says ok is no proof.
        let key = AccessPointEntry(name: expected?.name ?? name ?? "").xml([])
        return Self.entries(
          try await session.call(.getConfig(.running, .subtree(key)), within: Self.readLimit))
      }
    } catch { throw PacketCoreError(error) }
    let isThere = expected.map { expected in held.contains { $0.differences(from: expected).isEmpty } } ?? held.isEmpty
    guard isThere else { throw .unintelligible("the change was committed, but is not there") }
  }

  private static func edit(_ config: String, _ session: NETCONFSession) async throws {
    guard session.hello.has("candidate") else {
      try await session.call(.editConfig(.running, config), within: writeLimit)
      return
    }
    try await lock(session)
    do {
      try await session.call(.editConfig(.candidate, config), within: writeLimit)
      try await session.call(.commit, within: writeLimit)
    } catch let error as NETCONFError where error.leavesSession {
      try await session.call(.discardChanges, within: writeLimit)
      try await session.call(.unlock(.candidate), within: writeLimit)
      throw error
    }
    try await session.call(.unlock(.candidate), within: writeLimit)
  }

  /// What somebody left in the candidate without a lock would go in with our commit.
  private static func lock(_ session: NETCONFSession) async throws {
    do {
      try await session.call(.lock(.candidate), within: writeLimit)
    } catch NETCONFError.refused(_, let errors) where errors.contains(where: { $0.tag == "resource-denied" }) {
      try await session.call(.discardChanges, within: writeLimit)
      try await session.call(.lock(.candidate), within: writeLimit)
    }
  }
}

extension PacketCoreError {
  /// Of whatever a session throws.
  init(_ error: any Error) {
    guard let error = error as? NETCONFError else {
      self = .unreachable("\(error)")
      return
    }
    switch error {
    case .ssh(let failure): self = Self.of(failure)
    case .refused(_, let errors): self = Self.of(errors)
    case .malformed(let problem), .unsendable(let problem): self = .unintelligible(problem)
    case .ended, .noAnswer: self = .unreachable("\(error)")
    }
  }

  private static func of(_ failure: SSHFailure) -> PacketCoreError {
    switch failure.reason {
    case .permissionDenied, .keyUnreadable: .unauthorized("\(failure)")
    default: .unreachable("\(failure)")
    }
  }

  private static func of(_ errors: [RPCError]) -> PacketCoreError {
    let text = errors.map { error in
      let message = error.message ?? error.tag
      return error.path.map { "\(message) (\($0))" } ?? message
    }.joined(separator: "; ")
    switch errors.first?.tag {
    case "data-exists": return .exists
    case "access-denied": return .unauthorized(text)
    case "lock-denied", "in-use": return .unavailable(text, retryAfter: nil)
    default: return .rejected(text)
    }
  }
}
