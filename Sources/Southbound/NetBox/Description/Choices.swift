import Documents

/// The values that a field may have, each with the label that people see.
struct Choices: Sendable {
  var pairs: [(value: Value, label: String)]

  init(_ pairs: KeyValuePairs<String, String>) { self.pairs = pairs.map { (.string($0.key), $0.value) } }

  init(numbers: KeyValuePairs<Int64, String>) { pairs = numbers.map { (.integer($0.key), $0.value) } }

  func contains(_ value: Value) -> Bool { pairs.contains { $0.value == value } }

  /// `{"value": …, "label": …}`; null for the empty choice.
  func document(_ value: Value) -> Value {
    if value.isNull || value == "" { return .null }
    let label = pairs.first { $0.value == value }?.label ?? ""
    return ["value": value, "label": .string(label)]
  }

  static let family = Choices(numbers: [4: "IPv4", 6: "IPv6"])
  static let prefixStatus = Choices([
    "container": "Container", "active": "Active", "reserved": "Reserved", "deprecated": "Deprecated",
  ])
  static let rangeStatus = Choices(["active": "Active", "reserved": "Reserved", "deprecated": "Deprecated"])
  static let addressStatus = Choices([
    "active": "Active", "reserved": "Reserved", "deprecated": "Deprecated", "dhcp": "DHCP", "slaac": "SLAAC",
  ])
  static let addressRole = Choices([
    "loopback": "Loopback", "secondary": "Secondary", "anycast": "Anycast", "varp": "VARP", "vip": "VIP",
    "vrrp": "VRRP",
    "hsrp": "HSRP", "glbp": "GLBP", "carp": "CARP",
  ])
  static let siteStatus = Choices([
    "planned": "Planned", "staging": "Staging", "active": "Active", "decommissioning": "Decommissioning",
    "retired": "Retired",
  ])
  static let journalKind = Choices(["info": "Info", "success": "Success", "warning": "Warning", "danger": "Danger"])
  static let changeAction = Choices(["create": "Created", "update": "Updated", "delete": "Deleted"])
  static let customFieldType = Choices([
    "text": "Text", "longtext": "Text (long)", "integer": "Integer", "decimal": "Decimal",
    "boolean": "Boolean (true/false)",
    "date": "Date", "datetime": "Date & time", "url": "URL", "json": "JSON", "select": "Selection",
    "multiselect": "Multiple selection", "object": "Object", "multiobject": "Multiple objects",
  ])
  static let filterLogic = Choices(["disabled": "Disabled", "loose": "Loose", "exact": "Exact"])
  static let fieldVisible = Choices(["always": "Always", "if-set": "If set", "hidden": "Hidden"])
  static let fieldEditable = Choices(["yes": "Yes", "no": "No", "hidden": "Hidden"])
  static let baseChoices = Choices([
    "IATA": "IATA (Airport codes)", "ISO_3166": "ISO 3166 (Country codes)", "UN_LOCODE": "UN/LOCODE (Location codes)",
  ])
}
