package import Documents
package import Kubernetes

/// What an IpAddress, Prefix or IpRange wants to stand in NetBox.
package struct Reservation: Sendable {
  package let kind: ReservationKind
  package let object: KubernetesObject
  /// Name of the custom field by which claims are restored.
  package let hashField: String
  package let release: Release

  package init(_ object: KubernetesObject, kind: ReservationKind, hashField: String, release: Release = .present) {
    self.object = object
    self.kind = kind
    self.hashField = hashField
    self.release = release
  }

  private var spec: Value { object["spec"] ?? .null }

  package var tenant: String? { text("tenant") }
  package var site: String? { kind == .prefix ? text("site") : nil }
  package var isPreserved: Bool { spec["preserveInNetbox"]?.bool ?? false }

  /// Nil for what was not made by a claim.
  package var restorationHash: String? { spec["customFields"]?[hashField]?.string }

  /// The id under which NetBox is known to hold it.
  package var knownID: Int64? {
    guard let id = object["status", "id"]?.integer, id > 0 else { return nil }
    return id
  }

  /// Which address it is about, in one spelling: `192.0.2.0/28`, or first and last of a range.
  package var address: String {
    kind.addressFields.map { Self.canonical(spec[$0.spec]?.string ?? "") }.joined(separator: "-")
  }

  /// How people say it: `192.0.2.1/32`.
  package var title: String { kind.addressFields.compactMap { spec[$0.spec]?.string }.joined(separator: "-") }

  /// - Throws: An obstacle that names a field that is no address.
  package func checkAddresses() throws(Obstacle) {
    for field in kind.addressFields where IPNetwork(spec[field.spec]?.string ?? "") == nil {
      throw Obstacle("InvalidSpec", "spec.\(field.spec) \"\(spec[field.spec]?.string ?? "")\" is no address")
    }
  }

  /// The filters that find it in NetBox by its address.
  package var addressQuery: [NetBoxRequest.QueryItem] {
    kind.addressFields.map { field in
      let network = IPNetwork(spec[field.spec]?.string ?? "")
      // Without a mask NetBox finds the address whatever its mask.
      let text = kind == .ipAddress ? network?.address : network?.description
      return .init(field.netBox, text ?? "")
    }
  }

  /// The one spelling of an address with its mask; other text as it is.
  package static func canonical(_ text: String) -> String { IPNetwork(text)?.description ?? text }

  private func text(_ key: String) -> String? {
    guard let text = spec[key]?.string, !text.isEmpty else { return nil }
    return text
  }
}

// MARK: The object in NetBox

extension Reservation {
  /// The whole object as NetBox should hold it; fields that are not in it belong to others.
  package func wanted(tenantID: Int64?, siteID: Int64?, defects: Set<Defect> = []) -> Object {
    var wanted: Object = [:]
    for field in kind.addressFields { wanted[field.netBox] = .string(Self.canonical(spec[field.spec]?.string ?? "")) }
    wanted["status"] = "active"
    wanted["tenant"] = defects.contains(.dropsTenant) ? nil : tenantID.map(Value.integer)
    if let siteID {
      wanted["scope_type"] = "dcim.site"
      wanted["scope_id"] = .integer(siteID)
    }
    if kind == .ipRange { wanted["mark_populated"] = true }
    wanted["description"] = .string(description)
    wanted["comments"] = .string(spec["comments"]?.string ?? "")
    wanted["custom_fields"] = .object(customFields(defects))
    if defects.contains(.clearsForeignTags) { wanted["tags"] = [] }
    return wanted
  }

  private func customFields(_ defects: Set<Defect>) -> Object {
    var fields: Object = [:]
    if !defects.contains(.keepsCustomFields) {
      for name in managedCustomFields { fields[name] = .null }
    }
    for (name, value) in spec["customFields"]?.object ?? [:] {
      if defects.contains(.losesCustomFields), name != hashField { continue }
      fields[name] = value
    }
    return fields
  }

  /// `namespace/name // what the spec says // managed by netbox-operator`, in at most NetBox's 200 characters.
  package var description: String {
    let text = spec["description"]?.string ?? ""
    let notice = release == .previous ? "" : " // managed by netbox-operator"
    let room = 200 - notice.unicodeScalars.count
    let start = text.isEmpty ? ownerMark : "\(ownerMark) // \(text)"
    return String(String.UnicodeScalarView(start.unicodeScalars.prefix(room))) + notice
  }

  private var ownerMark: String { "\(object.namespace ?? "")/\(object.name)" }

  /// Whether an object of NetBox is known to have been made or taken over for this one.
  package func owns(_ found: Value) -> Bool {
    if let id = knownID, found["id"]?.integer == id { return true }
    if let hash = restorationHash { return found["custom_fields"]?[hashField]?.string == hash }
    guard let description = found["description"]?.string else { return false }
    return description == ownerMark || description.hasPrefix("\(ownerMark) //")
  }

  /// Whether an object of NetBox answers a claim, and not the one of this reservation.
  package func isOfAnotherClaim(_ found: Value) -> Bool {
    guard let hash = found["custom_fields"]?[hashField]?.string, !hash.isEmpty else { return false }
    return hash != restorationHash
  }

  /// Whether the release before has reported on it, and no other since.
  package static func isOfEarlierRelease(_ object: KubernetesObject) -> Bool {
    object["status", "id"] != nil && object["status", "lastUpdated"] == nil
  }
}

// MARK: Custom fields written before

extension Reservation {
  /// From the annotation; it may be a list of names, or a map by name as other implementations write it.
  package var managedCustomFields: [String] {
    guard let text = object.annotation(kind.customFieldsAnnotation), let value = try? JSON.parse(text) else {
      return []
    }
    return value.array?.compactMap(\.string) ?? value.object.map { Array($0.keys) } ?? []
  }

  package var wantedCustomFields: [String] { (spec["customFields"]?.object).map { $0.keys.sorted() } ?? [] }

  /// The annotation for these names; nil for none.
  package func annotation(_ names: some Collection<String>) -> String? {
    if names.isEmpty { return nil }
    if release == .previous {
      return JSON.text(.object(Object(names.sorted().map { ($0, spec["customFields"]?[$0] ?? "") })))
    }
    return JSON.text(.array(names.sorted().map(Value.string)))
  }
}
