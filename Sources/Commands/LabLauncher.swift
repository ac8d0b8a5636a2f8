import Cluster
import Documents
import Engine
import Foundation
import Kubernetes
import LabServer
import LabStore
import Plans
import Southbound
import Verdicts

/// Brings up a lab for as long as it is needed: starts what is embedded or simulated, and finds out how to reach the rest.
struct LabLauncher: Sendable {
  let lab: Lab
  /// Where credentials of an embedded lab and journals of simulators go.
  let folder: String
  let redactor: Redactor
  /// Whether the candidate can be told where the proxies are.
  let startsCandidate: Bool
  /// What the names of namespaces begin with in which requests are audited; nil for a run that is not recorded.
  let auditedNamespaces: String?

  /// Lends the lab to `body`, and takes down afterwards what was started for it.
  ///
  /// - Throws: `Failure` when the lab cannot be brought up; nothing after `body` has begun.
  func withLab(_ body: @escaping @Sendable (LabConnection) async -> Void) async throws {
    try await withEndpoints(lab.endpoints.sorted { $0.key < $1.key }[...], known: Surroundings()) { surroundings in
      try await withRelays(surroundings) { surroundings in
        try await withProxies(surroundings) { try await withCluster($0, body) }
      }
    }
  }

  // MARK: Systems around the cluster

  /// What is there so far.
  struct Surroundings: Sendable {
    var endpoints: [String: LabConnection.Endpoint] = [:]
    /// Why others are not there.
    var absent: [String: String] = [:]
    var journals: [LabJournal] = []
    /// Where the candidate reaches them, as far as that is elsewhere.
    var candidateEndpoints: [String: LabConnection.Endpoint] = [:]
    var southbound: [String: SouthboundSystem] = [:]
    /// Nil where the API server tells of no requests.
    var audit: AuditTrail?
  }

  private func withEndpoints(
    _ rest: ArraySlice<(key: String, value: Lab.Endpoint)>, known: Surroundings,
    _ body: @escaping @Sendable (Surroundings) async throws -> Void
  ) async throws {
    guard let (name, endpoint) = rest.first else { return try await body(known) }
    let token = try await endpoint.token.asyncMap { try await $0.read(at: endpoint.place) }
    if let token { redactor.add(token) }
    switch endpoint.system {
    case .external(let url):
      var known = known
      known.endpoints[name] = try connection(to: try url.read(at: endpoint.place), endpoint, token: token)
      try await withEndpoints(rest.dropFirst(), known: known, body)
    case .simulatedNetBox(let version, let seed):
      let token = token ?? Self.newToken()
      redactor.add(token)
      let simulator = try netBox(version: version, seed: seed, token: token, name: name, at: endpoint.place)
      try await simulator.withServer { address in
        var known = known
        known.journals.append(
          .requests(to: name, simulator.journal))
        known.endpoints[name] = LabConnection.Endpoint(
          url: address.url, token: token, tokenScheme: endpoint.tokenScheme)
        try await withEndpoints(rest.dropFirst(), known: known, body)
      }
    case .simulatedPacketCore(let model, let seed):
      let token = token ?? Self.newToken()
      redactor.add(token)
      let simulator = try packetCore(model: model, seed: seed, token: token, name: name)
      try await simulator.withServer { address in
        var known = known
        known.journals.append(.requests(to: name, simulator.journal))
        known.endpoints[name] = LabConnection.Endpoint(
          url: address.url, token: token, tokenScheme: endpoint.tokenScheme)
        try await withEndpoints(rest.dropFirst(), known: known, body)
      }
    case .netconf(let address):
      var known = known
      known.endpoints[name] = LabConnection.Endpoint(try destination(address, at: endpoint.place))
      try await withEndpoints(rest.dropFirst(), known: known, body)
    case .program(let program):
      if let reason = Self.absence(of: program) {
        var known = known
        known.absent[name] = reason
        return try await withEndpoints(rest.dropFirst(), known: known, body)
      }
      try await withProgram(program, name: name) { running in
        var known = known
        known.endpoints[name] = running
        try await withEndpoints(rest.dropFirst(), known: known, body)
      }
    }
  }

  private func connection(
    to url: String, _ endpoint: Lab.Endpoint, token: String?
  ) throws -> LabConnection.Endpoint {
    var connection = LabConnection.Endpoint(
      url: url, token: token, tokenScheme: endpoint.tokenScheme,
      files: endpoint.tls?.caFile.map { ["caFile": $0] } ?? [:])
    connection.user = try endpoint.user?.read(at: endpoint.place)
    connection.tls = endpoint.tls
    if connection.user != nil, let authorization = connection.authorization {
      redactor.add(String(authorization.dropFirst("Basic ".count)))
    }
    return connection
  }

  private func netBox(
    version: String, seed: String?, token: String, name: String, at place: Place
  ) throws -> NetBoxSimulator {
    guard let version = NetBoxVersion(rawValue: version) else {
      throw Failure(.suiteDefect, "there is no simulator of NetBox \"\(version)\"", at: place)
    }
    return try NetBoxSimulator(
      NetBoxSimulator.Configuration(
        version: version, token: token, readOnlyToken: nil, unprivilegedToken: nil,
        seed: try seed.map { try NetBoxSeed.load(file: $0) }, journalFile: "\(folder)/\(name)-journal.jsonl"))
  }

  private func packetCore(
    model: String?, seed: String?, token: String, name: String
  ) throws -> PacketCoreSimulator {
    try PacketCoreSimulator(
      PacketCoreSimulator.Configuration(
        token: token, model: try model.map { try YANGModule.load(file: $0) },
        seed: try seed.map { try PacketCoreSeed.load(file: $0) }, journalFile: "\(folder)/\(name)-journal.jsonl"))
  }

  private static func newToken() -> String {
    (0..<40).map { _ in String(Int.random(in: 0..<16), radix: 16) }.joined()
  }

  // MARK: The cluster

  private func withCluster(
    _ surroundings: Surroundings, _ body: @escaping @Sendable (LabConnection) async -> Void
  ) async throws {
    switch lab.cluster {
    case .kubeconfig(let path, let context, let auditLog):
      let environment = ProcessInfo.processInfo.environment
      let kubeconfig = try Kubeconfig.load(path: path, environment: environment)
      let configuration = try kubeconfig.configuration(context: context, environment: environment)
      try checkGuard(configuration.contextName)
      let file = path ?? kubeconfig.files.joined(separator: ":")
      try await withAudit(of: auditLog) { audit in
        var surroundings = surroundings
        surroundings.audit = audit
        try await connect(configuration, kubeconfigPath: file, nil, surroundings, body)
      }
    case .embedded(let embedded):
      let journal = FaultJournalFile("\(folder)/faults.jsonl")
      var surroundings = surroundings
      surroundings.journals.append(
        LabJournal(name: "faults", kind: "fault", what: "faults that the lab injected meanwhile") {
          journal.records(in: $0)
        })
      try await withAudit { [surroundings] audit in
        var surroundings = surroundings
        surroundings.audit = audit
        try await withEmbeddedCluster(embedded, journal, audit) { [surroundings] ready in
          let environment = ProcessInfo.processInfo.environment
          let configuration = try Kubeconfig.load(path: ready.kubeconfigPath, environment: environment)
            .configuration(context: nil, environment: environment)
          let access = LabConnection.CandidateAccess(
            kubeconfigPath: ready.candidateKubeconfigPath, user: LabServer.candidateUser)
          try await connect(configuration, kubeconfigPath: ready.kubeconfigPath, access, surroundings, body)
        }
      }
    }
  }

  private func withEmbeddedCluster(
    _ embedded: Lab.Embedded, _ journal: FaultJournalFile, _ audit: AuditTrail?,
    _ body: @escaping @Sendable (LabServer.Readiness) async throws -> Void
  ) async throws {
    var store = try await LabStore.Configuration(embedded, at: lab.place)
    for user in store.users { redactor.add(user.token) }
    store.faultObserver = { journal.append($0) }
    if let audit { store.audit = { audit.take($0) } }
    // Credentials are no evidence: they are kept out of the run folder.
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent("plugfest-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let (ready, announce) = AsyncStream<LabServer.Readiness>.makeStream()
    let server = LabServer(
      .init(
        directory: directory, port: embedded.port, store: store, serverCertificate: embedded.serverCertificate)
    ) { readiness in
      announce.yield(readiness)
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        // Whatever ends the server ends the waiting for it, too.
        defer { announce.finish() }
        try await server.run()
      }
      guard let readiness = await ready.first(where: { _ in true }) else {
        try await group.waitForAll()
        throw Failure(.labUnavailable, "the embedded lab ended before it was ready")
      }
      let result: Result<Void, any Error>
      do { result = .success(try await body(readiness)) } catch { result = .failure(error) }
      group.cancelAll()
      while let ended = await group.nextResult() { _ = ended }
      try result.get()
    }
  }

  private func connect(
    _ configuration: ClusterConfiguration, kubeconfigPath: String, _ access: LabConnection.CandidateAccess?,
    _ surroundings: Surroundings, _ body: (LabConnection) async -> Void
  ) async throws {
    let noise = LabNoise()
    let observer = ClusterObserver(noise: { noise.share($0) }, refusal: { LabNoise.ofCase?.note($0) })
    let options = ClusterClient.Options(userAgent: "plugfest/\(Version.current)", observer: observer)
    try await ClusterClient.withClient(configuration, options: options) { client in
      var connection = LabConnection(
        client: client, kubeconfigPath: kubeconfigPath, endpoints: surroundings.endpoints, values: lab.values,
        noise: noise, journals: surroundings.journals, southbound: surroundings.southbound)
      connection.candidateEndpoints = surroundings.candidateEndpoints
      connection.absentEndpoints = surroundings.absent
      connection.candidateAccess = access
      connection.audit = surroundings.audit
      if let access { try await allowAll(to: access.user, client) }
      await body(connection)
    }
  }

  /// By a binding of its own, so that it can be taken away.
  private func allowAll(to user: String, _ client: ClusterClient) async throws {
    let group = "rbac.authorization.k8s.io"
    _ = try await client.apply(
      KubernetesObject([
        "apiVersion": .string("\(group)/v1"), "kind": "ClusterRoleBinding", "metadata": ["name": .string(user)],
        "roleRef": ["apiGroup": .string(group), "kind": "ClusterRole", "name": "cluster-admin"],
        "subjects": [["apiGroup": .string(group), "kind": "User", "name": .string(user)]],
      ]), fieldManager: "plugfest")
  }

  private func checkGuard(_ context: String?) throws {
    let allowed = lab.guardRails.contexts
    guard !allowed.isEmpty, !allowed.contains(context ?? "") else { return }
    throw Failure(
      .suiteDefect,
      "the lab allows the contexts \(allowed.joined(separator: ", ")), but the kubeconfig's is \"\(context ?? "")\"",
      at: lab.place, remedy: "name the context in the lab file: spec.cluster.kubeconfig.context")
  }
}

extension Optional where Wrapped: Sendable {
  fileprivate func asyncMap<Output>(_ transform: (Wrapped) async throws -> Output) async rethrows -> Output? {
    if let self { try await transform(self) } else { nil }
  }
}
