import Foundation
import NETCONF
import Testing
import XML

@testable import Southbound

/// The client against a server that nobody here wrote.
@Suite(
  .sharesNetconfd, .enabled(if: Netconfd.isInstalled, "netconfd is not installed: apt-get install netconfd"),
  .timeLimit(.minutes(5)))
struct NetconfdTests {
  private func session<Result: Sendable>(
    _ body: @escaping @Sendable (NETCONFSession) async throws -> Result
  ) async throws -> Result {
    try await NETCONFSession.with(try Netconfd.destination().pipe(), body)
  }

  @Test("the hello tells both versions, the candidate datastore and our model")
  func hello() async throws {
    let hello = try await session { $0.hello }
    #expect(hello.capabilities.contains(NETCONFNames.base11))
    #expect(hello.has("candidate") && hello.has("xpath") && !hello.has("writable-running"))
    #expect(hello.serves(module: Netconfd.namespace))
    #expect(hello.sessionID != nil)
  }

  @Test(
    "an edit is there after the commit, by subtree and by XPath, and the reply can be checked",
    arguments: [true, false])
  func edit(speaksChunks: Bool) async throws {
    let name = "edit-\(speaksChunks)"
    let hello = speaksChunks ? Hello.client : Hello(capabilities: [NETCONFNames.base10])
    let replies = try await NETCONFSession.with(try Netconfd.destination().pipe(), hello: hello) { session in
      try await session.call(
        .editConfig(.candidate, Netconfd.accessPoint(name, "<session-type>IPV4</session-type><mtu>1400</mtu>")))
      try await session.call(.commit)
      let path = "/pa:access-points/pa:access-point[pa:name='\(name)']"
      return [
        try await session.call(.getConfig(.running, Netconfd.filter(name))),
        try await session.call(.getConfig(.running, .xpath(path, namespaces: ["pa": Netconfd.namespace]))),
      ]
    }
    let path = try XPath("//pa:access-point[pa:name='\(name)']/pa:mtu", namespaces: ["pa": Netconfd.namespace])
    for reply in replies { #expect(try path.evaluate(ParsedXML(reply.text)) == .nodes(["1400"])) }
  }

  @Test("what is refused is told with its tag, its place and the server's words")
  func refusals() async throws {
    try await session { session in
      let config = Netconfd.accessPoint("wrong", "<session-type>IPV4</session-type><mtu>1279</mtu>")
      let error = await #expect(throws: NETCONFError.self) {
        try await session.call(.editConfig(.candidate, config))
      }
      guard case .refused("edit-config", let errors)? = error, let first = errors.first else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(first.tag == "invalid-value" && first.type == "protocol")
      #expect(first.path?.contains("access-point[pa:name='wrong']") == true)
      // The session goes on.
      let reply = try await session.call(.getConfig(.running, Netconfd.filter("wrong")))
      #expect(reply.data?.children.isEmpty == true)
    }
  }

  @Test("a lock keeps other sessions out, and is gone with its session")
  func locks() async throws {
    let destination = try Netconfd.destination()
    try await NetconfdServer(modules: [Netconfd.model]).withServer { destination in
      try await NETCONFSession.with(destination.pipe()) { first in
        try await first.call(.lock(.candidate))
        try await NETCONFSession.with(destination.pipe()) { second in
          let error = await #expect(throws: NETCONFError.self) { try await second.call(.lock(.candidate)) }
          guard case .refused(_, let errors)? = error else {
            Issue.record("\(String(describing: error))")
            return
          }
          #expect(errors.first?.tag == "lock-denied")
          #expect(errors.first?.info.first?.trimmedText == first.hello.sessionID)
        }
      }
      try await NETCONFSession.with(destination.pipe()) { third in
        try await third.call(.lock(.candidate))
        try await third.call(.discardChanges)
        try await third.call(.unlock(.candidate))
      }
    }
    _ = destination
  }

  @Test("large replies come whole")
  func large() async throws {
    try await NetconfdServer(modules: [Netconfd.model]).withServer { destination in
      try await NETCONFSession.with(destination.pipe()) { session in
        let points = (0..<1000).map { number in
          "<access-point><name>ap\(number)</name><network-identifier>internet</network-identifier>"
            + "<session-type>IPV4</session-type></access-point>"
        }
        let config = "<access-points xmlns=\"\(Netconfd.namespace)\">\(points.joined())</access-points>"
        try await session.call(.editConfig(.candidate, config))
        try await session.call(.commit)
        let reply = try await session.call(.getConfig(.running))
        let count = try XPath("count(//pa:access-point)", namespaces: ["pa": Netconfd.namespace])
        #expect(try count.evaluate(ParsedXML(reply.text)) == .number(1000))
      }
    }
  }

  @Test("many clients at once find each its session")
  func many() async throws {
    let destination = try Netconfd.destination()
    try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<4 {
        group.addTask {
          let client = NETCONFClient(destination)
          return try await client.running {
            var count = 0
            for _ in 0..<10 {
              let reply = try await client.read(.getConfig(.running, Netconfd.filter("nothing")))
              count += reply.failures.isEmpty ? 1 : 0
            }
            return count
          }
        }
      }
      for try await count in group { #expect(count == 10) }
    }
  }

  @Test("a client opens another session when its own is killed")
  func reconnect() async throws {
    let destination = try Netconfd.destination()
    let client = NETCONFClient(destination)
    try await client.running {
      let first = try await client.withSession { $0.hello.sessionID }
      let id = try #require(first)
      try await self.session { killer in
        _ = try await killer.call(
          RPC(name: "kill-session", xml: "<kill-session><session-id>\(id)</session-id></kill-session>", isRead: false))
      }
      _ = try await client.read(.getConfig(.running, Netconfd.filter("nothing")))
      let second = try await client.withSession { $0.hello.sessionID }
      #expect(second != first)
    }
  }
}

extension NETCONFClient {
  /// Runs the client beside `body`.
  func running<Result: Sendable>(_ body: @escaping @Sendable () async throws -> Result) async throws -> Result {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await self.run() }
      defer { group.cancelAll() }
      return try await body()
    }
  }
}
