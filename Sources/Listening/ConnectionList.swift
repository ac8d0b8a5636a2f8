package import NIOCore
import Synchronization

/// The open connections of one run of the server.
package final class ConnectionList: Sendable {
  private struct State: Sendable {
    var channels: [ObjectIdentifier: any Channel] = [:]
    var isOver = false
  }

  private let state = Mutex(State())

  package init() {}

  /// A connection that comes after the end is reset at once.
  package func add(_ channel: any Channel) {
    let isOver = state.withLock { state in
      if !state.isOver { state.channels[ObjectIdentifier(channel)] = channel }
      return state.isOver
    }
    if isOver { channel.reset() }
  }

  package func remove(_ channel: any Channel) {
    state.withLock { _ = $0.channels.removeValue(forKey: ObjectIdentifier(channel)) }
  }

  /// Those that are open now; later ones are taken.
  package func resetPresent() {
    for channel in state.withLock({ Array($0.channels.values) }) { channel.reset() }
  }

  /// Those that are open, and those that come.
  package func resetAll() {
    let channels = state.withLock { state in
      state.isOver = true
      return Array(state.channels.values)
    }
    for channel in channels { channel.reset() }
  }
}
