import Dispatch
import Foundation
import Synchronization

/// Takes connections on a port of 127.0.0.1 that stays its own, also while it does not listen.
final class LoopbackListener: Sendable {
  let port: Int
  /// Descriptors of connections, which belong to whoever takes them from here.
  let connections: AsyncStream<Int32>
  private let arrivals: AsyncStream<Int32>.Continuation
  /// Bound and never listening, so that nobody else is given the port.
  private let reservation: Int32
  private let listening = Mutex<(source: any DispatchSourceRead, descriptor: Int32)?>(nil)

  /// The port cannot be had.
  struct Unavailable: Error, Sendable, CustomStringConvertible {
    var code: Int32

    var description: String { "cannot listen on 127.0.0.1: \(String(cString: strerror(code)))" }
  }

  /// Begins to listen on a free port.
  init() throws(Unavailable) {
    (reservation, port) = try Self.bound(port: 0)
    (connections, arrivals) = AsyncStream<Int32>.makeStream()
    try listen()
  }

  deinit {
    close()
    Foundation.close(reservation)
  }

  /// Whoever connects is refused from now on.
  func close() {
    listening.withLock { listening in
      guard let (source, descriptor) = listening else { return }
      // The descriptor is closed later, when nobody uses it any more; connections are refused at once.
      shutdown(descriptor, Int32(SHUT_RDWR))
      source.cancel()
      listening = nil
    }
  }

  /// Takes connections again. Does nothing when it does already.
  func listen() throws(Unavailable) {
    guard listening.withLock({ $0 == nil }) else { return }
    let (descriptor, _) = try Self.bound(port: port)
    guard Foundation.listen(descriptor, 128) == 0 else {
      let code = errno
      Foundation.close(descriptor)
      throw Unavailable(code: code)
    }
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    let arrivals = arrivals
    listening.withLock { listening in
      let ready = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: .global())
      ready.setEventHandler(
        handler: DispatchWorkItem {
          while case let connection = accept(descriptor, nil, nil), connection >= 0 {
            _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
            if case .terminated = arrivals.yield(connection) { Foundation.close(connection) }
          }
        })
      ready.setCancelHandler(handler: DispatchWorkItem { Foundation.close(descriptor) })
      ready.activate()
      listening = (ready, descriptor)
    }
  }

  /// Beside a socket that does not listen, another may be bound to the same port.
  private static func bound(port: Int) throws(Unavailable) -> (descriptor: Int32, port: Int) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw Unavailable(code: errno) }
    var yes: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var name = sockaddr_in()
    name.sin_family = sa_family_t(AF_INET)
    name.sin_port = in_port_t(truncatingIfNeeded: port).bigEndian
    name.sin_addr = in_addr(s_addr: UInt32(0x7f00_0001).bigEndian)
    let isBound = withUnsafeMutablePointer(to: &name) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        return bind(descriptor, pointer, length) == 0 && getsockname(descriptor, pointer, &length) == 0
      }
    }
    guard isBound else {
      let code = errno
      Foundation.close(descriptor)
      throw Unavailable(code: code)
    }
    return (descriptor, Int(in_port_t(bigEndian: name.sin_port)))
  }
}
