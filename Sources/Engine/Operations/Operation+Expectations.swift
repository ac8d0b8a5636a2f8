import Documents
import Expressions
import Kubernetes
import Plans
import Verdicts

extension CaseContext {
  /// Waits until all expectations hold at once, woken by changes of the objects on which they depend.
  func eventually(_ eventually: Step.Operation.Eventually) async throws -> String {
    let start = ContinuousClock.now
    let limit = min(start + eventually.within, deadline)
    let expectations = try await follow(eventually.expectations)
    let dependencies = dependencies(of: expectations)
    do {
      try await withDeadline(limit) {
        let changes = watches.live.changes(of: dependencies)
        if broken(expectations).isEmpty { return }
        for await _ in changes where broken(expectations).isEmpty { return }
        throw CancellationError()
      }
    } catch is DeadlineExceeded {
      let broken = broken(expectations)
      // It may have come true with the last tick.
      if broken.isEmpty { return "after \(Self.elapsed(since: start))" }
      throw failure(
        .expectationNotMet, broken, "within \(GoDuration.text(eventually.within))", dependencies: dependencies)
    }
    return "after \(Self.elapsed(since: start))"
  }

  /// Looks at every state in the time, and fails at the first one in which an expectation does not hold.
  func consistently(_ consistently: Step.Operation.Consistently) async throws -> String {
    let start = ContinuousClock.now
    let limit = min(start + consistently.duration, deadline)
    let expectations = try await follow(consistently.expectations)
    let dependencies = dependencies(of: expectations)
    do {
      let seen: [Broken] = try await withDeadline(limit) {
        let changes = watches.live.changes(of: dependencies)
        var broken = broken(expectations)
        var changesIterator = changes.makeAsyncIterator()
        while broken.isEmpty {
          guard await changesIterator.next() != nil else { throw CancellationError() }
          broken = self.broken(expectations)
        }
        return broken
      }
      throw failure(.stateNotKept, seen, "for \(Self.elapsed(since: start))", dependencies: dependencies)
    } catch is DeadlineExceeded {
      guard limit == start + consistently.duration else {
        throw Failure(
          .suiteDefect, "the time of the case is used up before \(GoDuration.text(consistently.duration)) have passed",
          remedy: "give the case more time: `timeout`")
      }
      return "held for \(GoDuration.text(consistently.duration))"
    }
  }

  /// Returns whether the object was gone by then.
  func waitUntilGone(_ reference: ObjectReference, deadline: ContinuousClock.Instant) async throws -> Bool {
    do {
      try await withDeadline(deadline) {
        let changes = watches.live.changes(of: [reference.key])
        if watches.live.object(reference.key) == nil { return }
        for await _ in changes where watches.live.object(reference.key) == nil { return }
        throw CancellationError()
      }
      return true
    } catch is DeadlineExceeded {
      return watches.live.object(reference.key) == nil
    }
  }

  // MARK: Evaluation

  /// An expectation that does not hold, and why.
  struct Broken: Sendable {
    var title: String
    var details: [String]
    var place: Place
    /// The expression could not be evaluated, as it may be before the candidate has written what it reads.
    var isUnevaluable = false
  }

  private func broken(_ expectations: [Followed]) -> [Broken] {
    expectations.compactMap { followed in
      switch followed {
      case .condition(let template, let source, let place): check(template, source, place)
      case .object(let template, let reference, let place): check(template, reference, place)
      }
    }
  }

  func check(_ template: Template, _ source: String, _ place: Place, extra: [String: Value] = [:]) -> Broken? {
    do {
      let value = try scope.evaluate(template, extra: extra)
      if value == .bool(true) { return nil }
      let known = scope.values(behind: template, extra: extra)
      let title = known.isEmpty ? source : "\(source) [\(known.joined(separator: ", "))]"
      return Broken(title: title, details: value == .bool(false) ? [] : ["it is \(value.excerpt)"], place: place)
    } catch {
      let message = (error as? ExpressionError)?.message ?? "\(error)"
      return Broken(
        title: source, details: ["it could not be evaluated: \(message)"], place: place, isUnevaluable: true)
    }
  }

  private func check(_ template: Template, _ reference: ObjectReference, _ place: Place) -> Broken? {
    do {
      let expected = try scope.evaluate(template)
      guard let object = watches.live.object(reference.key) else {
        return Broken(title: "\(reference.title) exists", details: ["it does not exist"], place: place)
      }
      var wanted = expected
      wanted[path: "metadata", "namespace"] = nil
      let mismatches = SubsetMatch.mismatches(expected: wanted, actual: object.value)
      if mismatches.isEmpty { return nil }
      return Broken(title: "\(reference.title) matches", details: mismatches.map(\.description), place: place)
    } catch {
      return Broken(title: "an object matches", details: ["\(error)"], place: place, isUnevaluable: true)
    }
  }

  /// An expectation whose objects are watched.
  private enum Followed: Sendable {
    case condition(Template, source: String, place: Place)
    case object(Template, ObjectReference, place: Place)
  }

  private func follow(_ expectations: [Step.Operation.Expectation]) async throws -> [Followed] {
    var result: [Followed] = []
    for expectation in expectations {
      switch expectation {
      case .condition(let template, let source, let place):
        result.append(.condition(template, source: source, place: place))
      case .object(let template, let place):
        let object = KubernetesObject(try scope.evaluate(template))
        guard let kind = object.groupVersionKind, !object.name.isEmpty else {
          throw Failure(.suiteDefect, "an expected object needs apiVersion, kind and metadata.name", at: place)
        }
        try await watches.follow(kind)
        let reference = try await reference(kind, namespace: object.namespace, name: object.name)
        result.append(.object(template, reference, place: place))
      }
    }
    return result
  }

  private func dependencies(of expectations: [Followed]) -> Set<ObjectKey> {
    var keys: Set<ObjectKey> = []
    for followed in expectations {
      switch followed {
      case .condition(let template, _, _): keys.formUnion(scope.dependencies(of: template).map(\.key))
      case .object(_, let reference, _): keys.insert(reference.key)
      }
    }
    return keys
  }

  private func failure(
    _ kind: Failure.Kind, _ broken: [Broken], _ time: String, dependencies: Set<ObjectKey>
  ) -> Failure {
    let titles = broken.map(\.title)
    let message =
      kind == .stateNotKept
      ? "did not stay true \(time): \(titles.joined(separator: "; "))"
      : "did not become true \(time): \(titles.joined(separator: "; "))"
    let details = broken.flatMap { item in
      item.details.isEmpty ? [] : ["\(item.title)"] + item.details.map { "  \($0)" }
    }
    return Failure(kind, message, details: details + summaries(of: dependencies), at: broken.first?.place)
  }

  /// What a person looks at first: each object's conditions.
  private func summaries(of keys: Set<ObjectKey>) -> [String] {
    keys.sorted { $0.description < $1.description }.flatMap { key -> [String] in
      guard let object = watches.live.object(key) else { return ["\(key.kind) \(key.name) does not exist"] }
      let head = "\(key.kind) \(key.name), generation \(object.generation ?? 0)"
      let conditions = object.conditions.map { condition in
        "  \(condition.type)=\(condition.status) \(condition.reason): \(condition.message)"
      }
      return [conditions.isEmpty ? "\(head): no conditions" : "\(head):"] + conditions
    }
  }
}
