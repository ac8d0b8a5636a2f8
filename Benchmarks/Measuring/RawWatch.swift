import AsyncHTTPClient
import Documents
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL

/// A watch of which only the number behind `"sent":` is read: what a real client makes of an event is no business of the
/// server's.
package struct RawWatch: Sendable {
  private let client: HTTPClient
  private let server: String

  package static func with<Result: Sendable>(
    kubeconfig: String, _ body: @Sendable (RawWatch) async throws -> Result
  ) async throws -> Result {
    let value = try YAML.parse(String(contentsOfFile: kubeconfig, encoding: .utf8), file: kubeconfig)[0].value
    func pem(_ value: Value?) -> [UInt8] { Array(Data(base64Encoded: value?.string ?? "") ?? Data()) }
    let cluster = value["clusters"]?[0]?["cluster"]
    let user = value["users"]?[0]?["user"]
    var tls = TLSConfiguration.makeClientConfiguration()
    tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(pem(cluster?["certificate-authority-data"])))
    tls.certificateChain = try NIOSSLCertificate.fromPEMBytes(pem(user?["client-certificate-data"])).map {
      .certificate($0)
    }
    tls.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: pem(user?["client-key-data"]), format: .pem))
    var configuration = HTTPClient.Configuration(tlsConfiguration: tls)
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 200
    let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    do {
      let result = try await body(RawWatch(client: client, server: cluster?["server"]?.string ?? ""))
      try await client.shutdown()
      return result
    } catch {
      try? await client.shutdown()
      throw error
    }
  }

  /// - Parameter onEvent: gets the number of each event, or nil for an event without; returns false to end the watch.
  package func events(_ path: String, _ onEvent: (Int64?) -> Bool) async throws {
    let response = try await client.execute(HTTPClientRequest(url: server + path), timeout: .minutes(5))
    var line: [UInt8] = []
    for try await part in response.body {
      for byte in part.readableBytesView {
        guard byte == 0x0A else {
          line.append(byte)
          continue
        }
        if !onEvent(Self.number(in: line)) { return }
        line.removeAll(keepingCapacity: true)
      }
    }
  }

  private static let field = Array(#""sent":"#.utf8)

  private static func number(in line: [UInt8]) -> Int64? {
    guard line.count > field.count,
      let start = (0..<(line.count - field.count)).first(where: {
        line[$0] == field[0] && line[$0...].starts(with: field)
      })
    else { return nil }
    return line[(start + field.count)...].prefix { (48...57).contains($0) }.reduce(0) { $0 * 10 + Int64($1 - 48) }
  }
}
