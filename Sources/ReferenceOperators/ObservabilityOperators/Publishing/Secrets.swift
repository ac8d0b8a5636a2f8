package import Cluster
import Documents
import Foundation
package import Kubernetes
package import OperatorRuntime
import Synchronization

/// The Secret of each object with the configuration that was generated for it: what a sidecar beside Prometheus reads,
/// and what people look at.
package struct Secrets: Sendable {
  private let client: ClusterClient
  private let cache: ObjectCache
  private let owner: String
  private let defects: Set<Defect>
  private let written: WrittenSecrets

  package static let resource = APIResource(
    group: "", version: "v1", plural: "secrets", kind: "Secret", isNamespaced: true)
  private static let field = "configuration.yaml"

  package init(client: ClusterClient, cache: ObjectCache, owner: String, defects: Set<Defect>) {
    self.client = client
    self.cache = cache
    self.owner = owner
    self.defects = defects
    written = WrittenSecrets()
  }

  /// Which Secrets an operator watches: its own.
  package static func selection(owner: String) -> ListOptions {
    ListOptions(labels: LabelSelector(matching: [managedBy: owner]))
  }

  private static let managedBy = "app.kubernetes.io/managed-by"

  /// Writes the Secret when it is not as it should be, and removes that of a piece of which nothing is to be in force.
  ///
  /// - Throws: `NameTaken`, `ClusterError`
  package func bring(_ piece: Piece, isValid: Bool) async throws {
    let present = cache.object(key(of: piece))
    guard isValid, !piece.isEmpty else { return try await remove(present, of: piece) }
    let wanted = secret(of: piece)
    let text = wanted["data", Self.field]?.string ?? ""
    if defects.contains(.noChildRepair), written.has(piece.key, text) { return }
    if let present, present["data"] == wanted["data"], isOwned(present, by: wanted) { return }
    if present == nil { try await checkFree(wanted) }
    if defects.contains(.stripsLabels), present != nil {
      _ = try await client.update(wanted)
    } else {
      _ = try await client.apply(wanted, fieldManager: owner, force: true)
    }
    written.note(piece.key, text)
  }

  private func isOwned(_ secret: KubernetesObject, by wanted: KubernetesObject) -> Bool {
    wanted.ownerReferences.allSatisfy(secret.ownerReferences.contains)
  }

  /// - Throws: `NameTaken` when there is such a Secret that is not this operator's.
  private func checkFree(_ wanted: KubernetesObject) async throws {
    let other = try await client.find(Self.resource, namespace: wanted.namespace, name: wanted.name)
    guard let other, other.label(Self.managedBy) != owner, !wanted.ownerReferences.isEmpty else { return }
    throw NameTaken(name: wanted.name)
  }

  private func remove(_ secret: KubernetesObject?, of piece: Piece) async throws {
    guard let secret, secret.controller?.uid == piece.object.uid else { return }
    do {
      let options = DeleteOptions(propagation: .background, uid: secret.uid)
      try await client.delete(Self.resource, namespace: secret.namespace, name: secret.name, options: options)
    } catch let error as ClusterError where error.isNotFound {
      return
    }
  }

  private func key(of piece: Piece) -> ObjectKey {
    ObjectKey(group: "", kind: "Secret", namespace: piece.object.namespace, name: Self.name(for: piece.object))
  }

  private func secret(of piece: Piece) -> KubernetesObject {
    let object = piece.object
    var secret = KubernetesObject(
      apiVersion: "v1", kind: "Secret", namespace: object.namespace, name: Self.name(for: object))
    secret.labels = [Self.managedBy: owner]
    if !defects.contains(.ownsNothing) { secret.ownerReferences = [object.ownerReference()] }
    secret["type"] = "Opaque"
    secret["data"] = [Self.field: .string(Data(piece.text.utf8).base64EncodedString())]
    return secret
  }

  /// `servicemonitor-demo`
  package static func name(for object: KubernetesObject) -> String {
    let name = "\(object.kind.lowercased())-\(object.name)"
    return name.count <= 253 ? name : "\(name.prefix(200))-\(object.uid ?? "")"
  }
}

/// A Secret that somebody else made has the name.
package struct NameTaken: Error, Sendable, CustomStringConvertible {
  package var name: String

  package var description: String { "there is a Secret \(name) that is not this operator's" }
}

/// What an operator that never looks again has written.
private final class WrittenSecrets: Sendable {
  private let texts = Mutex<[ObjectKey: String]>([:])

  func has(_ key: ObjectKey, _ text: String) -> Bool { texts.withLock { $0[key] == text } }

  func note(_ key: ObjectKey, _ text: String) { texts.withLock { $0[key] = text } }
}
