import Cluster
import Foundation
import LabServer
import LabStore
import Plans

/// A lab that serves on a free port of the loopback while a test runs.
enum RunningLab {
  /// - Parameter body: Gets what the lab's kubeconfig on disk says.
  static func run(
    store: LabStore.Configuration = LabStore.Configuration(),
    serverCertificate: Lab.CertificateValidity = .current, idleTimeout: Duration = .seconds(90),
    _ body: @escaping @Sendable (ClusterConfiguration) async throws -> Void
  ) async throws {
    try await runReady(store: store, serverCertificate: serverCertificate, idleTimeout: idleTimeout) { readiness in
      try await body(ClusterConfiguration.load(path: readiness.kubeconfigPath, environment: [:]))
    }
  }

  static func runReady(
    store: LabStore.Configuration = LabStore.Configuration(),
    serverCertificate: Lab.CertificateValidity = .current, idleTimeout: Duration = .seconds(90),
    _ body: @escaping @Sendable (LabServer.Readiness) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "plugfest-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let (ready, announce) = AsyncStream.makeStream(of: LabServer.Readiness.self)
    var configuration = LabServer.Configuration(
      directory: folder, store: store, serverCertificate: serverCertificate)
    configuration.idleTimeout = idleTimeout
    let server = LabServer(configuration) { announce.yield($0) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run() }
      group.addTask {
        for await readiness in ready {
          try await body(readiness)
          return
        }
      }
      try await group.next()
      group.cancelAll()
    }
  }

  static func withClient(_ body: @escaping @Sendable (ClusterClient) async throws -> Void) async throws {
    try await run { try await ClusterClient.withClient($0, body) }
  }
}
