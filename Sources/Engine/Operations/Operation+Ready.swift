import Documents
import Expressions
import Kubernetes
import Plans
import Verdicts

extension CaseContext {
  /// Waits until the objects are ready, as their newest specification wants them.
  func wait(for ready: Step.Operation.Ready) async throws -> String {
    let start = ContinuousClock.now
    let chosen = try await follow(ready.choice)
    let limit = min(start + ready.within, deadline)
    let judge = try ReadinessJudge(kind: chosen.kind)
    let window = Moments(watches.live, chosen.interest, at: start)
    var moments = window
    let come = try await met(in: &moments, until: limit) { moment in
      moment.arrival <= limit && blockers(chosen, ready.count, judge, at: moment).isEmpty ? moment.arrival : nil
    }
    if let come { return "after \(Self.text(max(come - start, .zero)))" }
    let unready = blockers(chosen, ready.count, judge, at: moments.last)
    throw Failure(
      .expectationNotMet,
      "did not become ready within \(GoDuration.text(ready.within)): \(unready.prefix(3).joined(separator: "; "))",
      details: unready.dropFirst(3) + story(window, start, at: moments.last), at: ready.place)
  }

  /// Waits until none of the objects exists.
  func wait(for absent: Step.Operation.Absent) async throws -> String {
    let start = ContinuousClock.now
    let chosen = try await follow(absent.choice)
    let limit = min(start + absent.within, deadline)
    let window = Moments(watches.live, chosen.interest, at: start)
    var moments = window
    let gone = try await met(in: &moments, until: limit) { moment in
      moment.arrival <= limit && chosen.objects(at: moment).isEmpty ? moment.arrival : nil
    }
    if let gone { return "after \(Self.text(max(gone - start, .zero)))" }
    let left = chosen.objects(at: moments.last).map { object in
      let held = object.finalizers.isEmpty ? "" : ", held by \(object.finalizers.joined(separator: ", "))"
      return "\(object.kind) \(object.name)\(object.isTerminating ? " is being deleted\(held)" : " exists")"
    }
    throw Failure(
      .expectationNotMet,
      "must be absent within \(GoDuration.text(absent.within)): \(left.prefix(3).joined(separator: "; "))",
      details: left.dropFirst(3) + story(window, start, at: moments.last), at: absent.place)
  }

  /// What keeps the objects from being ready; empty when nothing does.
  private func blockers(_ chosen: ChosenObjects, _ count: CountRange, _ judge: ReadinessJudge, at moment: Moment)
    -> [String]
  {
    let objects = chosen.objects(at: moment)
    let reasons = objects.compactMap { object in judge.reason(object).map { "\(object.kind) \(object.name): \($0)" } }
    switch chosen {
    case .one(let reference): return objects.isEmpty ? ["\(reference.title) does not exist"] : reasons
    case .selected(let selection):
      return count.contains(objects.count)
        ? reasons : ["found \(objects.count) of \(count) \(selection.title)"] + reasons
    }
  }

  private func follow(_ choice: Step.Operation.ObjectChoice) async throws -> ChosenObjects {
    switch choice {
    case .selection(let objects): return .selected(try await follow(objects))
    case .target(let target):
      let reference = try await reference(target)
      try await watches.follow(reference.kind, in: reference.namespace)
      return .one(reference)
    }
  }
}

/// The objects that a step is about, which are watched.
private enum ChosenObjects: Sendable {
  case one(ObjectReference)
  case selected(ObjectSelection)

  var interest: Interest {
    switch self {
    case .one(let reference): Interest(keys: [reference.key])
    case .selected(let selection): Interest(selections: [selection])
    }
  }

  var kind: GroupKind {
    switch self {
    case .one(let reference): reference.kind.groupKind
    case .selected(let selection): selection.kind
    }
  }

  func objects(at moment: Moment) -> [KubernetesObject] {
    switch self {
    case .one(let reference): [moment.object(reference.key)].compactMap(\.self)
    case .selected(let selection): moment.objects(of: selection)
    }
  }
}

/// Says whether an object is ready: by the rules that Kubernetes tools share, made stricter, and by a rule of its own for
/// a kind that these are known to misjudge.
private struct ReadinessJudge: Sendable {
  private let rule: Template?

  init(kind: GroupKind) throws {
    rule = try Readiness.misjudgement(of: kind).map {
      try Template(.string("${\($0.rule)}"), in: Environment.suite.declaring("object"))
    }
  }

  /// Why it is not; nil when it is.
  func reason(_ object: KubernetesObject) -> String? {
    do {
      let readiness = try Readiness.compute(object, by: rule == nil ? .strict : .shared)
      guard readiness.isCurrent else {
        return [readiness.status.rawValue, readiness.reason, readiness.message].filter { !$0.isEmpty }.joined(
          separator: ", ")
      }
      guard let rule else { return nil }
      let isReady = try rule.evaluate(Bindings(["object": object.value])) == .bool(true)
      return isReady ? nil : "its status does not say so"
    } catch {
      return "its status cannot be judged: \((error as? ExpressionError)?.message ?? "\(error)")"
    }
  }
}
