import Cluster
import Documents
import Kubernetes
import Oracles
import Plans
import Verdicts

/// What nobody could see, so that nothing can be said: the step is left out, and says why.
struct NotObservable: Error {
  var reason: String
}

extension CaseContext {
  /// Perturbs a wish in the way of a recipe, waits until the candidate has come to rest, and judges what the ledger shows.
  func consult(_ oracle: Step.Operation.Oracle) async throws -> String {
    guard let recorder else {
      throw Failure(.harnessDefect, "an oracle rests on the ledger, and this run is not recorded", at: oracle.place)
    }
    guard let handle = scope.handle(oracle.wish) else {
      throw Failure(.suiteDefect, "no earlier step has established \"\(oracle.wish)\"", at: oracle.place)
    }
    let settling = Settling(recorder: recorder, namespace: scope.namespace)
    recorder.mark(
      "oracle",
      [
        "recipe": .string(oracle.recipe.rawValue), "case": .string(caseID), "namespace": .string(scope.namespace),
        "wish": .string("\(handle.reference.key)"),
      ])
    recorder.mark("command", ["input": [handle.manifest.value]])
    let window = try await settling.wait(atMost: oracle.settle, deadline: deadline)
    // What goes on all the time is not the answer to anything.
    if oracle.recipe != .quiescence { try await look(for: .seconds(window.length), as: "calm", recorder) }
    let start = recorder.now
    let perturbation = Perturbation(
      context: self, recorder: recorder, settling: settling, oracle: oracle, handle: handle)
    try await perturbation.carryOut(window)
    recorder.mark("oracle ended")
    return try verdict(oracle, recorder, since: start, window)
  }

  func look(for time: Duration, as phase: String, _ recorder: Recorder) async throws {
    guard .now + time <= deadline else {
      throw Failure(
        .suiteDefect, "the time of the case is used up before \(GoDuration.text(time)) have passed",
        remedy: "give the case more time: `timeout`")
    }
    recorder.mark(phase, ["seconds": .double(Double(time.components.seconds))])
    try await Task.sleep(for: time)
  }

  private func verdict(
    _ oracle: Step.Operation.Oracle, _ recorder: Recorder, since start: Double, _ window: SettleWindow
  ) throws -> String {
    let kind: Judgement.Oracle =
      oracle.recipe == .crash ? .restart : Judgement.Oracle(rawValue: oracle.recipe.rawValue) ?? .quiescence
    let judgements = LedgerJudge(recorder.ledger(of: scope.namespace)).judgements(since: start).filter {
      $0.oracle == kind
    }
    let settled = "settle window \((window.length * 10).rounded() / 10) s: \(window.reason)"
    if let wrong = judgements.first(where: { $0.verdict == .violates }) {
      let lines = wrong.evidence.prefix(20).map { "ledger line \($0.line): \($0.summary)" }
      let others = judgements.filter { $0.verdict == .violates }.dropFirst().map { "also: \($0.sentence)" }
      throw Failure(.stateNotKept, wrong.sentence, details: lines + others + [settled], at: oracle.place)
    }
    let seen = judgements.filter { $0.verdict == .conforms }
    guard let first = seen.first(where: { !$0.evidence.isEmpty }) ?? seen.first else {
      throw NotObservable(reason: judgements.first?.sentence ?? "nothing of it could be seen")
    }
    return "\(first.sentence) (\(settled))"
  }
}

/// What is done to a wish or its children, with a mark in the ledger for each thing that is done.
private struct Perturbation {
  let context: CaseContext
  let recorder: Recorder
  let settling: Settling
  let oracle: Step.Operation.Oracle
  let handle: Handle

  private var client: ClusterClient { context.lab.client }

  func carryOut(_ window: SettleWindow) async throws {
    switch oracle.recipe {
    case .quiescence:
      try await context.look(for: oracle.duration ?? .seconds(max(window.length, 10)), as: "idle", recorder)
    case .reapply:
      recorder.mark("re-apply server-side")
      _ = try await client.apply(
        handle.manifest, fieldManager: CaseContext.fieldManager, options: CaseContext.writeOptions)
      try await rest()
      recorder.mark("re-apply client-side")
      try await applyClientSide()
      try await rest()
    case .nudge:
      recorder.mark("nudge")
      try await patch(
        handle.reference, ["metadata": ["annotations": ["plugfest.dev/nudge": .string("\(recorder.now)")]]],
        as: .harness)
      try await rest()
    case .update:
      recorder.mark("update")
      try await change()
      try await rest()
    case .restart:
      let control = try requireControl()
      recorder.mark("stop")
      _ = try await control.stop()
      recorder.mark("restart")
      _ = try await control.start()
      try await rest()
    case .crash:
      let control = try requireControl()
      recorder.mark("kill")
      recorder.mark("restart")
      _ = try await control.crash()
      try await rest()
    case .missedChange:
      let control = try requireControl()
      recorder.mark("stop")
      _ = try await control.stop()
      recorder.mark("change while down")
      try await change()
      recorder.mark("start again")
      _ = try await control.start()
      try await rest()
    case .driftOfChild: try await forEachChild { try await deleteChild($0) }
    case .driftOfField: try await forEachChild { try await editChild($0) }
    case .foreignField: try await labelChildren()
    case .deletion:
      recorder.mark("delete CR")
      try await client.delete(handle.reference.kind, namespace: handle.reference.namespace, name: handle.reference.name)
      guard try await context.waitUntilGone(handle.reference, deadline: min(.now + oracle.settle, context.deadline))
      else {
        throw Failure(
          .expectationNotMet,
          "\(handle.reference.title) still exists \(GoDuration.text(oracle.settle)) after its deletion",
          at: oracle.place)
      }
      recorder.mark("idle after delete")
      try await rest()
    }
  }

  private func rest() async throws {
    _ = try await settling.wait(atMost: oracle.settle, deadline: context.deadline)
  }

  private func requireControl() throws -> any CandidateControl {
    if let control = context.control { return control }
    throw NotObservable(reason: "plugfest did not start the candidate, so it cannot restart it")
  }

  private func change() async throws {
    guard let change = oracle.change else { throw Failure(.suiteDefect, "nothing is to change", at: oracle.place) }
    _ = try await context.establish(change)
  }

  private func patch(_ reference: ObjectReference, _ change: Value, as manager: HarnessManager) async throws {
    _ = try await client.patch(
      reference.kind, namespace: reference.namespace, name: reference.name, .merge(change), subresource: nil,
      options: WriteOptions(fieldManager: manager.rawValue))
  }

  /// As kubectl does it without `--server-side`: with the manifest in an annotation.
  private func applyClientSide() async throws {
    var manifest = handle.manifest
    let last = JSON.text(manifest.value)
    manifest.value[path: "metadata", "annotations", "kubectl.kubernetes.io/last-applied-configuration"] = .string(
      last + "\n")
    _ = try await client.patch(
      handle.reference.kind, namespace: handle.reference.namespace, name: handle.reference.name,
      .merge(manifest.value), subresource: nil, options: WriteOptions(fieldManager: "kubectl-client-side-apply"))
  }

  // MARK: Children

  private static let childLimit = 3

  private func forEachChild(_ body: (ObjectReference) async throws -> Bool) async throws {
    let children = try await children()
    var done = 0
    for child in children.prefix(Self.childLimit) where try await body(child) { done += 1 }
    if done == 0 { throw NotObservable(reason: "no child of \(handle.reference.title) could be changed by hand") }
  }

  private func children() async throws -> [ObjectReference] {
    let keys = LedgerJudge(recorder.ledger(of: context.scope.namespace)).children(of: handle.reference.key)
    guard !keys.isEmpty else {
      throw NotObservable(reason: "the candidate makes nothing in Kubernetes for \(handle.reference.title)")
    }
    return keys.compactMap { key in
      context.watches.live.object(key)?.groupVersionKind.map {
        ObjectReference(kind: $0, namespace: key.namespace, name: key.name)
      }
    }
  }

  private func details(_ child: ObjectReference) -> Value {
    [
      "kind": .string(child.kind.kind), "name": .string(child.name),
      "namespace": child.namespace.map(Value.string) ?? .null,
    ]
  }

  private func deleteChild(_ child: ObjectReference) async throws -> Bool {
    recorder.mark("delete child", details(child))
    try await client.delete(child.kind, namespace: child.namespace, name: child.name)
    try await rest()
    return true
  }

  /// Changes the first field that may be changed; what the API server refuses is none.
  private func editChild(_ child: ObjectReference) async throws -> Bool {
    guard let object = context.watches.live.object(child.key) else { return false }
    for edit in ChildEdit.edits(of: object).prefix(8) {
      recorder.mark("edit child", details(child))
      do {
        try await patch(child, edit, as: .drift)
      } catch let error as ClusterError where error.status != nil {
        recorder.mark("oracle ended")
        continue
      }
      try await rest()
      return true
    }
    return false
  }

  /// Whether it stays, only a later write of the candidate shows; a change of the wish makes one, where there is one.
  private func labelChildren() async throws {
    for child in try await children().prefix(Self.childLimit) {
      recorder.mark("foreign label", details(child))
      try await patch(child, ["metadata": ["labels": ["plugfest.dev/tenant": "somebody"]]], as: .tenant)
      try await rest()
    }
    guard oracle.change != nil else { return }
    recorder.mark("update")
    try await change()
    try await rest()
  }
}

/// Changes by hand of an object that another one manages.
enum ChildEdit {
  /// Merge patches, each for one scalar that somebody manages, the most telling first.
  static func edits(of object: KubernetesObject) -> [Value] {
    ["data", "spec"].flatMap { top -> [Value] in
      guard let part = object.value[top] else { return [] }
      return leaves(part).map { path, value in path.reversed().reduce(value) { inner, name in [name: inner] } }
        .map { [top: $0] as Value }
    }
  }

  /// Scalars in objects, changed; lists are left alone, because a merge patch replaces them as a whole.
  private static func leaves(_ value: Value) -> [(path: [String], value: Value)] {
    (value.object ?? [:]).flatMap { name, member -> [(path: [String], value: Value)] in
      switch member {
      case .string(let text): [([name], .string(text + "-drifted"))]
      case .integer(let number): [([name], .integer(number &+ 1))]
      case .bool(let flag): [([name], .bool(!flag))]
      case .object: leaves(member).map { ([name] + $0.path, $0.value) }
      default: []
      }
    }
  }
}
