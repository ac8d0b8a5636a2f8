import Cluster
import Documents
import Foundation
import Kubernetes
import Plans

/// The objects that a case is about, with their managed fields; of what is gone, the last state.
struct ObjectsEvidence: EvidenceSource {
  func gather(_ subject: EvidenceSubject) async -> Evidence {
    var evidence = Evidence()
    var documents = subject.keys.compactMap { Self.document($0, subject) }
    for (_, answer) in await unwatched(subject) {
      switch answer {
      case .success(let objects):
        documents += objects.map { Self.document($0, "") }
        evidence.moments += objects.flatMap { Self.moments(of: $0, subject) }
      case .failure(let gap): evidence.gaps.append(gap.text)
      }
    }
    evidence.files = [
      Evidence.File(
        name: "objects.yaml", what: "the objects with their managed fields; of those that are gone, the last state",
        text: documents.joined(separator: "---\n"))
    ]
    return evidence
  }

  private typealias Answer = Result<[KubernetesObject], EvidenceSubject.Gap>

  /// Objects in the namespace of kinds that the candidate says it makes, and that nobody has watched.
  private func unwatched(_ subject: EvidenceSubject) async -> [(kind: String, answer: Answer)] {
    let namespace = subject.context.scope.namespace
    let known = Set(subject.keys)
    let watched = Set(subject.keys.filter { $0.namespace == namespace }.map(\.groupKind))
    let kinds = Set(subject.context.candidate.children).filter { !watched.contains($0.groupKind) }
    return await withTaskGroup(of: (kind: String, answer: Answer).self) { group in
      for kind in kinds {
        group.addTask {
          let answer = await subject.ask(kind.kind) { client in
            try await client.list(kind, namespace: namespace).items.filter { !known.contains($0.key) }
          }
          return (kind.kind, answer)
        }
      }
      return await group.reduce(into: []) { $0.append($1) }.sorted { $0.kind < $1.kind }
    }
  }

  /// Nobody has seen how it came to be; its managed fields tell when who wrote last, to the second.
  private static func moments(of object: KubernetesObject, _ subject: EvidenceSubject) -> [EvidenceMoment] {
    object.managedFields.compactMap { entry in
      guard let time = entry.time, let who = Authorship.text([entry]) else { return nil }
      let date = Date(timeIntervalSince1970: TimeInterval(time.seconds) + TimeInterval(time.nanoseconds) / 1e9)
      return EvidenceMoment(
        time: subject.roughInstant(date, of: object), isRough: true, kind: "object",
        text: "\(object.kind) \(object.name), by \(who), as its managed fields tell; it was not watched")
    }
  }

  private static func document(_ key: ObjectKey, _ subject: EvidenceSubject) -> String? {
    if let object = subject.live.object(key) { return document(object, "") }
    let states = subject.live.states(of: Interest(keys: [key]), after: 0).states
    guard let object = states.last(where: { $0.object != nil })?.object else { return nil }
    let time = states.last { $0.object == nil }.map { " \(subject.time($0.arrival))" } ?? ""
    return document(object, "# gone\(time); this is its last state\n")
  }

  private static func document(_ object: KubernetesObject, _ comment: String) -> String {
    comment + YAML.text(SecretMask.mask(object))
  }
}
