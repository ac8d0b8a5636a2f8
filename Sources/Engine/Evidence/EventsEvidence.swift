import Cluster
import Documents
import Foundation
import Kubernetes

/// Kubernetes Events of the case's namespace, and of elsewhere those about the case's objects.
struct EventsEvidence: EvidenceSource {
  /// More objects outside of its namespace than this are not asked for.
  private static let limit = 20

  func gather(_ subject: EvidenceSubject) async -> Evidence {
    var evidence = Evidence()
    // Those that a watch has shown are there even when they are gone or the lab is.
    var events = watched(subject)
    let namespace = subject.context.scope.namespace
    let answer = await subject.ask("Events") { client in
      var found = try await client.list(CaseContext.eventKind, namespace: namespace).items
      for key in subject.keys.filter({ $0.namespace != namespace && $0.name != namespace }).prefix(Self.limit) {
        let fields = FieldSelector([
          .init("involvedObject.kind", equals: key.kind), .init("involvedObject.name", equals: key.name),
        ])
        // Events about objects of the cluster are in the namespace "default".
        found += try await client.list(
          CaseContext.eventKind, namespace: key.namespace ?? "default", options: ListOptions(fields: fields)
        ).items
      }
      return found
    }
    switch answer {
    case .success(let found): for event in found { events[event.key] = event }
    case .failure(let gap): evidence.gaps.append(gap.text)
    }
    let sorted = events.values.map { (time: Self.time($0), event: $0) }
      .sorted { ($0.time.text, $0.event.name) < ($1.time.text, $1.event.name) }
    let text = sorted.map { "\($0.time.text)  \(Self.text($0.event))\n" }.joined()
    // That there were none, only the lab can say.
    if !text.isEmpty || evidence.gaps.isEmpty {
      evidence.files = [
        Evidence.File(
          name: "events.txt", what: "Kubernetes Events of the namespace and about the objects", text: text)
      ]
    }
    evidence.moments = sorted.compactMap { time, event in
      guard let date = time.date, date > subject.context.beganAt.addingTimeInterval(-1) else { return nil }
      let instant = time.isRough ? subject.roughInstant(date, of: event) : subject.instant(date)
      return EvidenceMoment(time: instant, isRough: time.isRough, kind: "event", text: Self.text(event))
    }
    return evidence
  }

  private func watched(_ subject: EvidenceSubject) -> [ObjectKey: KubernetesObject] {
    let selection = ObjectSelection(
      kind: EvidenceSubject.eventKind, namespace: subject.context.scope.namespace, labels: .everything)
    let states = subject.live.states(
      of: Interest(selections: [selection]), after: subject.context.scope.beginning.position
    ).states
    return states.reduce(into: [:]) { events, state in if let event = state.object { events[state.key] = event } }
  }

  /// When it happened last. What `client-go` writes is to the second.
  static func time(_ event: KubernetesObject) -> (text: String, date: Date?, isRough: Bool) {
    let text =
      [
        event.value[path: "series", "lastObservedTime"], event.value["lastTimestamp"], event.value["eventTime"],
        event.value[path: "metadata", "creationTimestamp"],
      ].lazy.compactMap { $0?.string }.first ?? ""
    let time = KubernetesTime(text)
    let date = time.map {
      Date(timeIntervalSince1970: TimeInterval($0.seconds) + TimeInterval($0.nanoseconds) / 1_000_000_000)
    }
    return (text, date, !text.contains("."))
  }

  /// `Warning Failed about PrefixClaim demo: …, from netbox-operator`
  static func text(_ event: KubernetesObject) -> String {
    let from =
      event.value["reportingComponent"]?.string.flatMap { $0.isEmpty ? nil : $0 }
      ?? event.value[path: "source", "component"]?.string
    let text = ExpectedEvent.text(of: event).split(whereSeparator: \.isNewline).joined(separator: " ")
    return text + (from.map { ", from \($0)" } ?? "")
  }
}
