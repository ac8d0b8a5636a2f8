import Cluster
import Documents
import Foundation
import Kubernetes
import LabServer
import NetBoxOperator
import OperatorRuntime
import Southbound
import Synchronization
import Testing

/// A lab with a NetBox for the operator to work in: real sockets, real API, nothing shared between tests.
struct OperatorLab: Sendable {
  static let token = "0123456789abcdef0123456789abcdef01234567"

  let client: ClusterClient
  let netBox: NetBoxSimulator
  private let environment: [String: String]
  private let informers: SharedInformers

  /// Which definitions the lab serves.
  enum Definitions: Sendable {
    case own, published
  }

  /// Runs `body` beside a lab that serves the definitions, and ends the lab after it.
  static func with(
    _ definitions: Definitions = .own, _ body: @escaping @Sendable (OperatorLab) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("operator-lab-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let netBox = try NetBoxSimulator(.init(token: token, seed: nil))
    for (path, value) in seed { _ = netBox.request("POST", path, body: value) }
    let (ready, readiness) = AsyncStream.makeStream(of: LabServer.Readiness.self)
    let server = LabServer(LabServer.Configuration(directory: folder.path)) { readiness.yield($0) }
    try await netBox.withServer { address in
      try await withThrowingTaskGroup { group in
        group.addTask { try await server.run() }
        guard let lab = await ready.first(where: { _ in true }) else { return }
        let environment = ["KUBECONFIG": lab.kubeconfigPath, "NETBOX_URL": address.url, "AUTH_TOKEN": token]
        let configuration = try ClusterConfiguration.load(environment: environment)
        try await ClusterClient.withClient(configuration) { client in
          let informers = SharedInformers(client: client)
          let lab = OperatorLab(client: client, netBox: netBox, environment: environment, informers: informers)
          try await lab.define(definitions)
          try await withThrowingTaskGroup { group in
            group.addTask { await informers.run() }
            try await body(lab)
            group.cancelAll()
          }
        }
        group.cancelAll()
      }
    }
  }

  private static let seed: [(String, Value)] = [
    ("/api/tenancy/tenants/", ["name": "Initech", "slug": "initech"]),
    ("/api/tenancy/tenants/", ["name": "Dunder-Mifflin, Inc.", "slug": "dunder-mifflin"]),
    ("/api/dcim/sites/", ["name": "DM-Akron", "slug": "dm-akron"]),
    (
      "/api/extras/custom-fields/",
      [
        "name": "netboxOperatorRestorationHash", "type": "text", "filter_logic": "exact",
        "object_types": ["ipam.ipaddress", "ipam.iprange", "ipam.prefix"],
      ]
    ),
    (
      "/api/extras/custom-fields/",
      ["name": "env", "type": "text", "object_types": ["ipam.ipaddress", "ipam.iprange", "ipam.prefix"]]
    ),
    ("/api/ipam/prefixes/", ["prefix": "10.0.0.0/16"]),
    ("/api/ipam/prefixes/", ["prefix": "10.9.0.0/30"]),
  ]
}

// MARK: The operator

extension OperatorLab {
  /// One process of the operator, in this one.
  final class Process: Sendable {
    private let signals: AsyncStream<Int32>.Continuation
    private let lines = Mutex<[String]>([])
    private let isReady: AsyncStream<Void>.Continuation
    let ready: AsyncStream<Void>

    fileprivate init(_ signals: AsyncStream<Int32>.Continuation) {
      self.signals = signals
      (ready, isReady) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    fileprivate func take(_ line: String) {
      lines.withLock { $0.append(line) }
      if line.contains("netbox-operator ready") { isReady.yield() }
    }

    fileprivate func ended() { isReady.finish() }

    /// Everything that it logged.
    var log: String { lines.withLock { $0.joined() } }

    func terminate() { signals.yield(15) }
  }

  static let arguments = ["--resync", "200ms"]

  /// Runs the operator while `body` runs, which begins when it is ready, and terminates it afterwards.
  ///
  /// - Returns: Its exit code.
  @discardableResult
  func withOperator(
    _ arguments: [String] = Self.arguments, changing changes: [String: String] = [:],
    waitsForReady: Bool = true, _ body: @escaping @Sendable (Process) async throws -> Void
  ) async throws -> Int32 {
    let (signals, continuation) = AsyncStream.makeStream(of: Int32.self)
    let process = Process(continuation)
    return try await withThrowingTaskGroup(of: Int32?.self) { group in
      group.addTask {
        defer { process.ended() }
        return await OperatorMain<NetBoxProgram>.run(
          arguments: arguments, environment: environment.merging(changes, uniquingKeysWith: { $1 }), signals: signals,
          output: { _ in },
          errors: { process.take($0) })
      }
      group.addTask {
        if waitsForReady { for await _ in process.ready { break } }
        try await body(process)
        process.terminate()
        return nil
      }
      var code: Int32 = -1
      for try await result in group { if let result { code = result } }
      return code
    }
  }
}

// MARK: Kubernetes

extension OperatorLab {
  private func define(_ definitions: Definitions) async throws {
    let folder =
      switch definitions {
      case .own: "suites/netbox/candidates/reference/manifests"
      case .published: Self.published
      }
    for file in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() where file.hasSuffix(".yaml") {
      for node in try Node.load(file: "\(folder)/\(file)") {
        let object = KubernetesObject(node.value)
        guard object.kind == "CustomResourceDefinition" else { continue }
        _ = try await client.apply(object, fieldManager: "test")
      }
    }
  }

  static let published =
    (ProcessInfo.processInfo.environment["PLUGFEST_SHARED"] ?? "../shared") + "/data/crds/netbox"

  static var hasPublished: Bool { FileManager.default.fileExists(atPath: published) }

  /// Applies an object of netbox.dev in the namespace `default`.
  @discardableResult
  func apply(_ kind: String, _ name: String, _ spec: Value) async throws -> KubernetesObject {
    var object = KubernetesObject(apiVersion: "netbox.dev/v1", kind: kind, namespace: "default", name: name)
    object["spec"] = spec
    return try await client.apply(object, fieldManager: "test", force: true)
  }

  /// Changes an annotation that means nothing.
  func nudge(_ object: KubernetesObject) async throws -> KubernetesObject {
    try await client.patch(
      Self.kind(object.kind), namespace: object.namespace, name: object.name,
      .merge(["metadata": ["annotations": ["example.com/nudge": "1"]]]))
  }

  func delete(_ kind: String, _ name: String) async throws {
    try await client.delete(Self.kind(kind), namespace: "default", name: name)
  }

  /// Waits until the object is as wanted; nil stands for one that is not there.
  @discardableResult
  func wait(
    for kind: String, _ name: String, until isWanted: @Sendable (KubernetesObject?) -> Bool
  ) async throws -> KubernetesObject? {
    let informer = try await informers.informer(for: Self.kind(kind), namespace: "default")
    for try await _ in informer.events(where: { $0.name == name }) {
      let object = informer.object(namespace: "default", name: name)
      if isWanted(object) { return object }
    }
    throw CancellationError()
  }

  /// - Parameter generation: The least that the object, and what its condition is about, must have.
  @discardableResult
  func waitUntilReady(_ kind: String, _ name: String, generation: Int64 = 1) async throws -> KubernetesObject {
    let object = try await wait(for: kind, name) { object in
      guard let object, let ready = object.condition("Ready"), object.generation ?? 0 >= generation else {
        return false
      }
      return ready.isTrue && ready.observedGeneration == object.generation
    }
    return object ?? KubernetesObject(.null)
  }

  /// Waits until Ready is False with this reason, and returns its message.
  func waitForObstacle(_ kind: String, _ name: String, _ reason: String) async throws -> String {
    let object = try await wait(for: kind, name) { object in
      guard let ready = object?.condition("Ready") else { return false }
      return ready.isFalse && ready.reason == reason && ready.observedGeneration == object?.generation
    }
    return object?.condition("Ready")?.message ?? ""
  }

  /// Lets an admission policy deny every new Prefix.
  func forbidPrefixes() async throws {
    var policy = KubernetesObject(
      apiVersion: "admissionregistration.k8s.io/v1", kind: "ValidatingAdmissionPolicy", name: "no-prefixes")
    policy["spec"] = [
      "failurePolicy": "Fail",
      "matchConstraints": [
        "resourceRules": [
          ["apiGroups": ["netbox.dev"], "apiVersions": ["v1"], "operations": ["CREATE"], "resources": ["prefixes"]]
        ]
      ],
      "validations": [["expression": "false", "message": "no prefixes today"]],
    ]
    var binding = KubernetesObject(
      apiVersion: "admissionregistration.k8s.io/v1", kind: "ValidatingAdmissionPolicyBinding", name: "no-prefixes")
    binding["spec"] = ["policyName": "no-prefixes", "validationActions": ["Deny"]]
    _ = try await client.create(policy)
    _ = try await client.create(binding)
  }

  func allowPrefixes() async throws {
    let kind = GroupVersionKind(
      group: "admissionregistration.k8s.io", version: "v1", kind: "ValidatingAdmissionPolicyBinding")
    try await client.delete(kind, namespace: nil, name: "no-prefixes")
  }

  private static func kind(_ kind: String) -> GroupVersionKind {
    GroupVersionKind(group: "netbox.dev", version: "v1", kind: kind)
  }
}

// MARK: NetBox

extension OperatorLab {
  /// A file that holds the token for NetBox.
  struct TokenFile: Sendable {
    let path: String

    func write(_ token: String) throws { try token.write(toFile: path, atomically: true, encoding: .utf8) }
  }

  func withTokenFile(_ body: (TokenFile) async throws -> Void) async throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("token-\(UUID().uuidString)").path
    let file = TokenFile(path: path)
    try file.write(Self.token)
    defer { try? FileManager.default.removeItem(atPath: path) }
    try await body(file)
  }

  /// The results of a list in NetBox.
  func inNetBox(_ path: String) -> [Value] {
    netBox.request("GET", "/api/ipam/\(path)").body?["results"]?.array ?? []
  }

  /// The writes of the operator so far.
  var writes: [RequestJournal.Entry] {
    netBox.journal.entries().filter { $0.isWrite && $0.userAgent?.hasPrefix("netbox-operator") ?? false }
  }
}
