import Cluster
import Documents
import Kubernetes
import LabStore
import Plans
import Synchronization

/// A lab with faults, and a client that waits little before it tries again and remembers what it went through.
enum FaultyLab {
  final class NoiseList: Sendable {
    private let noises = Mutex<[ClusterObserver.Noise]>([])
    func add(_ noise: ClusterObserver.Noise) { noises.withLock { $0.append(noise) } }
    var all: [ClusterObserver.Noise] { noises.withLock { $0 } }

    var retriedCodes: [Int?] { all.compactMap { if case .retried(_, let code, _) = $0 { .some(code) } else { nil } } }
    var resumptions: Int { all.count { if case .watchResumed = $0 { true } else { false } } }
    var listings: Int { all.count { if case .relisted = $0 { true } else { false } } }
  }

  /// - Parameter faults: as they are written in a lab file.
  static func run(
    _ faults: Value..., users: [LabStore.StaticUser] = [],
    body: @escaping @Sendable (ClusterClient, NoiseList) async throws -> Void
  ) async throws {
    let noise = NoiseList()
    let diagnostics = DiagnosticCollector()
    var store = LabStore.Configuration(users: users)
    store.faults = try Fault.readAll(YAML.parse(JSON.text(.array(faults)), file: "faults")[0].items ?? [], diagnostics)
    try diagnostics.throwIfErrors()
    try await RunningLab.run(store: store) { configuration in
      let options = ClusterClient.Options(
        retries: RetryPolicy(base: .milliseconds(2), limit: .milliseconds(5)),
        observer: ClusterObserver(noise: { noise.add($0) }))
      try await ClusterClient.withClient(configuration, options: options) { try await body($0, noise) }
    }
  }

  static func journal(_ client: ClusterClient) async throws -> [Value] {
    let (bytes, _) = try await client.raw("/_plugfest/journal")
    return try bytes.split(separator: UInt8(ascii: "\n")).map { try JSON.parse(Array($0)) }
  }

  static func actions(_ client: ClusterClient) async throws -> [String] {
    try await journal(client).compactMap { $0["action"]?.string }
  }
}
