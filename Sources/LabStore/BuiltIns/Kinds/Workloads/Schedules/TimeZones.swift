import FoundationEssentials

/// Names of time zones, as the system's database has them.
enum TimeZones {
  private static let database = "/usr/share/zoneinfo"

  static func isKnown(_ name: String) -> Bool {
    if name == "UTC" || name == "Etc/UTC" { return true }
    if name.isEmpty || name.lowercased() == "local" || name.hasPrefix("/") || name.split(separator: "/").contains("..")
    {
      return false
    }
    guard FileManager.default.fileExists(atPath: database) else { return isWellFormed(name) }
    var isDirectory = false
    return FileManager.default.fileExists(atPath: "\(database)/\(name)", isDirectory: &isDirectory) && !isDirectory
  }

  /// Without a database, anything that looks like `Area/City` is taken for a zone.
  private static func isWellFormed(_ name: String) -> Bool {
    name.contains("/") && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/_+-".contains($0)) }
  }
}
