import Documents
import Expressions
import Kubernetes
import Plans
import Verdicts

/// Something that must hold, whose objects are watched.
enum Expected: Sendable {
  case condition(Template, source: String, place: Place)
  case object(Template, ObjectReference, place: Place)
  case selection(SelectedExpectation)

  var title: String {
    switch self {
    case .condition(_, let source, _): source
    case .object(_, let reference, _): "\(reference.title) matches"
    case .selection(let expected): expected.title
    }
  }

  /// One that does not hold, and why.
  struct Broken: Sendable {
    var title: String
    var details: [String]
    var place: Place
    /// The expression could not be evaluated, as it may be before the candidate has written what it reads.
    var isUnevaluable = false
  }
}

extension CaseContext {
  /// Begins to watch the objects of the expectations.
  ///
  /// - Throws: `Failure` when an expected object is none, and what watching throws.
  func follow(_ expectations: [Step.Operation.Expectation]) async throws -> [Expected] {
    var result: [Expected] = []
    for expectation in expectations {
      switch expectation {
      case .condition(let template, let source, let place):
        result.append(.condition(template, source: source, place: place))
      case .object(let template, let place):
        let object = KubernetesObject(try scope.evaluate(template))
        guard let kind = object.groupVersionKind, !object.name.isEmpty else {
          throw Failure(.suiteDefect, "an expected object needs apiVersion, kind and metadata.name", at: place)
        }
        let reference = try await reference(kind, namespace: object.namespace, name: object.name)
        try await watches.follow(kind, in: reference.namespace)
        result.append(.object(template, reference, place: place))
      case .selection(let expected): result.append(.selection(try await follow(expected)))
      }
    }
    return result
  }

  /// The objects on which the expectations depend.
  func interest(of expectations: [Expected]) -> Interest {
    var interest = Interest()
    for expected in expectations {
      switch expected {
      case .condition(let template, _, _): interest.keys.formUnion(scope.dependencies(of: template).map(\.key))
      case .object(_, let reference, _): interest.keys.insert(reference.key)
      case .selection(let expected): interest.selections.insert(expected.selection)
      }
    }
    return interest
  }

  /// Whether all of them hold at a moment; what does not is not described, since most moments are passed over.
  func hold(_ expectations: [Expected], at moment: Moment) -> Bool {
    expectations.allSatisfy { expected in
      if case .condition(let template, _, _) = expected {
        return (try? scope.evaluate(template, at: moment)) == .bool(true)
      }
      return broken([expected], at: moment).isEmpty
    }
  }

  /// Those that do not hold at a moment, and why.
  func broken(_ expectations: [Expected], at moment: Moment) -> [Expected.Broken] {
    expectations.compactMap { expected in
      switch expected {
      case .condition(let template, let source, let place): check(template, source, place, at: moment)
      case .object(let template, let reference, let place): check(template, reference, place, at: moment)
      case .selection(let expected): check(expected, at: moment)
      }
    }
  }

  /// - Parameter moment: When objects are looked at; nil means now.
  func check(
    _ template: Template, _ source: String, _ place: Place, extra: [String: Value] = [:], at moment: Moment? = nil
  ) -> Expected.Broken? {
    do {
      let value = try scope.evaluate(template, extra: extra, at: moment)
      if value == .bool(true) { return nil }
      let known = scope.values(behind: template, extra: extra, at: moment)
      let title = known.isEmpty ? source : "\(source) [\(known.joined(separator: ", "))]"
      return Expected.Broken(
        title: title, details: value == .bool(false) ? [] : ["it is \(value.excerpt)"], place: place)
    } catch {
      let message = (error as? ExpressionError)?.message ?? "\(error)"
      return Expected.Broken(
        title: source, details: ["it could not be evaluated: \(message)"], place: place, isUnevaluable: true)
    }
  }

  private func check(
    _ template: Template, _ reference: ObjectReference, _ place: Place, at moment: Moment
  ) -> Expected.Broken? {
    do {
      let expected = try scope.evaluate(template, at: moment)
      guard let object = moment.object(reference.key) else {
        return Expected.Broken(
          title: "\(reference.title) exists", details: ["it does not exist"] + namesakes(of: reference), place: place)
      }
      var wanted = expected
      wanted[path: "metadata", "namespace"] = nil
      let mismatches = SubsetMatch.mismatches(expected: wanted, actual: object.value)
      if mismatches.isEmpty { return nil }
      return Expected.Broken(
        title: "\(reference.title) matches", details: mismatches.map { describe($0, in: reference.key, at: moment) },
        place: place)
    } catch {
      return Expected.Broken(title: "an object matches", details: ["\(error)"], place: place, isUnevaluable: true)
    }
  }

  /// `spec.size: expected 3, found 2; last changed +0.2 s, revision 17, by demo-operator (Update)`
  func describe(_ mismatch: SubsetMatch.Mismatch, in key: ObjectKey, at moment: Moment) -> String {
    var mismatch = mismatch
    if SecretMask.hides(FieldPath(mismatch.elements), of: key.groupKind), mismatch.actual != nil {
      mismatch.actual = .string("[redacted]")
    }
    let origin = FieldOrigin(live: watches.live, timeline: Timeline(start: stepBegan))
    guard let text = origin.text(of: FieldPath(mismatch.elements), in: key, at: moment) else {
      return mismatch.description
    }
    return "\(mismatch); \(text)"
  }

  /// Objects of the kind with nearly the name, which may be what was meant.
  private func namesakes(of reference: ObjectReference) -> [String] {
    let selection = ObjectSelection(
      kind: reference.kind.groupKind, namespace: reference.namespace, labels: .everything)
    let names = watches.live.objects(of: selection).map(\.name)
    if let nearest = Suggestion.nearest(to: reference.name, among: names) {
      return ["there is \(reference.kind.kind) \(nearest)"]
    }
    if names.isEmpty { return ["there is no \(reference.kind.kind) at all"] }
    let shown = names.sorted().prefix(5).joined(separator: ", ")
    return ["there are \(names.count) of its kind: \(shown)\(names.count > 5 ? ", …" : "")"]
  }
}
