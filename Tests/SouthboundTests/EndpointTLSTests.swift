import Documents
import Foundation
import Plans
import Testing

@testable import Southbound

/// Connections to a packet core behind TLS, with the certificates that a proxy shows.
@Suite(.timeLimit(.minutes(5))) struct EndpointTLSTests {
  private static func ask(_ access: SouthboundProxy.Access, _ authorization: String, _ tls: Lab.TLS?) async -> String {
    var request = HTTPProbe.Request(
      method: "GET", url: "\(access.url)/restconf/data?depth=1", headers: [("Authorization", authorization)])
    request.tls = tls
    do { return "\(try await HTTPProbe().send(request, timeout: .seconds(30)).status)" } catch { return "\(error)" }
  }

  private static func withProxy(
    _ upstream: String, _ change: (inout SouthboundProxy.Configuration) -> Void,
    _ body: @escaping @Sendable (SouthboundProxy, SouthboundProxy.Access) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("plugfest-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var configuration = SouthboundProxy.Configuration(name: "core", upstream: upstream, folder: folder)
    configuration.token = "t"
    change(&configuration)
    let proxy = try SouthboundProxy(configuration)
    try await proxy.withProxy { access in try await body(proxy, access) }
  }

  @Test("A server's certificate is judged by the endpoint's authority and name, and what is wrong is said in words")
  func certificates() async throws {
    let simulator = try PacketCoreSimulator(.init(token: "t"))
    try await simulator.withServer { address in
      try await Self.withProxy(address.url, { $0.isTLS = true }) { _, access in
        let bearer = "Bearer \(access.token ?? "")"
        let trusted = Lab.TLS(caFile: access.caFile)
        #expect(await Self.ask(access, bearer, nil).contains("not signed by an authority that is trusted"))
        #expect(await Self.ask(access, bearer, trusted) == "200")
        #expect(await Self.ask(access, bearer, Lab.TLS(isInsecure: true)) == "200")
        #expect(
          await Self.ask(access, bearer, Lab.TLS(caFile: "/nothing.pem")).contains("/nothing.pem holds no certificate"))
      }
      // With no connection from before.
      try await Self.withProxy(address.url, { $0.isTLS = true }) { proxy, access in
        proxy.faults.add(TrafficFault(name: "name", effect: .certificate(.wrongHost)))
        let bearer = "Bearer \(access.token ?? "")"
        let trusted = Lab.TLS(caFile: access.caFile)
        let named = Lab.TLS(caFile: access.caFile, serverName: "elsewhere.invalid")
        #expect(await Self.ask(access, bearer, trusted).contains("for another name"))
        #expect(await Self.ask(access, bearer, named) == "200")
      }
    }
  }

  @Test("A proxy reaches a system by the endpoint's TLS, as the user whose password it keeps to itself")
  func proxies() async throws {
    let simulator = try PacketCoreSimulator(.init(token: "t"))
    try await simulator.withServer { address in
      try await Self.withProxy(address.url, { $0.isTLS = true }) { front, outer in
        front.faults.add(TrafficFault(name: "name", effect: .certificate(.wrongHost)))
        let change: (inout SouthboundProxy.Configuration) -> Void = { configuration in
          configuration.upstreamUser = "admin"
          configuration.upstreamTLS = Lab.TLS(caFile: outer.caFile, serverName: "elsewhere.invalid")
        }
        try await Self.withProxy(outer.url, change) { _, access in
          let basic = { (password: String) in "Basic \(Data("admin:\(password)".utf8).base64EncodedString())" }
          #expect(await Self.ask(access, basic(access.token ?? ""), nil) == "200")
          #expect(await Self.ask(access, basic("other"), nil) == "401")
        }
      }
    }
  }
}
