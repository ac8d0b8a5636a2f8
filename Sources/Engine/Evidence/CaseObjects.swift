import Cluster
import Documents
import Kubernetes
import Plans

/// The objects that a case is about: those that it made or looked at by a name, all that were seen in its namespace, and
/// those there of the kinds that the candidate says it makes.
struct CaseObjects: Sendable {
  var keys: [ObjectKey]
  /// Of kinds that were not watched.
  var listed: [KubernetesObject] = []
  /// What could not be found out.
  var problems: [String] = []

  private static let event = GroupKind(group: "", kind: "Event")

  static func collect(_ context: CaseContext) async -> CaseObjects {
    let live = context.watches.live
    let made = context.scope.made.map(\.key)
    let named = context.scope.references.map(\.key)
    let around = live.keys(in: context.scope.namespace).filter { $0.groupKind != event }
    var seen: Set<ObjectKey> = []
    var objects = CaseObjects(
      keys: (made + named + around.sorted { $0.description < $1.description }).filter { seen.insert($0).inserted })
    for kind in context.candidate.children where !around.contains(where: { $0.groupKind == kind.groupKind }) {
      do {
        let list = try await context.lab.client.list(kind, namespace: context.scope.namespace)
        objects.listed += list.items.filter { !seen.contains($0.key) }
      } catch {
        objects.problems.append("\(kind.kind): \((error as? ClusterError)?.summary ?? "\(error)")")
      }
    }
    return objects
  }

  /// All of them with their managed fields; of what is gone, the last state.
  func text(_ live: LiveObjects, _ timeline: Timeline) -> String {
    let known = keys.compactMap { key -> String? in
      let states = live.states(of: Interest(keys: [key]), after: 0).states
      if let object = live.object(key) { return Self.document(object, "") }
      guard let last = states.last(where: { $0.object != nil }), let object = last.object else { return nil }
      let gone = states.last { $0.object == nil }.map {
        "# gone \(timeline.time($0.arrival)); this is its last state\n"
      }
      return Self.document(object, gone ?? "# gone; this is its last state\n")
    }
    return (known + listed.map { Self.document($0, "") }).joined(separator: "---\n")
  }

  private static func document(_ object: KubernetesObject, _ comment: String) -> String {
    comment + YAML.text(SecretMask.mask(object))
  }
}
