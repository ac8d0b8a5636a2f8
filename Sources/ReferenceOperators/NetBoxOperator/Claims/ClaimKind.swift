package import Cluster

/// The kinds that ask for something free, and are answered with a reservation of the same name.
package enum ClaimKind: String, Sendable, Hashable, CaseIterable {
  case ipAddressClaim = "IpAddressClaim"
  case prefixClaim = "PrefixClaim"
  case ipRangeClaim = "IpRangeClaim"

  package var child: ReservationKind {
    switch self {
    case .ipAddressClaim: .ipAddress
    case .prefixClaim: .prefix
    case .ipRangeClaim: .ipRange
    }
  }

  package var resource: APIResource {
    APIResource(
      group: "netbox.dev", version: "v1", plural: "\(rawValue.lowercased())s", kind: rawValue, isNamespaced: true)
  }

  package var finalizer: String { "\(rawValue.lowercased()).netbox.dev/finalizer" }

  /// The status field that names the child.
  package var childNameField: String {
    switch self {
    case .ipAddressClaim: "ipAddressName"
    case .prefixClaim: "prefixName"
    case .ipRangeClaim: "ipRangeName"
    }
  }

  /// The condition that says whether something was found.
  package var assigned: (type: String, reason: String, failedReason: String) {
    switch self {
    case .ipAddressClaim: ("IPAssigned", "IPAddressCRCreated", "IPAddressCRNotCreated")
    case .prefixClaim: ("PrefixAssigned", "PrefixCRCreated", "PrefixCRNotCreated")
    case .ipRangeClaim: ("IPRangeAssigned", "IPRangeCRCreated", "IPRangeCRNotCreated")
    }
  }

  /// The reasons of Ready=True, and of Ready=False while the child has yet to get ready.
  package var ready: (reason: String, pendingReason: String) {
    switch self {
    case .ipAddressClaim: ("IPAddressResourceReady", "IPAddressResourceNotReady")
    case .prefixClaim: ("PrefixClaimResourceReady", "PrefixClaimResourceNotReady")
    case .ipRangeClaim: ("IPRangeResourceReady", "IPRangeResourceNotReady")
    }
  }
}
