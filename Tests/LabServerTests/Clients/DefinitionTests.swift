import Cluster
import Documents
import Foundation
import Kubernetes
import Testing

/// The definitions of public operators, and what their repositories give as samples.
@Suite(.timeLimit(.minutes(5))) struct DefinitionTests {
  private static let folder =
    (ProcessInfo.processInfo.environment["PLUGFEST_SHARED"] ?? "\(OutsideProgram.repository)/../shared") + "/data/crds"

  private static let index: [Value] =
    FileManager.default.contents(atPath: "\(folder)/index.json").flatMap { try? JSON.parse(Array($0)).array } ?? []

  private static func documents(_ file: String) throws -> [KubernetesObject] {
    try Node.load(file: "\(folder)/\(file)").map { KubernetesObject($0.value) }
      .filter { $0.value["kind"] != nil }
  }

  @Test(
    "all that a real server takes are established, and their samples are accepted or refused as the index says",
    .enabled(if: !index.isEmpty, "PLUGFEST_SHARED has no data"))
  func all() async throws {
    try await RunningLab.withClient { client in
      try await Self.establishAll(client)
      for entry in Self.index {
        for sample in entry["samples"]?.array ?? [] { try await Self.check(sample, client) }
      }
    }
  }

  private static func establishAll(_ client: ClusterClient) async throws {
    var missing: Set<String> = []
    for file in Set(index.compactMap { $0["file"]?.string }).sorted() {
      for definition in try documents(file) where definition.kind == "CustomResourceDefinition" {
        let refusal = await problem { try await client.apply(definition, fieldManager: "test") }
        if storedVersions(definition) == 1 {
          #expect(refusal == nil)
          missing.insert(definition.name)
        } else {
          // One of them is published like this, and no API server takes it.
          #expect("\(String(describing: refusal))".contains("must have exactly one version marked as storage version"))
        }
      }
    }
    #expect(missing.count == index.count { $0["versions"]?.array?.count { $0["storage"] == true } == 1 })
    let definitions = try await client.resource(named: "crd")
    for try await event in client.watch(definitions, options: ListOptions()) {
      switch event {
      case .added(let object), .modified(let object):
        if try Readiness.compute(object).isCurrent { missing.remove(object.name) }
      case .deleted, .bookmark: continue
      }
      if missing.isEmpty { break }
    }
  }

  private static func storedVersions(_ definition: KubernetesObject) -> Int {
    definition["spec", "versions"]?.array?.count { $0["storage"] == true } ?? 0
  }

  private static func check(_ sample: Value, _ client: ClusterClient) async throws {
    let file = try #require(sample["file"]?.string)
    let isRefused = sample["schemaErrors"]?.array?.isEmpty == false
    let hasUnknownFields = sample["unknownFields"]?.array?.isEmpty == false
    for object in try documents(file) {
      var object = object
      // Some samples were taken from a cluster, with metadata that only that cluster could have written.
      var metadata: Object = ["name": .string(object.name.lowercased())]
      if object.namespace != nil { metadata["namespace"] = "default" }
      object["metadata"] = .object(metadata)
      let wanted = object
      let problem = await problem { try await client.create(wanted, options: WriteOptions(isDryRun: true)) }
      if isRefused {
        #expect(problem?.isInvalid == true, "\(file) must be refused: \(String(describing: problem))")
      } else {
        #expect(problem == nil, "\(file): \(String(describing: problem))")
        let strict = await Self.problem {
          try await client.create(wanted, options: WriteOptions(fieldValidation: .strict, isDryRun: true))
        }
        #expect((strict != nil) == hasUnknownFields, "\(file) strictly: \(String(describing: strict))")
      }
    }
  }

  private static func problem(_ body: () async throws -> KubernetesObject) async -> ClusterError? {
    do {
      _ = try await body()
      return nil
    } catch { return error as? ClusterError }
  }
}
