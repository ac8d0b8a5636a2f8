import Documents
import Expressions
import Kubernetes
import Plans
import Verdicts

/// A Kubernetes Event that is looked for.
struct ExpectedEvent: Sendable {
  /// Nil is anything in the namespace.
  var about: ObjectReference?
  var reason: String?
  var type: String?
  var message: RegularExpression?
  /// Where its Events are.
  var selection: ObjectSelection

  /// How often it happened by the change of this moment; an Event that happens again is counted up by who reports it.
  func occurrences(at moment: Moment) -> Int {
    guard let change = moment.change, selection.covers(change.key), let event = change.object, matches(event) else {
      return 0
    }
    let before = moment.before.map { $0.uid == event.uid ? Self.count(of: $0) : 0 } ?? 0
    return max(Self.count(of: event) - before, 0)
  }

  /// What happened by the change of this moment; nil when nothing that is looked for did.
  func happened(at moment: Moment) -> String? {
    guard occurrences(at: moment) > 0, let event = moment.change?.object else { return nil }
    return Self.text(of: event)
  }

  /// `Warning Failed about PrefixClaim demo (3 times): no prefix is free`
  static func text(of event: KubernetesObject) -> String {
    let about = event.value["involvedObject"] ?? event.value["regarding"]
    let count = count(of: event)
    let words = [
      event.value["type"]?.string, event.value["reason"]?.string,
      about.map { "about \($0["kind"]?.string ?? "") \($0["name"]?.string ?? "")" },
      count > 1 ? "(\(count) times)" : nil,
    ]
    return "\(words.compactMap(\.self).joined(separator: " ")): \(event.value["message"]?.string ?? "")"
  }

  func isAbout(_ event: KubernetesObject) -> Bool {
    guard let about else { return true }
    let object = event.value["involvedObject"]
    guard object?["kind"]?.string == about.kind.kind, object?["name"]?.string == about.name else { return false }
    if let version = object?["apiVersion"]?.string,
      let kind = GroupVersionKind(apiVersion: version, kind: about.kind.kind)
    {
      return kind.group == about.kind.group
    }
    return true
  }

  private func matches(_ event: KubernetesObject) -> Bool {
    isAbout(event) && reason.map { event.value["reason"]?.string == $0 } ?? true
      && type.map { event.value["type"]?.string == $0 } ?? true
      && message.map { $0.matches(event.value["message"]?.string ?? "") } ?? true
  }

  private static func count(of event: KubernetesObject) -> Int {
    let count = event.value[path: "series", "count"]?.integer ?? event.value["count"]?.integer ?? 1
    return Int(clamping: max(count, 1))
  }
}

extension CaseContext {
  static let eventKind = GroupVersionKind(group: "", version: "v1", kind: "Event")

  func follow(_ patterns: [Step.Operation.EventPattern]) async throws -> [ExpectedEvent] {
    var result: [ExpectedEvent] = []
    for pattern in patterns { result.append(try await follow(pattern)) }
    return result
  }

  /// Begins to watch the Events among which one is looked for.
  func follow(_ pattern: Step.Operation.EventPattern) async throws -> ExpectedEvent {
    var about: ObjectReference?
    if let target = pattern.about { about = try await reference(target) }
    // Events about objects of the cluster are in the namespace "default".
    let namespace = about == nil ? scope.namespace : about?.namespace ?? "default"
    try await watches.follow(Self.eventKind, in: namespace)
    var message: RegularExpression?
    if let text = try pattern.message.map({ try scope.text($0) }) {
      do { message = try RegularExpression(text) } catch {
        throw Failure(.suiteDefect, "\(text.quoted) is no regular expression: \(error)", at: pattern.place)
      }
    }
    return ExpectedEvent(
      about: about, reason: try pattern.reason.map { try scope.text($0) },
      type: try pattern.type.map { try scope.text($0) },
      message: message,
      selection: ObjectSelection(kind: Self.eventKind.groupKind, namespace: namespace, labels: .everything))
  }
}
