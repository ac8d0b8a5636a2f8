/// Why ssh did not get through, by what it said.
package struct SSHFailure: Error, Sendable, Hashable, CustomStringConvertible {
  package enum Reason: String, Sendable, Hashable, CaseIterable {
    /// The server's key is another one than the known hosts say.
    case hostKeyChanged
    /// The known hosts do not know the server.
    case hostKeyUnknown
    /// The server does not accept the key, or the user.
    case permissionDenied
    /// The private key cannot be read.
    case keyUnreadable
    /// Nobody listens there.
    case refused
    /// There is no way to the host, or it does not answer.
    case unreachable
    case timedOut
    case hostUnknown
    /// Logged in, but the server has no NETCONF.
    case noSubsystem
    /// ssh's own configuration is wrong.
    case configuration
    /// The connection broke.
    case disconnected
    case other
  }

  package var reason: Reason
  /// `netconf://admin@smf.example:830`
  package var destination: String
  /// What ssh said last, on one line.
  package var said: String

  package init(_ reason: Reason, destination: String, said: String) {
    self.reason = reason
    self.destination = destination
    self.said = said
  }

  /// - Parameter output: all that ssh printed on its standard error.
  package init(destination: String, output: String) {
    let lines = output.split(whereSeparator: \.isNewline).map { $0.trimmingSpace }.filter { !$0.isEmpty }
    let found = Self.phrases.first { phrase in lines.contains { $0.lowercased().contains(phrase.text) } }
    let line = found.flatMap { found in lines.last { $0.lowercased().contains(found.text) } }
    self.init(found?.reason ?? .other, destination: destination, said: line ?? lines.last ?? "")
  }

  /// In small letters; the first that is found decides, so what is more telling comes first.
  private static let phrases: [(text: String, reason: Reason)] = [
    ("remote host identification has changed", .hostKeyChanged), ("host key verification failed", .hostKeyUnknown),
    ("bad configuration option", .configuration), ("bad owner or permissions on", .configuration),
    ("can't open user config file", .configuration), ("load key", .keyUnreadable),
    ("unprotected private key", .keyUnreadable), ("not accessible: no such file", .keyUnreadable),
    ("permission denied", .permissionDenied), ("too many authentication failures", .permissionDenied),
    ("could not resolve hostname", .hostUnknown), ("connection refused", .refused),
    ("timed out", .timedOut), ("no route to host", .unreachable), ("network is unreachable", .unreachable),
    ("subsystem request failed", .noSubsystem), ("connection reset", .disconnected),
    ("connection closed", .disconnected),
    ("broken pipe", .disconnected),
  ]

  package var description: String {
    let words = said.isEmpty ? "" : " (ssh: \(said))"
    switch reason {
    case .hostKeyChanged: return "\(destination) shows another host key than the known hosts name\(words)"
    case .hostKeyUnknown: return "the host key of \(destination) is not among the known hosts\(words)"
    case .permissionDenied: return "\(destination) refuses the login\(words)"
    case .keyUnreadable: return "the private key for \(destination) cannot be used\(words)"
    case .refused: return "nobody listens at \(destination)\(words)"
    case .unreachable: return "\(destination) cannot be reached\(words)"
    case .timedOut: return "\(destination) does not answer in time\(words)"
    case .hostUnknown: return "the host of \(destination) is unknown\(words)"
    case .noSubsystem: return "\(destination) has no NETCONF\(words)"
    case .configuration: return "ssh's configuration for \(destination) cannot be used\(words)"
    case .disconnected: return "the connection to \(destination) broke\(words)"
    case .other: return "the connection to \(destination) ended\(words)"
    }
  }

  /// Whether another try may get through without anybody changing anything.
  package var mayPass: Bool {
    switch reason {
    case .refused, .unreachable, .timedOut, .disconnected, .other: true
    case .hostKeyChanged, .hostKeyUnknown, .permissionDenied, .keyUnreadable, .hostUnknown, .noSubsystem,
      .configuration:
      false
    }
  }
}

extension Substring {
  fileprivate var trimmingSpace: String {
    var text = self
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
