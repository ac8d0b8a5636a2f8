import Foundation
import NETCONF
import Testing

@testable import Southbound

/// What ssh says is told by kind, so that a report can say whose fault it is.
@Suite(
  .enabled(if: Netconfd.isInstalled, "netconfd is not installed: apt-get install netconfd"), .timeLimit(.minutes(5)))
struct SSHLoginTests {
  private func failure(_ destination: SSHDestination, within limit: Duration = .seconds(15)) async throws -> SSHFailure
  {
    let error = await #expect(throws: NETCONFError.self) {
      try await NETCONFSession.with(destination.pipe(within: limit)) { _ in }
    }
    guard case .ssh(let failure)? = error else {
      throw NETCONFError.ended("no failure of ssh: \(String(describing: error))")
    }
    return failure
  }

  /// A server whose NETCONF is a program that says nothing.
  private func withServer(
    _ body: @escaping @Sendable (LoopbackSSHServer, String) async throws -> Void
  ) async throws {
    try await ScratchFolder.with { folder in
      let server = try await LoopbackSSHServer(folder: folder) { _ in "/bin/false" }
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await server.run() }
        defer { group.cancelAll() }
        try await body(server, folder)
      }
    }
  }

  @Test("keys, host keys and servers that are wrong are told apart")
  func wrong() async throws {
    try await withServer { server, folder in
      var destination = server.destination
      destination.knownHostsFile = "/dev/null"
      #expect(try await failure(destination).reason == .hostKeyUnknown)

      destination = server.destination
      destination.keyFile = "\(folder)/hostkey"
      #expect(try await failure(destination).reason == .permissionDenied)

      destination.keyFile = "\(folder)/nothing"
      #expect(try await failure(destination).reason == .keyUnreadable)

      let other = try String(contentsOfFile: "\(folder)/userkey.pub", encoding: .utf8)
      try Data("[127.0.0.1]:\(server.destination.port) \(other)".utf8)
        .write(to: URL(fileURLWithPath: "\(folder)/other_hosts"))
      destination = server.destination
      destination.knownHostsFile = "\(folder)/other_hosts"
      #expect(try await failure(destination).reason == .hostKeyChanged)

      destination = server.destination
      destination.configurationFile = "\(folder)/nothing"
      #expect(try await failure(destination).reason == .configuration)

      server.listener.close()
      #expect(try await failure(server.destination).reason == .refused)
      try server.listener.listen()
      // The program ends at once: no NETCONF is spoken.
      #expect(try await failure(server.destination).reason == .other)
    }
  }

  @Test("a login is refused while keys are refused")
  func refusedKeys() async throws {
    try await ScratchFolder.with { folder in
      let server = try await LoopbackSSHServer(folder: folder) { _ in "/bin/false" }
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await server.run { .refusal } }
        defer { group.cancelAll() }
        let failure = try await failure(server.destination)
        #expect(failure.reason == .permissionDenied)
      }
    }
  }

  @Test("a server that never answers is given up in time")
  func silent() async throws {
    let listener = try LoopbackListener()
    let destination = SSHDestination(host: "127.0.0.1", port: listener.port, user: "nobody")
    #expect(try await failure(destination, within: .seconds(1)).reason == .timedOut)
  }

  @Test("the user's own ssh configuration leads through a jump host")
  func jump() async throws {
    try await NetconfdServer(modules: [Netconfd.model]).withServer { target in
      try await ScratchFolder.with { folder in
        let jump = try await LoopbackSSHServer(folder: folder, allowsForwarding: true) { _ in "/bin/false" }
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask { await jump.run() }
          defer { group.cancelAll() }
          let configuration = """
            Host bastion
              HostName 127.0.0.1
              Port \(jump.destination.port)
              IdentityFile \(jump.destination.keyFile ?? "")
              UserKnownHostsFile \(jump.destination.knownHostsFile ?? "")
            Host smf
              HostName 127.0.0.1
              HostKeyAlias [127.0.0.1]:\(target.port)
              IdentityFile \(target.keyFile ?? "")
              UserKnownHostsFile \(target.knownHostsFile ?? "")
              ProxyJump \(jump.destination.user)@bastion

            """
          try Data(configuration.utf8).write(to: URL(fileURLWithPath: "\(folder)/ssh_config"))
          let destination = SSHDestination(
            host: "smf", port: target.port, user: target.user, configurationFile: "\(folder)/ssh_config")
          let hello = try await NETCONFSession.with(destination.pipe()) { $0.hello }
          #expect(hello.serves(module: Netconfd.namespace))
        }
      }
    }
  }
}
