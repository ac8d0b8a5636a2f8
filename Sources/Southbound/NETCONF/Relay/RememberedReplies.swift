import Synchronization

/// How the server answered reads before, so that it can be shown as it was.
final class RememberedReplies: Sendable {
  private static let perQuestion = 16
  private static let questions = 64
  /// Larger replies are not kept.
  private static let replyLimit = 1 << 20

  private struct Reply: Sendable {
    var time: ContinuousClock.Instant
    var id: String
    var message: [UInt8]
  }

  private let state = Mutex<[String: [Reply]]>([:])

  func remember(_ message: [UInt8], to rpc: RelayedRPC) {
    guard let id = rpc.id, message.count <= Self.replyLimit else { return }
    state.withLock { replies in
      if replies[rpc.body] == nil, replies.count >= Self.questions { replies.removeAll() }
      replies[rpc.body, default: []].append(Reply(time: .now, id: id, message: message))
      if replies[rpc.body, default: []].count > Self.perQuestion { replies[rpc.body]?.removeFirst() }
    }
  }

  /// The newest reply that is at least so old, as one to this RPC; nil when none is known.
  func reply(to rpc: RelayedRPC, before age: Duration) -> [UInt8]? {
    let limit = ContinuousClock.now - age
    guard let id = rpc.id, let old = state.withLock({ $0[rpc.body]?.last { $0.time <= limit } }) else { return nil }
    for quote in ["\"", "'"] {
      let attribute = Array("message-id=\(quote)\(old.id)\(quote)".utf8)
      guard let range = old.message.firstRange(of: attribute) else { continue }
      var message = old.message
      message.replaceSubrange(range, with: Array("message-id=\(quote)\(id)\(quote)".utf8))
      return message
    }
    return nil
  }
}
