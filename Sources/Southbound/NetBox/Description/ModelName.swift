/// The kinds of objects that the simulator keeps, named as NetBox names content types.
enum ModelName: String, Sendable, CaseIterable {
  case region = "dcim.region"
  case siteGroup = "dcim.sitegroup"
  case site = "dcim.site"
  case tenantGroup = "tenancy.tenantgroup"
  case tenant = "tenancy.tenant"
  case routeTarget = "ipam.routetarget"
  case vrf = "ipam.vrf"
  case role = "ipam.role"
  case rir = "ipam.rir"
  case aggregate = "ipam.aggregate"
  case vlan = "ipam.vlan"
  case prefix = "ipam.prefix"
  case ipRange = "ipam.iprange"
  case ipAddress = "ipam.ipaddress"
  case tag = "extras.tag"
  case choiceSet = "extras.customfieldchoiceset"
  case customField = "extras.customfield"
  case journalEntry = "extras.journalentry"
  case user = "users.user"
  case objectChange = "core.objectchange"
}

/// Names of content types as clients may use them, also those whose objects the simulator does not keep.
enum ContentType {
  /// Kinds of NetBox objects that may have custom fields, tags and journal entries, apart from those of `ModelName`.
  private static let others: [String] = [
    "circuits.circuit", "circuits.provider", "dcim.cable", "dcim.device", "dcim.devicerole", "dcim.devicetype",
    "dcim.interface", "dcim.location", "dcim.manufacturer", "dcim.platform", "dcim.rack", "ipam.asn", "ipam.asnrange",
    "ipam.fhrpgroup", "ipam.service", "ipam.vlangroup", "tenancy.contact", "tenancy.contactgroup",
    "virtualization.cluster", "virtualization.virtualmachine", "virtualization.vminterface", "vpn.l2vpn",
  ]

  /// Every known name; its position gives the number that change records hold.
  static let all: [String] = (ModelName.allCases.map(\.rawValue) + others).sorted()

  static func number(of name: String) -> Int64? { all.firstIndex(of: name).map { Int64($0) + 1 } }

  /// Those that custom fields can be assigned to.
  static let withCustomFields: Set<String> = Set(all).subtracting(
    ["extras.tag", "extras.customfieldchoiceset", "extras.customfield", "users.user", "core.objectchange"])

  /// What a prefix can be scoped to.
  static let scopes: Set<String> = ["dcim.region", "dcim.sitegroup", "dcim.site", "dcim.location"]
  /// What an address can be assigned to.
  static let assignments: Set<String> = ["dcim.interface", "ipam.fhrpgroup", "virtualization.vminterface"]
}
