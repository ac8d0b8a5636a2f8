import Documents

/// Where a prefix belongs to, by its scope: NetBox caches these for filters and counts.
extension NetBox {
  func site(of prefix: Record) -> Int64? {
    prefix.values["scope_type"] == "dcim.site" ? prefix.reference("scope_id") : nil
  }

  func region(of prefix: Record) -> Int64? {
    switch prefix.values["scope_type"] {
    case "dcim.region": prefix.reference("scope_id")
    case "dcim.site": prefix.reference("scope_id").flatMap { record(.site, $0)?.reference("region") }
    default: nil
    }
  }

  func siteGroup(of prefix: Record) -> Int64? {
    switch prefix.values["scope_type"] {
    case "dcim.sitegroup": prefix.reference("scope_id")
    case "dcim.site": prefix.reference("scope_id").flatMap { record(.site, $0)?.reference("group") }
    default: nil
    }
  }
}
