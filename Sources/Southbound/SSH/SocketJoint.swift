import Foundation

/// A unix socket on the standard input and output of this process.
package enum SocketJoint {
  private static let bufferSize = 64 << 10

  /// Passes on bytes both ways until the socket's side ends.
  ///
  /// - Returns: whether there was somebody at the socket.
  package static func join(_ path: String) -> Bool {
    signal(SIGPIPE, SIG_IGN)
    guard let socket = connected(path) else { return false }
    defer { close(socket) }
    var upward = Direction(from: 0, to: socket)
    var downward = Direction(from: socket, to: 1)
    while !downward.isOver {
      var polls = [upward.poll, downward.poll]
      // Nothing is asked of what has ended: a negative descriptor is passed over.
      guard poll(&polls, nfds_t(polls.count), -1) >= 0 || errno == EINTR else { return true }
      if polls[0].revents != 0 { upward.go() }
      if polls[1].revents != 0 { downward.go() }
      if upward.isOver, !upward.isShut {
        shutdown(socket, Int32(SHUT_WR))
        upward.isShut = true
      }
    }
    return true
  }

  private static func connected(_ path: String) -> Int32? {
    guard var name = UnixSocket.address(path) else { return nil }
    let descriptor = Foundation.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { return nil }
    let isConnected = withUnsafePointer(to: &name) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        connect(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
    if isConnected { return descriptor }
    close(descriptor)
    return nil
  }

  /// One way, with what was read and could not be written yet; so neither way holds up the other.
  private struct Direction {
    let from: Int32
    let to: Int32
    var pending: ArraySlice<UInt8> = []
    var hasEnded = false
    var isBroken = false
    /// The other side was told of the end.
    var isShut = false

    init(from: Int32, to: Int32) {
      self.from = from
      self.to = to
    }

    var isOver: Bool { isBroken || hasEnded && pending.isEmpty }

    var poll: pollfd {
      if isOver { return pollfd(fd: -1, events: 0, revents: 0) }
      return pending.isEmpty
        ? pollfd(fd: from, events: Int16(POLLIN), revents: 0) : pollfd(fd: to, events: Int16(POLLOUT), revents: 0)
    }

    mutating func go() {
      if pending.isEmpty {
        var buffer = [UInt8](repeating: 0, count: SocketJoint.bufferSize)
        let count = read(from, &buffer, buffer.count)
        if count > 0 { pending = buffer[..<count] } else { hasEnded = count == 0 || errno != EINTR }
      } else {
        // No more than fits without waiting.
        let count = pending.withUnsafeBytes { write(to, $0.baseAddress, min($0.count, 4096)) }
        if count > 0 { pending = pending.dropFirst(count) } else { isBroken = errno != EINTR && errno != EAGAIN }
      }
    }
  }
}
