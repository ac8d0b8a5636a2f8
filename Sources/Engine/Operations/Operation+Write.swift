import Cluster
import Documents
import Expressions
import Kubernetes
import Plans
import Verdicts

extension CaseContext {
  /// Server-side apply, the ordinary way to write.
  func apply(_ write: Step.Operation.Write) async throws -> String {
    try await send(try object(write.manifest), as: write.handle, binding: nil, expecting: write.expectation) {
      try await lab.client.apply($0, fieldManager: Self.fieldManager, options: Self.writeOptions)
    }
  }

  func create(_ write: Step.Operation.Write) async throws -> String {
    try await send(try object(write.manifest), as: write.handle, binding: nil, expecting: write.expectation) {
      try await lab.client.create($0, options: Self.writeOptions)
    }
  }

  /// Replaces the whole object, as it is now unless the manifest names the resourceVersion that it replaces.
  func update(_ write: Step.Operation.Write) async throws -> String {
    try await send(
      try object(write.manifest), as: write.handle, binding: nil, expecting: write.expectation, isMade: false
    ) {
      object in
      var object = object
      if object.resourceVersion == nil, let kind = object.groupVersionKind {
        var reader = lab.client
        reader.impersonation = nil
        let present = try await reader.get(kind, namespace: object.namespace, name: object.name)
        object.resourceVersion = present.resourceVersion
      }
      return try await lab.client.update(object, options: Self.writeOptions)
    }
  }

  /// Applies the manifest to which the candidate binds the intent.
  func establish(_ establish: Step.Operation.Establish) async throws -> String {
    guard let binding = candidate.bindings[establish.intent] else {
      throw Failure(.suiteDefect, "the candidate does not bind the intent \"\(establish.intent)\"")
    }
    let manifest = try manifest(of: establish)
    if let invalidity = establish.invalidity {
      return try await self.establish(manifest, as: establish.handle, binding, refused: invalidity)
    }
    return try await send(manifest, as: establish.handle, binding: binding, expecting: establish.expectation) {
      try await lab.client.apply($0, fieldManager: Self.fieldManager, options: Self.writeOptions)
    }
  }

  /// What the candidate's binding makes of the intent.
  func manifest(of establish: Step.Operation.Establish) throws -> KubernetesObject {
    guard let binding = candidate.bindings[establish.intent] else {
      throw Failure(.suiteDefect, "the candidate does not bind the intent \"\(establish.intent)\"")
    }
    var parameters = try parameters(of: establish)
    parameters["with"] = .object(Object(parameters.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }))
    parameters["lab"] = candidateLab
    return try object(binding.manifest, extra: parameters)
  }

  func patch(_ patch: Step.Operation.Patch) async throws -> String {
    let reference = try await reference(patch.target)
    try guardRails.check(namespace: reference.namespace)
    let change = try change(patch)
    return try await answer(expecting: patch.expectation, to: "patch of \(reference.title)") {
      let object = try await lab.client.patch(
        reference.kind, namespace: reference.namespace, name: reference.name, change, subresource: patch.subresource,
        options: Self.writeOptions)
      watches.live.take(object)
      return "resourceVersion \(object.resourceVersion ?? "unknown")"
    }
  }

  func delete(_ delete: Step.Operation.Delete) async throws -> String {
    let reference = try await reference(delete.target)
    try guardRails.check(namespace: reference.namespace)
    let start = ContinuousClock.now
    let observation = try await answer(expecting: delete.expectation, to: "deletion of \(reference.title)") {
      try await watches.follow(reference.kind, in: reference.namespace)
      try await lab.client.delete(
        reference.kind, namespace: reference.namespace, name: reference.name,
        options: DeleteOptions(propagation: delete.propagation.flatMap { .init(rawValue: $0.rawValue) }))
      return "accepted"
    }
    guard let within = delete.within, case .success = delete.expectation else { return observation }
    guard try await waitUntilGone(reference, deadline: min(.now + within, deadline)) else {
      throw Failure(
        .expectationNotMet, "\(reference.title) still exists \(GoDuration.text(within)) after its deletion",
        details: finalizerDetails(reference))
    }
    return "gone after \(Self.elapsed(since: start))"
  }

  // MARK: Parts

  /// The manifest that a template gives, in the case's namespace unless it names another one, with the run's labels.
  func object(_ template: Template, extra: [String: Value] = [:]) throws -> KubernetesObject {
    let value = try scope.evaluate(template, extra: extra)
    var object = KubernetesObject(value)
    guard object.groupVersionKind != nil, !object.name.isEmpty || object.generateName != nil else {
      throw Failure(
        .suiteDefect, "the manifest needs apiVersion, kind and metadata.name", details: [YAML.text(value)])
    }
    object.setLabel(Self.runLabel, to: runID)
    object.setLabel(Self.caseLabel, to: RunContext.labelText(caseID))
    return object
  }

  func send(
    _ object: KubernetesObject, as handle: String?, binding: Candidate.Binding?,
    expecting expectation: Step.Operation.AnswerExpectation, isMade: Bool = true,
    _ write: (KubernetesObject) async throws -> KubernetesObject
  ) async throws -> String {
    var object = object
    guard let kind = object.groupVersionKind else { throw Failure(.suiteDefect, "the manifest has no kind") }
    return try await answer(expecting: expectation, to: "write of \(kind.kind) \(object.name)") {
      if try await resource(for: kind).isNamespaced {
        if object.namespace == nil { object.namespace = scope.namespace }
        try guardRails.check(namespace: object.namespace)
      }
      // The watch comes first, so that no state after the write is missed.
      try await watches.follow(kind, in: object.namespace)
      let position = watches.live.position
      let written = try await write(object)
      let reference = ObjectReference(kind: kind, namespace: written.namespace, name: written.name)
      watches.live.take(written)
      if isMade { scope.noteMade(reference) }
      if let handle {
        let madeAt = firstMade(reference, as: handle, before: position)
        scope.set(handle, Handle(reference: reference, binding: binding, madeAt: madeAt, manifest: object))
      }
      return "\(reference.title), resourceVersion \(written.resourceVersion ?? "unknown")"
    }
  }

  /// Written again, it is still the object that was made then.
  private func firstMade(_ reference: ObjectReference, as name: String, before position: Int) -> Int {
    guard let handle = scope.handle(name), handle.reference == reference,
      watches.live.states(of: Interest(keys: [reference.key]), at: position)[reference.key]?.object != nil
    else { return position }
    return handle.madeAt
  }

  /// Compares how the API server answers with how it has to.
  private func answer(
    expecting expectation: Step.Operation.AnswerExpectation, to request: String, _ body: () async throws -> String
  ) async throws -> String {
    let status: APIStatus
    do {
      let observation = try await body()
      if case .success = expectation { return observation }
      throw Failure(
        .unexpectedAnswer, "the \(request) was accepted, but it must be refused", details: [observation])
    } catch let error as ClusterError {
      guard case .status(let answer, _) = error, expectation.asksFor(answer.code) || !answer.isTroubleOfServer else {
        throw error
      }
      status = answer
    }
    if case .success = expectation {
      throw Failure(
        .unexpectedAnswer, "the \(request) was refused: \(status.message)",
        details: ["status \(status.code) \(status.reason)"])
    }
    try checkImpersonation(status)
    let wrong = expectation.mismatches(status, of: lab.client.impersonation)
    guard wrong.isEmpty else {
      throw Failure(
        .unexpectedAnswer, "the \(request) was refused in another way than expected",
        details: wrong + ["found \(status.code) \(status.reason): \(status.message)"])
    }
    return "refused: \(status.code) \(status.reason)"
  }

  func reference(_ target: Step.Operation.Target) async throws -> ObjectReference {
    switch target {
    case .handle(let name):
      guard let handle = scope.handle(name) else {
        throw Failure(.suiteDefect, "no earlier step has made \"\(name)\"")
      }
      return handle.reference
    case .reference(let template):
      let value = try scope.evaluate(template)
      guard
        let kind = GroupVersionKind(apiVersion: value["apiVersion"]?.string ?? "", kind: value["kind"]?.string ?? ""),
        let name = value["name"]?.string
      else {
        throw Failure(.suiteDefect, "an object needs apiVersion, kind and name", details: [YAML.text(value)])
      }
      return try await reference(kind, namespace: value["namespace"]?.string, name: name)
    }
  }

  /// An object of the namespace given, else of the case's, else of the cluster, as its kind has it.
  func reference(_ kind: GroupVersionKind, namespace: String?, name: String) async throws -> ObjectReference {
    let isNamespaced = try await resource(for: kind).isNamespaced
    return ObjectReference(kind: kind, namespace: isNamespaced ? namespace ?? scope.namespace : nil, name: name)
  }

  private func change(_ patch: Step.Operation.Patch) throws -> Patch {
    let value = try scope.evaluate(patch.patch)
    switch patch.kind {
    case .merge: return .merge(value)
    case .strategic: return .strategic(value)
    case .apply: return .apply(value, force: false)
    case .json:
      guard let operations = value.array else {
        throw Failure(.suiteDefect, "a JSON patch is a list of operations", details: [YAML.text(value)])
      }
      return .json(operations)
    }
  }

  private func finalizerDetails(_ reference: ObjectReference) -> [String] {
    guard let object = watches.live.object(reference.key) else { return [] }
    if !object.isTerminating { return ["its deletionTimestamp is not set"] }
    return object.finalizers.isEmpty ? [] : ["held by finalizers: \(object.finalizers.joined(separator: ", "))"]
  }
}

extension APIStatus {
  /// Whether it says nothing about the request, and came again and again. A 500 may come of the candidate's own webhook.
  fileprivate var isTroubleOfServer: Bool { [429, 502, 503, 504].contains(code) }
}

extension Step.Operation.AnswerExpectation {
  fileprivate func asksFor(_ code: Int) -> Bool { if case .refusal(_, code, _) = self { true } else { false } }
}
