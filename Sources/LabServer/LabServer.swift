internal import HummingbirdCore
internal import HummingbirdTLS
package import LabStore
internal import Listening
internal import Logging
internal import NIOCore
internal import NIOPosix
internal import NIOSSL
package import Plans
internal import ServiceLifecycle

/// Puts a lab on a loopback HTTPS port, with certificates that it issues and a kubeconfig on disk.
package struct LabServer: Sendable {
  package struct Configuration: Sendable {
    /// Only loopback addresses are meant: the lab guards nothing.
    package var address = "127.0.0.1"
    /// 0 takes any port that is free.
    package var port = 0
    /// Where the kubeconfig goes; made when it is missing.
    package var directory: String
    package var store: LabStore.Configuration
    /// Whether the server's own certificate is one that clients can accept.
    package var serverCertificate: Lab.CertificateValidity
    /// How long a connection may say nothing, unless it waits for an answer or watches. A Kubernetes API server's.
    package var idleTimeout: Duration = .seconds(90)

    package init(
      directory: String, port: Int = 0, store: LabStore.Configuration = LabStore.Configuration(),
      serverCertificate: Lab.CertificateValidity = .current
    ) {
      self.serverCertificate = serverCertificate
      self.directory = directory
      self.port = port
      self.store = store
    }
  }

  /// What a client needs to know, once requests are answered.
  package struct Readiness: Sendable {
    /// `https://127.0.0.1:40123`
    package var address: String
    package var kubeconfigPath: String
    /// The same for a program under test, which is the user `candidateUser` and may do nothing that no role allows.
    package var candidateKubeconfigPath: String
    /// From the call of `run` on.
    package var timeToReady: Duration
  }

  package let configuration: Configuration
  private let onReady: @Sendable (Readiness) async throws -> Void

  /// - Parameter onReady: runs beside the server; what it throws stops the server.
  package init(_ configuration: Configuration, onReady: @escaping @Sendable (Readiness) async throws -> Void) {
    self.configuration = configuration
    self.onReady = onReady
  }

  /// Serves until its task is cancelled or a graceful shutdown is asked for.
  ///
  /// - Throws: when the port is taken, the directory cannot be written, or `onReady` throws.
  package func run() async throws {
    let start = ContinuousClock.now
    let certificates = try Certificates.issue(
      for: [configuration.address, "127.0.0.1", "::1", "localhost", "kubernetes", "kubernetes.default.svc"],
      validity: configuration.serverCertificate)
    var storeConfiguration = configuration.store
    storeConfiguration.rootCertificate = certificates.authority.certificate
    let webhooks = WebhookClient()
    storeConfiguration.webhooks = webhooks.caller
    defer { webhooks.close() }
    let store = LabStore(storeConfiguration)
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    if configuration.serverCertificate != .current {
      store.faults.note("serves a certificate that is \(configuration.serverCertificate.rawValue)")
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await store.run() }
      group.addTask {
        defer { port.finish() }
        try await withGracefulShutdownHandler {
          try await serve(store, certificates, port)
        } onGracefulShutdown: {
          store.endWatches()
        }
      }
      for await number in ports {
        let readiness = try announce(port: number, certificates, since: start)
        group.addTask { try await onReady(readiness) }
        break
      }
      // The server ends first, by failing or by a graceful shutdown; the store would go on for ever.
      for await _ in ports {}
      group.cancelAll()
      try await group.waitForAll()
    }
  }

  func childChannel(
    _ store: LabStore, _ certificates: Certificates, _ connections: ConnectionList
  ) throws -> TLSChannel<HTTP1Channel> {
    let responder = LabResponder(store: store)
    let http = HTTP1Channel(
      responder: { request, writer, channel in try await responder.respond(to: request, writer, channel) },
      configuration: .init(
        additionalChannelHandlers: [UnknownMethodHandler(), ClientGoneHandler(), ConnectionHandler(connections)],
        idleTimeout: TimeAmount(configuration.idleTimeout)))
    return try TLSChannel(http, tlsConfiguration: Self.tls(certificates))
  }

  /// - Parameter onPort: gets the port once the server listens.
  func server(
    of child: some ServerChildChannel, port: Int, onPort: @escaping @Sendable (Int) -> Void
  ) -> any Service {
    child.server(
      configuration: ServerConfiguration(address: .hostname(configuration.address, port: port), backlog: 1024),
      onServerRunning: { channel in onPort(channel.localAddress?.port ?? 0) }, eventLoopGroup: Self.eventLoops,
      logger: Self.logger)
  }

  static let logger = Logger(label: "plugfest.lab") { _ in SwiftLogNoOpLogHandler() }
  static let eventLoops = MultiThreadedEventLoopGroup.singleton

  private static func tls(_ certificates: Certificates) throws -> TLSConfiguration {
    let server = try NIOSSLCertificate(bytes: Array(certificates.server.certificate.utf8), format: .pem)
    let key = try NIOSSLPrivateKey(bytes: Array(certificates.server.key.utf8), format: .pem)
    let authority = try NIOSSLCertificate(bytes: Array(certificates.authority.certificate.utf8), format: .pem)
    var tls = TLSConfiguration.makeServerConfiguration(
      certificateChain: [.certificate(server)], privateKey: .privateKey(key))
    tls.certificateVerification = .optionalVerification
    tls.trustRoots = .certificates([authority])
    tls.sendCANameList = true
    tls.applicationProtocols = ["http/1.1"]
    return tls
  }

  private func announce(
    port: Int, _ certificates: Certificates, since start: ContinuousClock.Instant
  ) throws -> Readiness {
    let address = "https://\(configuration.address):\(port)"
    let authority = certificates.authority.certificate
    let path = try KubeconfigFile.write(
      server: address, authority: authority, user: "kubernetes-admin", certificates.administrator,
      directory: configuration.directory)
    let candidatePath = try KubeconfigFile.write(
      "kubeconfig-candidate", server: address, authority: authority, user: Self.candidateUser, certificates.candidate,
      directory: configuration.directory)
    return Readiness(
      address: address, kubeconfigPath: path, candidateKubeconfigPath: candidatePath,
      timeToReady: ContinuousClock.now - start)
  }

  package static let candidateUser = "plugfest-candidate"
}

extension LabServer: Service {}
