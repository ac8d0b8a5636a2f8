package import Documents
package import Kubernetes
import OperatorRuntime

/// Finds what changed in NetBox since the operator last looked: a few requests for all objects of a kind, however many.
package struct DriftScan: Sendable {
  package let context: OperatorContext

  package init(context: OperatorContext) { self.context = context }

  /// - Parameter changed: Is called with each object that NetBox no longer holds as it was.
  package func run(changed: @Sendable (ObjectKey) -> Void) async {
    if context.defects.contains(.noDriftRepair) { return }
    for kind in ReservationKind.allCases {
      do {
        for key in try await drifted(kind) { changed(key) }
      } catch {
        context.log.warning("drift scan failed", ["kind": .string(kind.rawValue), "error": .string("\(error)")])
      }
    }
  }

  private func drifted(_ kind: ReservationKind) async throws(NetBoxError) -> [ObjectKey] {
    let objects = context.cache.objects(kind.rawValue)
    let ids = objects.compactMap { Self.id($0) }.sorted()
    var held: [Int64: Value] = [:]
    for start in stride(from: 0, to: ids.count, by: 100) {
      let query = ids[start..<min(start + 100, ids.count)].map { NetBoxRequest.QueryItem("id", String($0)) }
      for item in try await context.netBox.list(kind.collection, query) {
        if let id = item["id"]?.integer { held[id] = item }
      }
    }
    return objects.filter { Self.hasDrifted($0, held) }.map(\.key)
  }

  /// What has no id yet is being worked on anyway.
  package static func hasDrifted(_ object: KubernetesObject, _ held: [Int64: Value]) -> Bool {
    guard let id = id(object) else { return false }
    return held[id]?["last_updated"] != object["status", "lastUpdated"]
  }

  private static func id(_ object: KubernetesObject) -> Int64? {
    guard !object.isTerminating, let id = object["status", "id"]?.integer, id > 0 else { return nil }
    return id
  }
}
