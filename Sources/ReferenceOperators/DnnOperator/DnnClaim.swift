package import Cluster
import Documents
package import Kubernetes

/// The IpAddressClaim that a Dnn makes for its address; it has the Dnn's name.
package enum DnnClaim {
  package static let resource = APIResource(
    group: "netbox.dev", version: "v1", plural: "ipaddressclaims", kind: "IpAddressClaim", isNamespaced: true)

  /// Tells a claim that was made for a Dnn, also when an orphaned one has no owner any more.
  private static let label = "telco.plugfest.dev/dnn"

  package static func key(of dnn: Dnn) -> ObjectKey {
    ObjectKey(group: "netbox.dev", kind: resource.kind, namespace: dnn.object.namespace, name: dnn.object.name)
  }

  package static func belongs(_ claim: KubernetesObject, to dnn: Dnn) -> Bool {
    if let owner = claim.controller { return owner.uid == dnn.object.uid }
    return claim.label(label) != nil
  }

  /// - Parameter isOwned: Whether it goes with the Dnn.
  package static func wanted(by dnn: Dnn, isOwned: Bool) -> KubernetesObject {
    var claim = KubernetesObject(
      apiVersion: "netbox.dev/v1", kind: resource.kind, namespace: dnn.object.namespace, name: dnn.object.name)
    claim.setLabel(label, to: "true")
    if isOwned { claim.ownerReferences = [dnn.object.ownerReference()] }
    claim["spec"] = [
      "parentPrefix": .string(dnn.parentPrefix ?? ""), "description": .string("address of \(dnn.hostname)"),
    ]
    return claim
  }
}
