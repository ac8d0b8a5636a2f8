package import Cluster

/// The kinds that stand for one object in NetBox.
package enum ReservationKind: String, Sendable, Hashable, CaseIterable {
  case ipAddress = "IpAddress"
  case prefix = "Prefix"
  case ipRange = "IpRange"

  package var plural: String {
    switch self {
    case .ipAddress: "ipaddresses"
    case .prefix: "prefixes"
    case .ipRange: "ipranges"
    }
  }

  package var resource: APIResource {
    APIResource(group: "netbox.dev", version: "v1", plural: plural, kind: rawValue, isNamespaced: true)
  }

  package var finalizer: String { "\(rawValue.lowercased()).netbox.dev/finalizer" }

  /// Names of the custom fields that the operator has written, so that it can clear those that the spec drops.
  package var customFieldsAnnotation: String { "\(rawValue.lowercased()).netbox.dev/managed-custom-fields" }

  /// Below NetBox's `/api/`; without `ipam/` also the object's page.
  package var collection: String {
    switch self {
    case .ipAddress: "ipam/ip-addresses/"
    case .prefix: "ipam/prefixes/"
    case .ipRange: "ipam/ip-ranges/"
    }
  }

  /// What the spec calls the fields that say which address it is about, and what NetBox calls them.
  package var addressFields: [(spec: String, netBox: String)] {
    switch self {
    case .ipAddress: [("ipAddress", "address")]
    case .prefix: [("prefix", "prefix")]
    case .ipRange: [("startAddress", "start_address"), ("endAddress", "end_address")]
    }
  }

  /// The reason of Ready=True.
  package var reservedReason: String {
    switch self {
    case .ipAddress: "IpReservedInNetbox"
    case .prefix: "PrefixReservedInNetbox"
    case .ipRange: "IpRangeReservedInNetbox"
    }
  }
}
