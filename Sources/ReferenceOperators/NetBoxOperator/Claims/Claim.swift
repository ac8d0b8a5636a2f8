import Crypto
package import Documents
package import Kubernetes

/// What a claim asks for.
package struct Claim: Sendable {
  package let kind: ClaimKind
  package let object: KubernetesObject

  package init(_ object: KubernetesObject, kind: ClaimKind) {
    self.object = object
    self.kind = kind
  }

  private var spec: Value { object["spec"] ?? .null }

  package var tenant: String? { text("tenant") }
  package var site: String? { kind == .prefixClaim ? text("site") : nil }
  package var isPreserved: Bool { spec["preserveInNetbox"]?.bool ?? false }

  /// As written; nil when a selector stands for it.
  package var parentPrefix: String? { text("parentPrefix") }
  package var selector: Object { spec["parentPrefixSelector"]?.object ?? [:] }

  /// Nil when the spec holds none, which the schema forbids.
  package var prefixLength: Int? { text("prefixLength").flatMap { Int($0.drop { $0 == "/" }) } }
  package var size: Int? { spec["size"]?.integer.map { Int(clamping: $0) } }

  /// What is claimed, for messages: `a /28`, `an address`, `a range of 5 addresses`.
  package var wish: String {
    switch kind {
    case .ipAddressClaim: "an address"
    case .prefixClaim: "a /\(prefixLength ?? 0)"
    case .ipRangeClaim: "a range of \(size ?? 0) addresses"
    }
  }

  /// The parent for messages and locks: the prefix, or the selector's entries.
  package var parentTitle: String {
    if let parentPrefix { return parentPrefix }
    return selector.sortedByKey().map { "\($0.key)=\($0.value.string ?? "")" }.joined(separator: ",")
  }

  private func text(_ key: String) -> String? {
    guard let text = spec[key]?.string, !text.isEmpty else { return nil }
    return text
  }
}

// MARK: Restoration

extension Claim {
  /// The name under which NetBox remembers what this claim got: the same for a claim that is deleted and made again.
  package func restorationHash(defects: Set<Defect> = []) -> String {
    let name = defects.contains(.duplicateAllocation) ? "" : object.name
    let parts: [Value] = [
      .string(kind.rawValue), .string(object.namespace ?? ""), .string(name),
      .string(parentPrefix.map(Reservation.canonical) ?? ""), .object(selector.sortedByKey()),
      spec["prefixLength"] ?? .null, spec["size"] ?? .null, .string(tenant ?? ""),
    ]
    let digest = SHA256.hash(data: Array(JSON.text(.array(parts)).utf8))
    return digest.prefix(20).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0\(digits)" : digits
    }.joined()
  }
}

// MARK: The child

extension Claim {
  /// The reservation that answers this claim, as the operator applies it.
  ///
  /// - Parameter answer: Nil for all but its addresses.
  package func child(
    _ answer: Allocation.Answer?, hash: String, hashField: String, defects: Set<Defect> = []
  ) -> KubernetesObject {
    var child = KubernetesObject(
      apiVersion: object.apiVersion, kind: kind.child.rawValue, namespace: object.namespace, name: object.name)
    if let parent = answer?.parent { child.annotations = [Self.parentAnnotation: parent] }
    if !defects.contains(.disownsChildren) { child.ownerReferences = [object.ownerReference()] }
    var childSpec: Object = [:]
    for field in kind.child.addressFields { childSpec[field.spec] = answer?.addresses[field.spec].map(Value.string) }
    childSpec["tenant"] = tenant.map(Value.string)
    childSpec["site"] = site.map(Value.string)
    var customFields = spec["customFields"]?.object ?? [:]
    customFields[hashField] = .string(hash)
    childSpec["customFields"] = .object(customFields)
    for field in ["description", "comments", "preserveInNetbox"] { childSpec[field] = spec[field] }
    child["spec"] = .object(childSpec)
    return child
  }

  /// Remembers on the child which parent it was taken from.
  package static let parentAnnotation = "netbox.dev/parent-prefix"

  /// What an existing child is the answer to.
  package func answer(in child: KubernetesObject) -> Allocation.Answer {
    var addresses: [String: String] = [:]
    for field in kind.child.addressFields { addresses[field.spec] = child["spec", field.spec]?.string }
    return Allocation.Answer(addresses: addresses, parent: child.annotation(Self.parentAnnotation))
  }
}
