import Foundation
import NETCONF
import Testing

@testable import Southbound

/// Debian's netconfd with our model, for tests that share it.
enum Netconfd {
  /// Why there is none; tests that need it are then skipped, visibly.
  static let isInstalled = NetconfdServer.programs.allSatisfy { program in (try? program.path()) != nil }

  static let model =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("labs/yang/plugfest-apn.yang").path

  static let namespace = "urn:plugfest:params:xml:ns:yang:plugfest-apn"

  @TaskLocal static var shared: SSHDestination?

  static func destination() throws -> SSHDestination { try #require(shared) }

  static func accessPoint(_ name: String, _ rest: String = "<session-type>IPV4</session-type>") -> String {
    """
    <access-points xmlns="\(namespace)"><access-point><name>\(name)</name>\
    <network-identifier>internet</network-identifier>\(rest)</access-point></access-points>
    """
  }

  static func filter(_ name: String) -> RPC.Filter {
    .subtree(
      "<access-points xmlns=\"\(namespace)\"><access-point><name>\(name)</name></access-point></access-points>")
  }
}

/// Starts one server for all tests of a suite.
struct SharesNetconfd: SuiteTrait, TestScoping {
  @concurrent func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable @concurrent () async throws -> Void
  ) async throws {
    guard Netconfd.isInstalled else { return try await function() }
    // What is tested may not leave the scope; the function is not escaping, so the server runs beside it.
    let (destinations, continuation) = AsyncStream<SSHDestination>.makeStream()
    let done = AsyncStream<Void>.makeStream()
    async let server: Void = NetconfdServer(modules: [Netconfd.model]).withServer { destination in
      continuation.yield(destination)
      for await _ in done.stream {}
    }
    let destination = await destinations.first { _ in true }
    do {
      try await Netconfd.$shared.withValue(destination) { try await function() }
      done.continuation.finish()
    } catch {
      done.continuation.finish()
      throw error
    }
    try await server
  }
}

extension Trait where Self == SharesNetconfd {
  static var sharesNetconfd: Self { Self() }
}
