import Cluster
import Documents
import Foundation
import Kubernetes
import Testing
import Verdicts

/// A lab that plugfest knows only by its kubeconfig and addresses, as it knows anybody's.
@Suite(.timeLimit(.minutes(5))) struct RemoteLabTests {
  static let token = "canary-0123456789abcdef0123456789abcdef01"

  /// Starts an API server and a NetBox as programs of their own.
  static func withLab<Result: Sendable>(
    _ arguments: [String] = [],
    _ body: @escaping @Sendable (_ kubeconfig: String, _ environment: [String: String]) async throws -> Result
  ) async throws -> Result {
    try await BackgroundProgram.plugfest(["lab", "up", "labs/embedded.yaml"] + arguments, ready: "export KUBECONFIG=") {
      _, output in
      let kubeconfig = try #require(output.split(separator: "\n").last?.split(separator: "=").last).description
      let arguments = ["simulate", "netbox", "--token", token, "--seed", "labs/netbox-seed.yaml"]
      return try await BackgroundProgram.plugfest(arguments, ready: "ready at ") { _, output in
        let url = try #require(output.split(separator: " ").last).trimmingCharacters(in: .newlines)
        return try await body(kubeconfig, ["KUBECONFIG": kubeconfig, "NETBOX_URL": url, "NETBOX_TOKEN": token])
      }
    }
  }

  static func withClient<Result: Sendable>(
    _ kubeconfig: String, _ body: (ClusterClient) async throws -> Result
  ) async throws -> Result {
    let configuration = try Kubeconfig.load(path: kubeconfig, environment: [:]).configuration(environment: [:])
    return try await ClusterClient.withClient(configuration, body)
  }

  /// Namespaces and definitions that a run has left.
  static func leftovers(_ kubeconfig: String) async throws -> [String] {
    try await withClient(kubeconfig) { client in
      let kinds = [
        GroupVersionKind(group: "", version: "v1", kind: "Namespace"),
        GroupVersionKind(group: "apiextensions.k8s.io", version: "v1", kind: "CustomResourceDefinition"),
      ]
      var names: [String] = []
      for kind in kinds {
        names += try await client.list(kind).items.filter { $0.label("plugfest.dev/run") != nil }.map(\.name)
      }
      return names
    }
  }

  @Test(
    "the same suite passes in a lab that is reached by a kubeconfig, and leaves nothing there and no secret anywhere")
  func remoteLab() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path
    try await Self.withLab { kubeconfig, environment in
      let run = try await NetBoxSuite.run(reports: path, lab: "labs/remote.yaml", environment: environment)
      #expect(run.code == 0, "\(run.output)\(run.errors)")
      #expect(run.scorecard?.run.lab.kind == "kubeconfig")
      #expect(try await Self.leftovers(kubeconfig) == [])
    }
    let files = try #require(FileManager.default.enumerator(atPath: path)).compactMap { $0 as? String }
    for file in files where !file.hasSuffix("/") {
      guard let data = FileManager.default.contents(atPath: "\(path)/\(file)") else { continue }
      #expect(!String(decoding: data, as: UTF8.self).contains(Self.token), "\(file)")
    }
  }

  @Test(
    "a run that is interrupted cleans up the lab, and its JUnit says what was not reached",
    arguments: [SIGINT, SIGTERM])
  func interruption(signal: Int32) async throws {
    let folder = try TemporaryFolder()
    let path = folder.path
    try await Self.withLab { kubeconfig, environment in
      let arguments = [
        "run", "--suite", NetBoxSuite.suite, "--candidate", NetBoxSuite.candidate, "--lab", "labs/remote.yaml",
        "--reports", path,
      ]
      // IPAM-006 is the first to end, while others wait for the operator.
      let output = try await BackgroundProgram.plugfest(
        arguments, ready: "PASS  IPAM-006", environment: environment, signal: signal)
      #expect(output.code == 2, "\(output.text)")
      #expect(output.text.contains("stopping: cleaning up the lab"))
      #expect(try await Self.leftovers(kubeconfig) == [])
    }
    let runFolder = try #require(FileManager.default.contentsOfDirectory(atPath: path).first)
    let junit = try String(contentsOfFile: "\(path)/\(runFolder)/junit.xml", encoding: .utf8)
    #expect(junit.contains("Interrupted"))
    #expect(junit.contains("</testsuites>"))
  }

  @Test("a refused credential is an error of the lab that says so")
  func refusedCredential() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path
    try await Self.withLab { kubeconfig, environment in
      var value = try #require(try Node.load(file: kubeconfig).first).value
      value["users"] = [
        ["name": .string(try #require(value["users"]?[0]?["name"]?.string)), "user": ["token": "wrong"]]
      ]
      let wrong = "\(path)/kubeconfig"
      try YAML.text(value).write(toFile: wrong, atomically: true, encoding: .utf8)
      var environment = environment
      environment["KUBECONFIG"] = wrong
      let run = try await NetBoxSuite.run(reports: "\(path)/reports", lab: "labs/remote.yaml", environment: environment)
      #expect(run.code == 2, "\(run.output)\(run.errors)")
      #expect(run.output.contains("Unauthorized") || run.output.contains("credential"), "\(run.output)")
      #expect(run.cases(.error).count == run.scorecard?.cases.count)
    }
  }

  @Test(
    "the published definitions establish, and their samples apply",
    .enabled(if: Program.hasSharedData, "PLUGFEST_SHARED has no data"))
  func publishedSamples() async throws {
    try await Self.withLab { kubeconfig, _ in
      try await Self.withClient(kubeconfig) { client in
        let folder = "\(Program.shared)/data/crds/netbox"
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasSuffix(".yaml") {
          for document in try Node.load(file: "\(folder)/\(name)") {
            _ = try await client.apply(KubernetesObject(document.value), fieldManager: "test")
          }
        }
        let samples = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/samples")
        #expect(samples.count == 8)
        for name in samples {
          for document in try Node.load(file: "\(folder)/samples/\(name)") {
            let sample = KubernetesObject(document.value)
            let applied = try await client.apply(
              sample, fieldManager: "test", options: WriteOptions(fieldValidation: .strict))
            #expect(applied.value["spec"] == sample.value["spec"], "\(name)")
          }
        }
      }
    }
  }
}
