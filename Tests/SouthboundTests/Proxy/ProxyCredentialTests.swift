import AsyncHTTPClient
import Documents
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Plans
import Testing

@testable import Southbound

/// The candidate's own credential, and certificates.
@Suite(.timeLimit(.minutes(5))) struct ProxyCredentialTests {
  private static func token(_ url: ProxiedServer) throws -> String {
    try String(contentsOfFile: #require(url.access.tokenFile), encoding: .utf8)
  }

  @Test(
    "the candidate's token becomes the system's, in the candidate's own way to name it", arguments: ["Token", "Bearer"])
  func replaced(scheme: String) async throws {
    try await ProxiedServer.with(
      TestServer { request in TestServer.text(200, request.head.headers["Authorization"].joined(separator: ",")) },
      token: "the-real-one"
    ) { proxied in
      let own = try #require(proxied.access.token)
      #expect(own != "the-real-one")
      #expect(try Self.token(proxied) == own)
      let answer = try await proxied.send("GET", "/", headers: ["Authorization": "\(scheme) \(own)"])
      #expect(answer.text == "\(scheme) the-real-one")
      // What the proxy has not given is not its business.
      #expect(try await proxied.send("GET", "/", headers: ["Authorization": "Basic eDp5"]).text == "Basic eDp5")
      #expect(try await proxied.send().text == "")
      let journal = try String(contentsOfFile: proxied.journalFile, encoding: .utf8)
      #expect(!journal.contains(own) && !journal.contains("the-real-one"))
      let mode = try FileManager.default.attributesOfItem(atPath: #require(proxied.access.tokenFile))[.posixPermissions]
      #expect(mode as? Int == 0o600)
    }
  }

  @Test("the token may be a password, as in RESTCONF")
  func password() async throws {
    try await ProxiedServer.with(
      TestServer { request in TestServer.text(200, request.head.headers["Authorization"].joined(separator: ",")) },
      token: "the-real-one"
    ) { proxied in
      func answer(_ password: String) async throws -> ProxiedServer.Answer {
        let credentials = Data("admin:\(password)".utf8).base64EncodedString()
        return try await proxied.send("GET", "/restconf/data", headers: ["Authorization": "Basic \(credentials)"])
      }
      let own = try #require(proxied.access.token)
      #expect(try await answer(own).text == "Basic \(Data("admin:the-real-one".utf8).base64EncodedString())")
      try await proxied.proxy.system.credential?.rotate()
      let refused = try await answer(own)
      #expect(refused.status == 401 && refused.text.contains("access-denied"))
      // Somebody's own password is not the proxy's business.
      #expect(try await answer("another").text == "Basic \(Data("admin:another".utf8).base64EncodedString())")
    }
  }

  @Test("after a rotation only the new token is good, which stands in the file")
  func rotation() async throws {
    try await ProxiedServer.with(TestServer { _ in TestServer.text(200, "ok") }, token: "the-real-one") {
      proxied in
      let credential = try #require(proxied.proxy.system.credential)
      let old = try #require(proxied.access.token)
      func statuses(_ tokens: String...) async throws -> [Int] {
        var statuses: [Int] = []
        for token in tokens {
          statuses.append(try await proxied.send("GET", "/api/", headers: ["Authorization": "Token \(token)"]).status)
        }
        return statuses
      }
      #expect(try await statuses(old, "the-real-one", "invented") == [200, 200, 403])
      try await credential.rotate()
      let new = try Self.token(proxied)
      #expect(new != old)
      #expect(try await statuses(new, old, "the-real-one") == [200, 403, 403])
      let refused = try await proxied.send("GET", "/api/", headers: ["Authorization": "Token \(old)"])
      #expect(refused.text == #"{"detail":"Invalid token"}"#)
      // The system was not asked about any of these.
      #expect(proxied.server.requests.count == 3)
      #expect(proxied.proxy.journal.entries().last?.reply == "the proxy refused the credential")
      credential.readmit()
      #expect(try await statuses(old, new) == [200, 200])
    }
  }

  private static func withClient<Output: Sendable>(
    trusting file: String, _ body: (HTTPClient) async throws -> Output
  ) async throws -> Output {
    var tls = TLSConfiguration.makeClientConfiguration()
    tls.trustRoots = .file(file)
    let client = HTTPClient(
      eventLoopGroup: .singletonMultiThreadedEventLoopGroup, configuration: .init(tlsConfiguration: tls))
    let result: Result<Output, any Error>
    do { result = .success(try await body(client)) } catch { result = .failure(error) }
    try await client.shutdown()
    return try result.get()
  }

  @Test(
    "a wrong certificate is seen by connections, also by those that are open",
    arguments: TrafficFault.Certificate.allCases)
  func wrongCertificate(_ certificate: TrafficFault.Certificate) async throws {
    try await ProxiedServer.with(TestServer { _ in TestServer.text(200, "ok") }, isTLS: true) { proxied in
      #expect(proxied.access.url.hasPrefix("https://127.0.0.1:"))
      try await Self.withClient(trusting: #require(proxied.access.caFile)) { client async throws in
        #expect(try await proxied.send(client: client).status == 200)
        proxied.proxy.faults.add(TrafficFault(name: "trouble", effect: .certificate(certificate)))
        // The connection that is open may be used once more before it breaks.
        var text = ""
        for _ in 1...50 where !text.contains("CERTIFICATE") {
          do { _ = try await proxied.send(client: client, timeout: .seconds(10)) } catch {
            text = "\(error)".uppercased()
          }
        }
        #expect(text.contains("CERTIFICATE"), "\(text)")
      }
      proxied.proxy.faults.removeAll()
      try await Self.withClient(trusting: #require(proxied.access.caFile)) { client async throws in
        #expect(try await proxied.send(client: client).status == 200)
      }
    }
  }

  @Test("a system behind TLS is trusted by the authority that the lab names")
  func upstreamTLS() async throws {
    try await ProxiedServer.with(TestServer { _ in TestServer.text(200, "ok") }, isTLS: true) {
      inner in
      var configuration = SouthboundProxy.Configuration(name: "outer", upstream: inner.access.url, folder: inner.folder)
      let distrusting = try SouthboundProxy(configuration)
      try await distrusting.withProxy { access in
        let answer = try await ProxiedServer.send("GET", access.url + "/")
        #expect(answer.status == 502 && answer.text.contains("plugfest"))
      }
      configuration.upstreamTLS = Lab.TLS(caFile: inner.access.caFile)
      try await SouthboundProxy(configuration).withProxy { access async throws in
        #expect(try await ProxiedServer.send("GET", access.url + "/").status == 200)
      }
    }
  }
}
