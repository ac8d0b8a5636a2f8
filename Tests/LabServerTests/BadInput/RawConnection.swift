import Cluster
import Documents
import NIOCore
import NIOPosix
import NIOSSL

/// A TLS connection on which a test says exactly what it wants, however wrong.
struct RawConnection: Sendable {
  struct Answer: Sendable {
    /// 0 when the server said nothing that begins as HTTP.
    var status: Int
    var text: String
    /// Of a Status.
    var message: String? {
      try? JSON.parse(Array((text.split(separator: "\r\n\r\n").last ?? "").utf8))["message"]?.string
    }
  }

  let channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>

  /// - Parameter context: nil for a connection without TLS.
  static func open(_ configuration: ClusterConfiguration, _ context: NIOSSLContext?) async throws -> RawConnection {
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelOption(.allowRemoteHalfClosure, value: true)
      .connect(host: configuration.server.host, port: configuration.server.port) { channel in
        channel.eventLoop.makeCompletedFuture {
          if let context {
            try channel.pipeline.syncOperations.addHandler(NIOSSLClientHandler(context: context, serverHostname: nil))
          }
          return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
            wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
        }
      }
    return RawConnection(channel: channel)
  }

  /// With the client certificate of the configuration; the server is not verified.
  static func context(_ configuration: ClusterConfiguration) throws -> NIOSSLContext {
    var tls = TLSConfiguration.makeClientConfiguration()
    tls.certificateVerification = .none
    if let identity = configuration.clientCertificate {
      tls.certificateChain = try NIOSSLCertificate.fromPEMBytes(identity.chain).map { .certificate($0) }
      tls.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: identity.key, format: .pem))
    }
    return try NIOSSLContext(configuration: tls)
  }

  /// Sends bytes, and reads all that the server says until it closes.
  static func exchange(_ configuration: ClusterConfiguration, _ bytes: [UInt8]) async throws -> Answer {
    let connection = try await open(configuration, context(configuration))
    let text = try await connection.channel.executeThenClose { inbound, outbound in
      // A server that answers before it has read all may close meanwhile.
      try? await outbound.write(ByteBuffer(bytes: bytes))
      var received: [UInt8] = []
      // It may close by a reset when it has not read all.
      do { for try await part in inbound { received += part.readableBytesView } } catch {}
      return String(decoding: received, as: UTF8.self)
    }
    let status = text.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    return Answer(status: text.hasPrefix("HTTP/1.1 ") ? status ?? 0 : 0, text: text)
  }

  /// A request with a body, after which the server closes.
  static func request(
    _ method: String, _ path: String, type: String = "application/json", headers: String = "", body: [UInt8] = []
  ) -> [UInt8] {
    var head = "\(method) \(path) HTTP/1.1\r\nHost: lab\r\nConnection: close\r\n\(headers)"
    if !type.isEmpty { head += "Content-Type: \(type)\r\n" }
    return Array("\(head)Content-Length: \(body.count)\r\n\r\n".utf8) + body
  }
}
