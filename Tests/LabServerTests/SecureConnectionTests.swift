import Cluster
import Documents
import Kubernetes
import Synchronization
import Testing

final class WarningList: Sendable {
  private let texts = Mutex<[String]>([])
  func add(_ text: String) { texts.withLock { $0.append(text) } }
  var all: [String] { texts.withLock { $0 } }
}

/// Who trusts whom, and how it is told when they do not.
@Suite(.timeLimit(.minutes(5))) struct SecureConnectionTests {
  private func version(_ configuration: ClusterConfiguration) async throws -> String {
    try await ClusterClient.withClient(configuration, options: .init(retries: .none)) {
      try await $0.version().gitVersion
    }
  }

  private func failure(_ configuration: ClusterConfiguration) async -> ClusterError? {
    await #expect(throws: ClusterError.self) { try await version(configuration) }
  }

  @Test("the lab's kubeconfig connects, by address and by any name in the certificate")
  func trusted() async throws {
    try await RunningLab.run { configuration in
      let plain = try await version(configuration)
      #expect(plain.hasPrefix("v1."))
      var named = configuration
      named.tlsServerName = "kubernetes.default.svc"
      let other = try await version(named)
      #expect(other == plain)
      var blind = configuration
      blind.trust = .anyone
      let trusting = try await version(blind)
      #expect(trusting == plain)
    }
  }

  @Test("an unknown authority is told")
  func untrusted() async throws {
    try await RunningLab.run { configuration in
      var unknown = configuration
      unknown.trust = .system
      let authority = await failure(unknown)
      #expect(
        authority?.summary.hasSuffix(
          "the server's certificate is not signed by a trusted authority, or has expired") == true,
        "\(String(describing: authority))")
    }
  }

  @Test("without a client certificate a request is nobody's, and is refused")
  func anonymous() async throws {
    try await RunningLab.run { configuration in
      var nobody = configuration
      nobody.clientCertificate = nil
      try await ClusterClient.withClient(nobody) { client in
        let error = await #expect(throws: ClusterError.self) {
          try await client.list(GroupVersionKind(group: "", version: "v1", kind: "Secret"))
        }
        #expect(error?.isForbidden == true || error?.status?.code == 401, "\(String(describing: error))")
      }
    }
  }

  @Test("a client key that does not belong to its certificate is told before anything is sent")
  func mismatch() async throws {
    try await RunningLab.run { configuration in
      try await RunningLab.run { other in
        var mixed = configuration
        mixed.clientCertificate?.key = other.clientCertificate?.key ?? []
        let error = await failure(mixed)
        guard case .tlsFailure(_, let cause) = error else {
          Issue.record("\(String(describing: error))")
          return
        }
        #expect(cause == "the client key does not belong to the client certificate")
      }
    }
  }

  @Test("PEM that is none is told")
  func notPEM() throws {
    let configuration = ClusterConfiguration(
      server: ServerAddress(host: "localhost", port: 1), trust: .authorities(Array("nonsense".utf8)))
    let error = #expect(throws: ClusterError.self) { try ClusterClient(configuration) }
    #expect(
      error?.summary == "no secure connection to https://localhost:1: the certificate authority is not readable as PEM")
  }
}
