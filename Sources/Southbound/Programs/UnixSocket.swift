import Foundation

/// Sockets that are files.
enum UnixSocket {
  /// A server tells nobody when it begins to listen, so it is asked until it does.
  ///
  /// - Throws: `CancellationError` when the task is cancelled meanwhile.
  static func waitUntilListening(_ path: String) async throws {
    var pause = Duration.milliseconds(5)
    while !isListening(path) {
      try await Task.sleep(for: pause)
      pause = min(pause * 2, .milliseconds(200))
    }
  }

  private static func isListening(_ path: String) -> Bool {
    guard var name = address(path) else { return false }
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return withUnsafePointer(to: &name) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        connect(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
  }

  /// Nil when the path is too long for one.
  static func address(_ path: String) -> sockaddr_un? {
    var name = sockaddr_un()
    name.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: name.sun_path) else { return nil }
    withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: bytes) }
    return name
  }
}
