import Documents

/// The command line, as it is read flag by flag.
struct OperatorFlags {
  /// Set when the call only asks for a text.
  private(set) var text: String?
  private(set) var resync: Duration = .seconds(60)
  private(set) var workers = 8
  private(set) var timeout: Duration = .seconds(10)
  private(set) var release = Release.present
  private(set) var electsLeader = false
  private(set) var createsHashField = false
  private(set) var logsDebug = false
  private(set) var healthAddress: OperatorSettings.HealthAddress?
  private(set) var defects: Set<Defect> = []

  private static let names = [
    "--resync", "--workers", "--netbox-timeout", "--compatibility", "--leader-elect", "--create-hash-field", "--debug",
    "--health", "--defect",
    "--list-defects",
    "--version", "--help",
  ]

  mutating func read(_ arguments: [String]) throws(UsageError) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      try read(parts[0], inline: parts.count == 2 ? parts[1] : nil, rest: &rest)
    }
  }

  private mutating func read(_ name: String, inline: String?, rest: inout ArraySlice<String>) throws(UsageError) {
    func value() throws(UsageError) -> String {
      guard let value = inline ?? rest.popFirst() else { throw UsageError("\(name) needs a value") }
      return value
    }
    switch name {
    case "--resync": resync = try Self.duration(name, try value())
    case "--netbox-timeout": timeout = try Self.duration(name, try value())
    case "--compatibility": release = try Self.release(try value())
    case "--workers": workers = try Self.workers(try value())
    case "--leader-elect": electsLeader = inline != "false"
    case "--create-hash-field": createsHashField = inline != "false"
    case "--debug": logsDebug = inline != "false"
    case "--health": healthAddress = try Self.address(try value())
    case "--defect": defects.insert(try Self.defect(try value()))
    case "--list-defects": text = Usage.defects
    case "--version": text = "netbox-operator \(Release.present.version)\n"
    case "--help", "-h": text = Usage.help
    default:
      throw UsageError("unknown argument \"\(name)\"", hint: Suggestion.hint(for: name, among: Self.names))
    }
  }

  private static func duration(_ name: String, _ text: String) throws(UsageError) -> Duration {
    guard let duration = GoDuration.parse(text), duration >= .milliseconds(100) else {
      throw UsageError("\(name) \"\(text)\" is no duration of at least 100ms", hint: "write 5s, 1m30s or 500ms")
    }
    return duration
  }

  private static func release(_ text: String) throws(UsageError) -> Release {
    if let release = Release(rawValue: text) { return release }
    let names = Release.allCases.map(\.rawValue).joined(separator: " and ")
    throw UsageError("--compatibility \"\(text)\" is no release that it can behave like", hint: "there are \(names)")
  }

  private static func workers(_ text: String) throws(UsageError) -> Int {
    guard let number = Int(text), (1...256).contains(number) else {
      throw UsageError("--workers \"\(text)\" is no number from 1 to 256")
    }
    return number
  }

  private static func address(_ text: String) throws(UsageError) -> OperatorSettings.HealthAddress {
    if let address = OperatorSettings.HealthAddress(text) { return address }
    throw UsageError("--health \"\(text)\" is no address", hint: "write :8081 or 127.0.0.1:8081")
  }

  private static func defect(_ name: String) throws(UsageError) -> Defect {
    if let defect = Defect(rawValue: name) { return defect }
    let hint = Suggestion.hint(for: name, among: Defect.allCases.map(\.rawValue))
    throw UsageError("unknown defect \"\(name)\"", hint: hint ?? "netbox-operator --list-defects lists them")
  }
}
