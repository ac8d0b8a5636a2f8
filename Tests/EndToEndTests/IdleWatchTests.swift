import Cluster
import Documents
import Foundation
import Kubernetes
import Testing

/// Watches on which nothing happens cost a lab little, and nothing of them stays.
@Suite(.timeLimit(.minutes(5))) struct IdleWatchTests {
  /// So few in an ordinary run, because thousands would starve the tests beside it.
  private static let watches = ProcessInfo.processInfo.environment["PLUGFEST_WATCHES"].flatMap { Int($0) } ?? 400
  /// A client opens about a thousand connections at most.
  private static let clients = 4

  @Test("hundreds of idle watches (PLUGFEST_WATCHES) all hear of a change, and the lab does not grow by them")
  func growth() async throws {
    try await BackgroundProgram.plugfest(["lab", "up", "labs/embedded.yaml"], ready: "export KUBECONFIG=") {
      program, output in
      let kubeconfig = try #require(output.split(separator: "\n").last?.split(separator: "=").last).description
      let configuration = try Kubeconfig.load(path: kubeconfig, environment: [:]).configuration(environment: [:])
      try await ClusterClient.withClient(configuration) { client in
        _ = try await client.create(Self.map)
        var memory: [Int] = []
        for round in 1...2 {
          try await Self.watch(configuration, changing: client, to: round)
          memory.append(try Self.residentMemory(of: program))
        }
        let growth = memory[1] - memory[0]
        #expect(growth < 32 << 20, "\(memory.map { "\($0 >> 20) MiB" })")
      }
    }
  }

  private static var map: KubernetesObject {
    var map = KubernetesObject(apiVersion: "v1", kind: "ConfigMap", namespace: "default", name: "a")
    map.labels = ["watched": "yes"]
    return map
  }

  /// Opens all watches, changes the object when each has shown it, and ends them when each has heard of the change.
  private static func watch(
    _ configuration: ClusterConfiguration, changing client: ClusterClient, to round: Int
  ) async throws {
    let (heard, hears) = AsyncStream.makeStream(of: Void.self)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<clients {
        group.addTask {
          try await ClusterClient.withClient(configuration) { client in
            try await listen(client, watches / clients) { hears.yield() }
          }
        }
      }
      var hearings = heard.makeAsyncIterator()
      for _ in 0..<watches { await hearings.next() }
      var map = map
      map["data"] = ["round": .string("\(round)")]
      _ = try await client.apply(map, fieldManager: "test", force: true)
      for _ in 0..<watches { await hearings.next() }
      try await group.waitForAll()
    }
  }

  /// Ends when each watch has shown two events.
  private static func listen(
    _ client: ClusterClient, _ count: Int, _ hear: @escaping @Sendable () -> Void
  ) async throws {
    let maps = try await client.resource(for: GroupVersionKind(group: "", version: "v1", kind: "ConfigMap"))
    let (opened, opens) = AsyncStream.makeStream(of: Void.self)
    try await withThrowingTaskGroup(of: Void.self) { group in
      var openings = opened.makeAsyncIterator()
      // One after the other, so that they do not starve the tests beside them.
      for _ in 0..<count {
        group.addTask {
          defer { opens.yield() }
          var events = 0
          for try await _ in client.watch(
            maps, namespace: "default", options: ListOptions(labels: LabelSelector(matching: ["watched": "yes"])))
          {
            hear()
            opens.yield()
            events += 1
            if events == 2 { return }
          }
        }
        await openings.next()
      }
      try await group.waitForAll()
    }
  }

  /// In bytes.
  private static func residentMemory(of program: BackgroundProgram) throws -> Int {
    let pages = try String(contentsOfFile: "/proc/\(program.processID)/statm", encoding: .utf8).split(separator: " ")[1]
    return (Int(pages) ?? 0) * 4096
  }
}
