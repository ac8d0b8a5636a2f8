import Cluster
import Documents
import Figures
import Foundation
import Kubernetes
import Measuring

/// Loads an API server as issue and docs say: 10,000 custom resources created by 16 clients, then 50 watchers on them while
/// each is updated once, at 1,000 writes a second. Prints figures as JSON.
///
///     APIServerLoad KUBECONFIG [PROCESS]
///
/// With the process id of the server, its memory and processor time are told, too.
@main struct APIServerLoad {
  static let objects = 10_000
  static let clients = 16
  static let watchers = 50
  static let rate = 1_000.0

  static let claims = GroupVersionKind(group: "bench.plugfest.dev", version: "v1", kind: "Claim")

  static func main() async throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard let kubeconfig = arguments.first else {
      FileHandle.standardError.write(Data("usage: APIServerLoad KUBECONFIG [PROCESS]\n".utf8))
      exit(64)
    }
    let process = arguments.dropFirst().first.flatMap { Int($0) }
    let configuration = try Kubeconfig.load(path: kubeconfig, environment: [:]).configuration(environment: [:])
    let figures = try await ClusterClient.withClient(configuration) { client in
      try await RawWatch.with(kubeconfig: kubeconfig) { watch in
        try await APIServerLoad(client: client, watch: watch, process: process).run()
      }
    }
    try Figure.print(figures)
  }

  let client: ClusterClient
  let watch: RawWatch
  let process: Int?

  func run() async throws -> [Figure] {
    try await ClaimDefinition.establish(client)
    var figures = try await create()
    figures += try await update()
    _ = try? await client.delete(ClaimDefinition.kind, namespace: nil, name: ClaimDefinition.name)
    return figures
  }

  // MARK: 10,000 objects

  private func create() async throws -> [Figure] {
    let before = process.flatMap(ProcessUse.init)
    let start = ContinuousClock.now
    var bytes = 0
    let latencies = try await sideBySide(Self.clients) { worker in
      var latencies: [Duration] = []
      for number in stride(from: worker, to: Self.objects, by: Self.clients) {
        let start = ContinuousClock.now
        _ = try await client.create(Self.claim(number))
        latencies.append(.now - start)
      }
      return latencies
    }
    let time = (ContinuousClock.now - start).seconds
    let sample = try await client.get(Self.claims, namespace: "default", name: "claim-0")
    bytes = JSON.bytes(sample.value).count
    var figures = latencies.flatMap(\.self).figures("create: write latency")
    figures.append(
      Figure(name: "create: writes by 16 clients", value: (Double(Self.objects) / time).rounded(), unit: "1/s"))
    if let before, let after = process.flatMap(ProcessUse.init) {
      let each = (after.memory - before.memory) / Double(Self.objects)
      figures.append(Figure(name: "create: memory for each object", value: each.rounded(), unit: "bytes"))
      figures.append(
        Figure(name: "create: memory beyond the object's JSON", value: (each - Double(bytes)).rounded(), unit: "bytes"))
      figures.append(
        Figure(
          name: "create: processor time for each write",
          value: ((after.processor - before.processor) / Double(Self.objects) * 1e6).rounded(), unit: "us"))
    }
    return figures
  }

  // MARK: 50 watchers

  private func update() async throws -> [Figure] {
    let resource = try await client.resource(for: Self.claims)
    let revision = try await client.list(resource, namespace: "default").resourceVersion
    let epoch = ContinuousClock.now
    let before = process.flatMap(ProcessUse.init)
    let (ready, open) = AsyncStream.makeStream(of: Void.self)
    return try await withThrowingTaskGroup(of: [Duration].self) { group in
      for _ in 0..<Self.watchers {
        group.addTask { try await self.deliveries(from: revision, epoch) { open.yield() } }
      }
      // A mark that every watcher has seen shows that all of them are there.
      _ = try await client.create(Self.claim(-1))
      var waiting = Self.watchers
      for await _ in ready {
        waiting -= 1
        if waiting == 0 { break }
      }
      let start = ContinuousClock.now
      let writes = try await self.sideBySide(Self.clients) { worker in try await self.updates(worker, start, epoch) }
      let time = (ContinuousClock.now - start).seconds
      var deliveries: [Duration] = []
      for try await some in group { deliveries += some }
      var figures = writes.flatMap(\.self).figures("update: write latency")
      figures += deliveries.figures("update: from write to watcher")
      figures.append(
        Figure(name: "update: writes", value: (Double(Self.objects) / time).rounded(), unit: "1/s"))
      if let before, let after = process.flatMap(ProcessUse.init) {
        figures.append(
          Figure(
            name: "update: processor time for each write with 50 watchers",
            value: ((after.processor - before.processor) / Double(Self.objects) * 1e6).rounded(), unit: "us"))
      }
      return figures
    }
  }

  /// Each object once, at this worker's part of the rate.
  private func updates(
    _ worker: Int, _ start: ContinuousClock.Instant, _ epoch: ContinuousClock.Instant
  ) async throws -> [Duration] {
    var latencies: [Duration] = []
    for number in stride(from: worker, to: Self.objects, by: Self.clients) {
      try await Task.sleep(until: start + .seconds(Double(number) / Self.rate), tolerance: .zero, clock: .continuous)
      let start = ContinuousClock.now
      let sent = Int64((start - epoch).seconds * 1e9)
      _ = try await client.patch(
        Self.claims, namespace: "default", name: "claim-\(number)", .merge(["spec": ["sent": .integer(sent)]]))
      latencies.append(.now - start)
    }
    return latencies
  }

  /// How long after its write each update arrived.
  private func deliveries(
    from revision: String, _ epoch: ContinuousClock.Instant, _ onMark: () -> Void
  ) async throws -> [Duration] {
    var latencies: [Duration] = []
    latencies.reserveCapacity(Self.objects)
    let path = "/apis/\(Self.claims.group)/v1/namespaces/default/claims?watch=true&resourceVersion=\(revision)"
    try await watch.events(path) { sent in
      guard let sent else {
        onMark()
        return true
      }
      latencies.append(ContinuousClock.now - epoch - .nanoseconds(sent))
      return latencies.count < Self.objects
    }
    return latencies
  }

  private func sideBySide<Output: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Int) async throws -> Output
  ) async throws -> [Output] {
    try await withThrowingTaskGroup(of: Output.self) { group in
      for index in 0..<count { group.addTask { try await body(index) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
  }

  // MARK: What is stored

  private static func claim(_ number: Int) -> KubernetesObject {
    KubernetesObject([
      "apiVersion": "bench.plugfest.dev/v1", "kind": "Claim",
      "metadata": [
        "name": .string(number < 0 ? "mark" : "claim-\(number)"), "namespace": "default",
        "labels": ["app": "bench", "tier": "gold"],
      ],
      "spec": ["parentPrefix": "10.0.0.0/16", "size": 24, "tags": ["a", "b"]],
    ])
  }
}
