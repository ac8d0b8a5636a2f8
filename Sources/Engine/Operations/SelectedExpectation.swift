import Cluster
import Documents
import Expressions
import Kubernetes
import Plans
import Verdicts

/// What objects that are chosen by their labels must be like.
struct SelectedExpectation: Sendable {
  var selection: ObjectSelection
  var match: Template?
  var each: Template?
  var count: CountRange
  var place: Place

  /// `at least 1 PrefixClaim with app=demo`
  var title: String {
    "\(count) \(selection.title)\(match == nil ? "" : " that match")\(each == nil ? "" : ", each as it must be")"
  }
}

extension ObjectSelection {
  /// `PrefixClaim with app=demo`
  var title: String { "\(kind.kind)\(labels.isEmpty ? "" : " with \(labels)")" }
}

extension CaseContext {
  func follow(_ expected: Step.Operation.SelectionExpectation) async throws -> SelectedExpectation {
    SelectedExpectation(
      selection: try await follow(expected.objects), match: expected.match, each: expected.each, count: expected.count,
      place: expected.objects.place)
  }

  /// Begins to watch the objects of a selection.
  ///
  /// - Throws: `Failure` when it is none, and what watching throws.
  func follow(_ objects: Step.Operation.SelectedObjects) async throws -> ObjectSelection {
    let value = try scope.evaluate(objects.template)
    guard let kind = GroupVersionKind(apiVersion: value["apiVersion"]?.string ?? "", kind: value["kind"]?.string ?? "")
    else {
      throw Failure(
        .suiteDefect, "a selection needs apiVersion and kind", details: [YAML.text(value)], at: objects.place)
    }
    let isNamespaced = try await resource(for: kind).isNamespaced
    let named = value["namespace"]?.string ?? scope.namespace
    let namespace = isNamespaced && named != "*" ? named : nil
    try await watches.follow(kind, in: namespace)
    return ObjectSelection(
      kind: kind.groupKind, namespace: namespace, labels: try Self.labels(value["labels"], at: objects.place))
  }

  private static func labels(_ value: Value?, at place: Place) throws -> LabelSelector {
    switch value {
    case nil, .null?: return .everything
    case .string(let text)?:
      do { return try LabelSelector(parsing: text) } catch {
        throw Failure(.suiteDefect, "\(text.quoted) is no label selector: \(error)", at: place)
      }
    case .object(let object)?:
      var labels: [String: String] = [:]
      for (name, value) in object {
        guard let text = value.string else {
          throw Failure(.suiteDefect, "the label \(name.quoted) must be a text, not \(value.excerpt)", at: place)
        }
        labels[name] = text
      }
      return LabelSelector(matching: labels)
    case let value?:
      throw Failure(.suiteDefect, "labels must be an object or a selector, not \(value.excerpt)", at: place)
    }
  }

  func check(_ expected: SelectedExpectation, at moment: Moment) -> Expected.Broken? {
    do {
      let objects = moment.objects(of: expected.selection)
      var details = try miscounted(objects, expected, at: moment)
      if let each = try expected.each.map({ try scope.evaluate($0, at: moment) }) {
        details += objects.flatMap { object in
          mismatches(object, each, at: moment).map { "\(object.kind) \(object.name): \($0)" }
        }
      }
      return details.isEmpty ? nil : Expected.Broken(title: expected.title, details: details, place: expected.place)
    } catch {
      let message = (error as? ExpressionError)?.message ?? "\(error)"
      return Expected.Broken(
        title: expected.title, details: ["it could not be evaluated: \(message)"], place: expected.place,
        isUnevaluable: true)
    }
  }

  /// What to say of a wrong number of objects; empty when it is right.
  private func miscounted(
    _ objects: [KubernetesObject], _ expected: SelectedExpectation, at moment: Moment
  ) throws -> [String] {
    guard let pattern = try expected.match.map({ try scope.evaluate($0, at: moment) }) else {
      return expected.count.contains(objects.count) ? [] : ["found \(objects.count)\(Self.names(objects))"]
    }
    let compared = objects.map { (object: $0, mismatches: mismatches($0, pattern, at: moment)) }
    let matching = compared.filter(\.mismatches.isEmpty).map(\.object)
    if expected.count.contains(matching.count) { return [] }
    let found = "found \(matching.count) of \(objects.count) that match\(Self.names(matching))"
    guard matching.count < expected.count.atLeast,
      let closest = compared.filter({ !$0.mismatches.isEmpty }).min(by: { $0.mismatches.count < $1.mismatches.count })
    else { return [found] }
    return [found, "the closest is \(closest.object.kind) \(closest.object.name):"]
      + closest.mismatches.map { "  \($0)" }
  }

  private func mismatches(_ object: KubernetesObject, _ pattern: Value, at moment: Moment) -> [String] {
    SubsetMatch.mismatches(expected: pattern, actual: object.value).map { describe($0, in: object.key, at: moment) }
  }

  private static func names(_ objects: [KubernetesObject]) -> String {
    if objects.isEmpty { return "" }
    let shown = objects.prefix(8).map(\.name).joined(separator: ", ")
    return ": \(shown)\(objects.count > 8 ? ", …" : "")"
  }
}
