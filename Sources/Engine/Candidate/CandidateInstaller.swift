import Cluster
import Documents
import Kubernetes
import Oracles
import Plans
import Synchronization
import Verdicts

/// Brings the candidate's manifests into the lab and takes them out again.
struct CandidateInstaller: Sendable {
  private static let definitionKind = GroupVersionKind(
    group: "apiextensions.k8s.io", version: "v1", kind: "CustomResourceDefinition")
  /// An API server takes milliseconds; a busy one, seconds.
  private static let establishLimit = Duration.seconds(30)

  let run: RunContext
  private let installed = InstalledObjects()

  /// Whose manifests are in the lab.
  var version: CandidateVersion { installed.version }

  init(run: RunContext) { self.run = run }

  /// Applies custom resource definitions that are missing, and waits until they are established; then, for a candidate
  /// that consists of its manifests, all others, and waits until they are ready.
  func install() async throws { try await install(run.plan.candidate.manifests) }

  /// Puts a version's manifests in place of those of the other. Custom resource definitions that were in the lab before
  /// the run stay as they are.
  func change(to version: CandidateVersion) async throws {
    installed.set(version)
    let previous = run.plan.candidate.previous?.manifests ?? []
    // What serves both is left alone.
    if previous.isEmpty { return }
    try await install(version == .previous ? previous : run.plan.candidate.manifests)
  }

  private func install(_ manifests: [Node]) async throws {
    let objects = manifests.map { KubernetesObject($0.value) }
    let definitions = definitions(among: objects)
    if !definitions.isEmpty {
      try await run.watches.follow(Self.definitionKind)
      for definition in definitions { try await applyDefinition(definition) }
      for definition in definitions { try await waitUntilEstablished(definition) }
    }
    guard case .manifests(let within) = run.plan.candidate.installation else { return }
    let limit = ContinuousClock.now + within
    let others = objects.filter { $0.groupVersionKind?.groupKind != Self.definitionKind.groupKind }
    let ordered = others.filter { $0.kind == "Namespace" } + others.filter { $0.kind != "Namespace" }
    var references: [ObjectReference] = []
    for object in ordered { references.append(try await apply(object)) }
    for reference in references { try await waitUntilReady(reference, deadline: limit, within: within) }
  }

  /// Removes what was installed, newest first.
  ///
  /// - Throws: the first failure, after all has been tried.
  func remove() async throws {
    var failure: (any Error)?
    for reference in installed.all.reversed() {
      do {
        try await remove(reference)
      } catch { if failure == nil { failure = error } }
    }
    if let failure { throw failure }
  }

  /// Whether it is there because this run has brought it.
  func hasInstalled(_ reference: ObjectReference) -> Bool { installed.all.contains(reference) }

  /// Removes what was installed, newest first, but for that with which other objects would go: custom resource definitions,
  /// custom resources, namespaces and volumes.
  ///
  /// - Returns: how many.
  func uninstall() async throws -> Int {
    let kept: Set = ["CustomResourceDefinition", "Namespace", "PersistentVolume", "PersistentVolumeClaim"]
    let own = Set(
      definitions(among: run.plan.candidate.manifests.map { KubernetesObject($0.value) }).compactMap {
        $0["spec", "group"]?.string
      })
    let going = installed.all.filter { !kept.contains($0.kind.kind) && !own.contains($0.kind.group) }
    for reference in going.reversed() { try await remove(reference) }
    return going.count
  }

  // MARK: Custom resource definitions

  /// The candidate's own and those of its companions, each once.
  private func definitions(among objects: [KubernetesObject]) -> [KubernetesObject] {
    let beside = run.plan.candidate.companions.flatMap(\.manifests).map { KubernetesObject($0.value) }
    var names: Set<String> = []
    return (objects + beside).filter {
      $0.groupVersionKind?.groupKind == Self.definitionKind.groupKind && names.insert($0.name).inserted
    }
  }

  private func applyDefinition(_ definition: KubernetesObject) async throws {
    let reference = ObjectReference(kind: Self.definitionKind, namespace: nil, name: definition.name)
    if run.watches.live.object(definition.key) != nil, !installed.all.contains(reference) {
      run.emit(
        .warning("\(definition.name) was in the lab already and is left as it is; the candidate's own was not applied"))
      return
    }
    if let present = run.watches.live.object(definition.key) { try await makeWay(present, for: definition) }
    _ = try await apply(definition)
  }

  /// No API server takes a definition without a version in which something is stored. What goes with it, this run made.
  private func makeWay(_ present: KubernetesObject, for definition: KubernetesObject) async throws {
    let stored = present.value[path: "status", "storedVersions"]?.array?.compactMap(\.string) ?? []
    let versions = (definition.value[path: "spec", "versions"]?.array ?? []).compactMap { $0["name"]?.string }
    guard installed.version == .previous, stored.contains(where: { !versions.contains($0) }) else { return }
    try await remove(ObjectReference(kind: Self.definitionKind, namespace: nil, name: definition.name))
  }

  private func waitUntilEstablished(_ definition: KubernetesObject) async throws {
    let key = definition.key
    do {
      try await waitUntil(key, deadline: .now + Self.establishLimit) { object in
        object.conditions.contains { ($0.type, $0.status) == ("Established", "True") } || Self.isRefused(object)
      }
      if let object = run.watches.live.object(key), Self.isRefused(object) { throw notEstablished(object) }
    } catch is DeadlineExceeded {
      throw notEstablished(run.watches.live.object(key) ?? definition)
    }
  }

  /// Its names are taken, which does not mend itself.
  private static func isRefused(_ definition: KubernetesObject) -> Bool {
    definition.conditions.contains { ($0.type, $0.status) == ("NamesAccepted", "False") }
  }

  private func notEstablished(_ definition: KubernetesObject) -> Failure {
    Failure(
      .labUnavailable, "the lab does not establish the candidate's \(definition.name)",
      details: definition.conditions.map { "\($0.type)=\($0.status) \($0.reason): \($0.message)" },
      remedy: "another definition, in the lab or among the manifests, uses its names: see `kubectl get crd`")
  }

  // MARK: Other objects

  private func waitUntilReady(_ reference: ObjectReference, deadline: ContinuousClock.Instant, within: Duration)
    async throws
  {
    do {
      try await waitUntil(reference.key, deadline: deadline) { object in
        (try? Readiness.compute(object).status) == .current
      }
    } catch is DeadlineExceeded {
      let readiness = try? run.watches.live.object(reference.key).map { try Readiness.compute($0) }
      throw Failure(
        .candidateNotRunning, "\(reference.title) of the candidate was not ready within \(GoDuration.text(within))",
        details: readiness.flatMap { $0 }.map { ["\($0.status): \($0.message)"] } ?? ["it does not exist"])
    }
  }

  private func apply(_ object: KubernetesObject) async throws -> ObjectReference {
    var object = object
    guard let kind = object.groupVersionKind, !object.name.isEmpty else {
      throw Failure(.suiteDefect, "a manifest of the candidate has no apiVersion, kind or name")
    }
    object.setLabel(CaseContext.runLabel, to: run.description.id)
    try run.plan.lab.guardRails.check(namespace: object.namespace)
    try await run.watches.follow(kind)
    let existed = run.watches.live.object(object.key) != nil
    let written = try await write(object)
    run.watches.live.take(written)
    let reference = ObjectReference(kind: kind, namespace: written.namespace, name: written.name)
    if !existed { installed.add(reference) }
    return reference
  }

  private func write(_ object: KubernetesObject) async throws -> KubernetesObject {
    do {
      return try await run.lab.client.apply(object, fieldManager: CaseContext.fieldManager)
    } catch let error as ClusterError {
      guard let status = error.status, error.isInvalid || status.code == 400 else { throw error }
      run.recorder?.mark(
        CandidateLife.refused,
        ["kind": .string(object.kind), "name": .string(object.name), "message": .string(status.message)])
      throw Failure(
        .candidateNotRunning, "the API server refuses the candidate's \(object.kind) \(object.name): \(status.message)")
    }
  }

  private func remove(_ reference: ObjectReference) async throws {
    do {
      try await run.lab.client.delete(
        reference.kind, namespace: reference.namespace, name: reference.name,
        options: DeleteOptions(propagation: .background))
    } catch let error as ClusterError where error.isNotFound { return }
    let limit = ContinuousClock.now + run.plan.lab.budget.cleanUp
    do {
      try await waitUntil(reference.key, deadline: limit, goneIsFine: true) { _ in false }
    } catch is DeadlineExceeded {
      throw Failure(.labUnavailable, "\(reference.title) was not gone in time after its deletion")
    }
  }

  private func waitUntil(
    _ key: ObjectKey, deadline: ContinuousClock.Instant, goneIsFine: Bool = false,
    _ isDone: @escaping @Sendable (KubernetesObject) -> Bool
  ) async throws {
    let live = run.watches.live
    try await withDeadline(deadline, stop: goneIsFine ? nil : run.stop) {
      let changes = live.changes(of: Interest(keys: [key])).stream
      func isOver() -> Bool { live.object(key).map(isDone) ?? goneIsFine }
      if isOver() { return }
      for await _ in changes where isOver() { return }
      throw CancellationError()
    }
  }
}

/// What an installation has made in the lab so far.
private final class InstalledObjects: Sendable {
  private let references = Mutex<[ObjectReference]>([])
  private let current = Mutex(CandidateVersion.present)

  var version: CandidateVersion { current.withLock { $0 } }

  func set(_ version: CandidateVersion) { current.withLock { $0 = version } }

  var all: [ObjectReference] { references.withLock { $0 } }

  func add(_ reference: ObjectReference) {
    references.withLock { if !$0.contains(reference) { $0.append(reference) } }
  }
}
