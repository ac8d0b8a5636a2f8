import AccessPointOperator
import Cluster
import DnnOperator
import Documents
import Foundation
import Kubernetes
import LabServer
import OperatorRuntime
import PacketCoreClient
import Synchronization
import Testing

/// A lab with two network functions in memory for an operator to work in, and claims that tests answer by hand.
struct AccessPointLab: Sendable {
  let client: ClusterClient
  let smf = PacketCoreDouble()
  let upf = PacketCoreDouble()
  private let environment: [String: String]
  private let informers: SharedInformers

  static func with(_ body: @escaping @Sendable (AccessPointLab) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("access-points-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let (ready, readiness) = AsyncStream.makeStream(of: LabServer.Readiness.self)
    let server = LabServer(LabServer.Configuration(directory: folder.path)) { readiness.yield($0) }
    try await withThrowingTaskGroup { group in
      group.addTask { try await server.run() }
      guard let ready = await ready.first(where: { _ in true }) else { return }
      let id = UUID().uuidString
      let environment = ["KUBECONFIG": ready.kubeconfigPath, Doubles.variable: id]
      let configuration = try ClusterConfiguration.load(environment: environment)
      try await ClusterClient.withClient(configuration) { client in
        let informers = SharedInformers(client: client)
        let lab = AccessPointLab(client: client, environment: environment, informers: informers)
        Doubles.all.withLock { $0[id] = [("smf", lab.smf), ("upf", lab.upf)] }
        defer { Doubles.all.withLock { $0[id] = nil } }
        try await lab.define()
        try await withThrowingTaskGroup { group in
          group.addTask { await informers.run() }
          try await body(lab)
          group.cancelAll()
        }
      }
      group.cancelAll()
    }
  }

  private func define() async throws {
    let folders = [
      "suites/netbox/candidates/reference/manifests", "suites/apn-config/candidates/access-point/manifests",
      "suites/apn-config/candidates/dnn/manifests",
    ]
    for folder in folders {
      for file in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() where file.hasSuffix(".yaml") {
        for node in try Node.load(file: "\(folder)/\(file)") {
          let object = KubernetesObject(node.value)
          guard object.kind == "CustomResourceDefinition" else { continue }
          _ = try await client.apply(object, fieldManager: "test")
        }
      }
    }
  }
}

/// The network functions of the labs that run, by their ids: programs find them through their environment.
enum Doubles {
  static let variable = "PACKET_CORE_DOUBLES"
  static let all = Mutex<[String: [(name: String, core: PacketCoreDouble)]]>([:])

  static func targets(_ id: String, _ defects: Set<Defect>) -> Targets {
    Targets((all.withLock { $0[id] } ?? []).map { Target(name: $0.name, core: $0.core, defects: defects) })
  }
}

/// The operator for access points over network functions in memory.
struct DoubledAccessPoints: OperatorProgram {
  static let name = AccessPointProgram.name
  static let version = AccessPointProgram.version
  static let previousVersion = AccessPointProgram.previousVersion
  static let help = AccessPointProgram.help
  static var defects: [Defect] { AccessPointProgram.defects }
  static var resources: [APIResource] { AccessPointProgram.resources }

  let options: OperatorOptions<Defect>
  let id: String

  init(_ options: OperatorOptions<Defect>, environment: [String: String]) throws(CallMistake) {
    self.options = options
    id = environment[Doubles.variable] ?? ""
  }

  func withController(_ surroundings: Surroundings, _ body: (any Controller) async throws -> Void) async throws {
    try await body(
      AccessPointController(
        surroundings, targets: Doubles.targets(id, options.defects), isPrevious: options.isPrevious,
        defects: options.defects))
  }
}

/// The operator for Dnns over network functions in memory.
struct DoubledDnns: OperatorProgram {
  static let name = DnnProgram.name
  static let version = DnnProgram.version
  static let previousVersion = DnnProgram.previousVersion
  static let help = DnnProgram.help
  static var defects: [Defect] { DnnProgram.defects }
  static var resources: [APIResource] { DnnProgram.resources }

  let options: OperatorOptions<Defect>
  let id: String

  init(_ options: OperatorOptions<Defect>, environment: [String: String]) throws(CallMistake) {
    self.options = options
    id = environment[Doubles.variable] ?? ""
  }

  func withController(_ surroundings: Surroundings, _ body: (any Controller) async throws -> Void) async throws {
    try await body(
      DnnController(
        surroundings, targets: Doubles.targets(id, options.defects), isPrevious: options.isPrevious,
        defects: options.defects))
  }
}

// MARK: The operators

extension AccessPointLab {
  static let resync = ["--resync", "200ms"]

  /// Runs an operator while `body` runs, which begins when it is ready, and terminates it afterwards.
  ///
  /// - Returns: Its exit code.
  @discardableResult
  func with<Program: OperatorProgram>(
    _ program: Program.Type, _ arguments: [String] = [], _ body: @escaping @Sendable () async throws -> Void
  ) async throws -> Int32 {
    let (signals, terminate) = AsyncStream.makeStream(of: Int32.self)
    let (ready, isReady) = AsyncStream.makeStream(of: Void.self)
    return try await withThrowingTaskGroup(of: Int32?.self) { group in
      group.addTask {
        defer { isReady.finish() }
        return await OperatorMain<Program>.run(
          arguments: Self.resync + arguments, environment: environment, signals: signals, output: { _ in },
          errors: { if $0.contains("\(Program.name) ready") { isReady.yield() } })
      }
      group.addTask {
        for await _ in ready { break }
        try await body()
        terminate.yield(15)
        return nil
      }
      var code: Int32 = -1
      for try await result in group { if let result { code = result } }
      return code
    }
  }

  func withAccessPoints(_ arguments: [String] = [], _ body: @escaping @Sendable () async throws -> Void) async throws {
    try await with(DoubledAccessPoints.self, arguments, body)
  }
}

// MARK: Kubernetes

extension AccessPointLab {
  enum Kind: String, Sendable {
    case accessPoint = "AccessPoint"
    case dnn = "Dnn"
    case prefixClaim = "PrefixClaim"
    case addressClaim = "IpAddressClaim"

    var apiVersion: String {
      switch self {
      case .accessPoint: "core.plugfest.dev/v1alpha1"
      case .dnn: "telco.plugfest.dev/v1"
      case .prefixClaim, .addressClaim: "netbox.dev/v1"
      }
    }

    var groupVersionKind: GroupVersionKind {
      GroupVersionKind(apiVersion: apiVersion, kind: rawValue) ?? GroupVersionKind(group: "", version: "", kind: "")
    }
  }

  /// Applies an object in the namespace `default`.
  @discardableResult
  func apply(_ kind: Kind, _ name: String, _ spec: Value) async throws -> KubernetesObject {
    var object = KubernetesObject(apiVersion: kind.apiVersion, kind: kind.rawValue, namespace: "default", name: name)
    object["spec"] = spec
    return try await client.apply(object, fieldManager: "test", force: true)
  }

  /// The least that an access point has, on both targets, and what is given besides.
  @discardableResult
  func apply(_ name: String, _ identifier: String, _ more: Object = [:]) async throws -> KubernetesObject {
    var spec: Object = [
      "networkIdentifier": .string(identifier), "pduSessionTypes": ["default": "IPV4", "allowed": ["IPV4"]],
      "targets": [["name": "smf", "role": "SMF"], ["name": "upf", "role": "UPF"]],
    ]
    for (field, value) in more { spec[field] = value }
    return try await apply(.accessPoint, name, .object(spec))
  }

  func delete(_ kind: Kind, _ name: String) async throws {
    try await client.delete(kind.groupVersionKind, namespace: "default", name: name)
  }

  /// Changes an annotation that means nothing.
  func nudge(_ kind: Kind, _ name: String) async throws {
    _ = try await client.patch(
      kind.groupVersionKind, namespace: "default", name: name,
      .merge(["metadata": ["annotations": ["example.com/nudge": .string(UUID().uuidString)]]]))
  }

  /// Waits until the object is as wanted; nil stands for one that is not there.
  @discardableResult
  func wait(
    for kind: Kind, _ name: String, until isWanted: @Sendable (KubernetesObject?) -> Bool
  ) async throws -> KubernetesObject? {
    let informer = try await informers.informer(for: kind.groupVersionKind, namespace: "default")
    for try await _ in informer.events(where: { $0.name == name }) {
      let object = informer.object(namespace: "default", name: name)
      if isWanted(object) { return object }
    }
    throw CancellationError()
  }

  @discardableResult
  func waitUntilReady(_ kind: Kind, _ name: String, generation: Int64 = 1) async throws -> KubernetesObject {
    let object = try await wait(for: kind, name) { object in
      (object?.generation ?? 0) >= generation && object?.isReadyForGeneration == true
    }
    return object ?? KubernetesObject(.null)
  }

  /// Waits until Ready is False with this reason, and returns its message.
  @discardableResult
  func waitForProblem(_ kind: Kind, _ name: String, _ reason: String) async throws -> String {
    let object = try await wait(for: kind, name) { object in
      guard let ready = object?.condition("Ready") else { return false }
      return ready.isFalse && ready.reason == reason && ready.observedGeneration == object?.generation
    }
    return object?.condition("Ready")?.message ?? ""
  }

  /// Does as the operator of claims would.
  func answer(_ kind: Kind, _ name: String, _ status: Object) async throws {
    let claim = try await wait(for: kind, name) { $0 != nil } ?? KubernetesObject(.null)
    var answered = claim
    for (field, value) in status { answered["status", field] = value }
    answered.setCondition(
      Condition(
        type: "Ready", status: status.isEmpty ? "False" : "True", reason: status.isEmpty ? "Exhausted" : "Ready",
        message: status.isEmpty ? "no room" : "it is there", observedGeneration: claim.generation))
    _ = try await client.patch(
      kind.groupVersionKind, namespace: "default", name: name, .merge(["status": answered["status"] ?? .null]),
      subresource: "status")
  }
}
