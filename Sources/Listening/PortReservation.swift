#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Keeps a port for a server that comes and goes: a socket that is bound to it and never listens. The server binds beside it,
/// and while the server is away, nobody else is given the port.
package final class PortReservation: Sendable {
  package let port: Int
  private let descriptor: Int32

  /// - Parameter port: 0 for any that is free.
  /// - Returns: nil when the port cannot be had, or when the address is none of IPv4; the server's own attempt then says why.
  package init?(address: String, port: Int) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return nil }
    var yes: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var name = sockaddr_in()
    name.sin_family = sa_family_t(AF_INET)
    name.sin_port = in_port_t(truncatingIfNeeded: port).bigEndian
    guard inet_pton(AF_INET, address, &name.sin_addr) == 1, Self.bind(descriptor, &name) else {
      close(descriptor)
      return nil
    }
    self.descriptor = descriptor
    self.port = Int(in_port_t(bigEndian: name.sin_port))
  }

  deinit { close(descriptor) }

  /// Leaves the port that was given in `name`.
  private static func bind(_ descriptor: Int32, _ name: inout sockaddr_in) -> Bool {
    withUnsafeMutablePointer(to: &name) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        return Glibc.bind(descriptor, pointer, length) == 0 && getsockname(descriptor, pointer, &length) == 0
      }
    }
  }
}
