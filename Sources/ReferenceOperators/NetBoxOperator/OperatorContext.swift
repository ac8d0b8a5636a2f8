package import Cluster
package import Documents
import Foundation
package import Kubernetes
package import OperatorRuntime
import Synchronization

/// What the reconcilers work with.
package struct OperatorContext: Sendable {
  package let settings: OperatorSettings
  package let netBox: NetBoxClient
  package let client: ClusterClient
  package let cache: ObjectCache
  package let events: EventRecorder
  package let log: StructuredLog
  package let ownWrites: OwnWrites
  package let locks = KeyedLock()
  private let seen = FirstSights()

  package init(_ surroundings: Surroundings, settings: OperatorSettings, netBox: NetBoxClient) {
    self.settings = settings
    self.netBox = netBox
    client = surroundings.client
    cache = surroundings.cache
    events = surroundings.events
    log = surroundings.log
    ownWrites = surroundings.ownWrites
  }

  /// Under which name the operator owns what it applies.
  package static let fieldManager = "netbox-operator"

  package var defects: Set<Defect> { settings.defects }

  /// Whether this process sees the object for the first time.
  package func isFirstSight(of object: KubernetesObject) -> Bool { seen.insert(object.uid ?? "") }

  package func outcome(of obstacle: Obstacle) -> ReconcileOutcome {
    if defects.contains(.neverRetries) { return .settled }
    return .retry(atLeast: defects.contains(.ignoresRetryAfter) ? .zero : obstacle.retryAfter)
  }
}

/// The uids that this process has met.
private final class FirstSights: Sendable {
  private let uids = Mutex<Set<String>>([])

  func insert(_ uid: String) -> Bool { uids.withLock { $0.insert(uid).inserted } }
}

// MARK: NetBox

extension OperatorContext {
  /// - Returns: Nil for no tenant.
  package func tenantID(_ name: String?) async throws -> Int64? {
    guard let name else { return nil }
    if let id = try await netBox.named(name, in: "tenancy/tenants/")?["id"]?.integer { return id }
    if defects.contains(.acceptsInvalid) { return nil }
    throw Obstacle("TenantNotFound", "tenant \"\(name)\" does not exist in NetBox")
  }

  /// - Returns: Nil for no site.
  package func siteID(_ name: String?) async throws -> Int64? {
    guard let name else { return nil }
    if let id = try await netBox.named(name, in: "dcim/sites/")?["id"]?.integer { return id }
    if defects.contains(.acceptsInvalid) { return nil }
    throw Obstacle("SiteNotFound", "site \"\(name)\" does not exist in NetBox")
  }

  /// The objects in NetBox that carry a claim's hash. A filter that NetBox does not know selects everything, so each hit
  /// is looked at.
  package func restorable(_ hash: String, in kind: ReservationKind) async throws -> [Value] {
    let hits = try await netBox.list(kind.collection, [.init("cf_\(settings.hashField)", hash)])
    return hits.filter { $0["custom_fields"]?[settings.hashField]?.string == hash }
  }

  package func tellRepair(_ reservation: Reservation, _ message: String) async {
    log.info("drift repaired", fields(reservation.object, ["repair": .string(message)]))
    await events.record(EventText(.normal, "DriftRepaired", message), about: reservation.object)
  }

  package func fields(_ object: KubernetesObject, _ more: Object = [:]) -> Object {
    var fields: Object = [
      "kind": .string(object.kind), "namespace": .string(object.namespace ?? ""), "name": .string(object.name),
    ]
    for (key, value) in more { fields[key] = value }
    return fields
  }
}

// MARK: Kubernetes

extension OperatorContext {
  package func writer(_ resource: APIResource) -> ObjectWriter { ObjectWriter(resource, client, ownWrites) }

  package func addFinalizer(
    _ finalizer: String, to object: KubernetesObject, _ resource: APIResource
  ) async throws -> KubernetesObject {
    guard !object.finalizers.contains(finalizer), !defects.contains(.forgetsFinalizer) else { return object }
    return try await writer(resource).setFinalizers(object.finalizers + [finalizer], of: object)
  }

  package func removeFinalizer(
    _ finalizer: String, from object: KubernetesObject, _ resource: APIResource
  ) async throws {
    _ = try await writer(resource).setFinalizers(object.finalizers.filter { $0 != finalizer }, of: object)
  }

  /// The deviation of `panics-on-missing-field`.
  package func dieIfDefective(_ object: KubernetesObject) {
    guard defects.contains(.panicsOnMissingField), object["spec", "description"] == nil,
      object.condition("Ready")?.isTrue == true
    else { return }
    log.error("spec.description is nil", fields(object))
    exit(2)
  }

  /// The deviation of `needs-namespace`.
  package func noteDeletion(of object: KubernetesObject) async throws {
    var note = KubernetesObject(
      apiVersion: "v1", kind: "ConfigMap", namespace: object.namespace, name: "\(object.name)-released")
    note.ownerReferences = [object.ownerReference()]
    note["data", "uid"] = .string(object.uid ?? "")
    _ = try await client.apply(note, fieldManager: Self.fieldManager, force: true)
  }

  /// Writes the report's status when it says something new, and tells of it by an Event when it is about readiness.
  package func write(
    _ report: StatusReport, over object: KubernetesObject, _ resource: APIResource
  ) async throws {
    var report = report
    if settings.release == .previous {
      for field in ["observedGeneration", "lastUpdated"] { report.object["status", field] = object["status", field] }
    }
    if defects.contains(.tellsToken), var ready = report.object.condition("Ready") {
      ready.message += ", with the token \((try? settings.token.secret()) ?? "")"
      report.set(ready)
    }
    guard try await writer(resource).writeStatus(of: report.object, over: object) != nil else { return }
    guard let ready = report.object.condition("Ready") else { return }
    let old = object.condition("Ready")
    guard (old?.status, old?.reason, old?.message) != (ready.status, ready.reason, ready.message) else { return }
    let isFine = ready.isTrue || Obstacle.progressReasons.contains(ready.reason)
    let text = EventText(isFine ? .normal : .warning, ready.reason, ready.message)
    log.info("status changed", fields(object, ["ready": .string(ready.status), "reason": .string(ready.reason)]))
    await events.record(text, about: object)
  }
}
