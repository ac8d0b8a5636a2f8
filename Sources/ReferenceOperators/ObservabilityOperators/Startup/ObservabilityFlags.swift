import Documents

/// The command line and the environment, as they are read.
struct ObservabilityFlags {
  private(set) var settings = ObservabilitySettings()
  /// Set when the call only asks for a text.
  private(set) var text: String?
  private let usage: Usage

  private static let names = [
    "--resync", "--leader-elect", "--debug", "--health", "--compatibility", "--defect", "--list-defects", "--version",
    "--help",
  ]

  init(_ usage: Usage) { self.usage = usage }

  mutating func read(_ arguments: [String], environment: [String: String]) throws(UsageError) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      try read(parts[0], inline: parts.count == 2 ? parts[1] : nil, rest: &rest)
    }
    if text == nil { try read(environment) }
  }

  private mutating func read(_ environment: [String: String]) throws(UsageError) {
    func variable(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    settings.namespace = variable("POD_NAMESPACE") ?? settings.namespace
    settings.folder = variable("PROMETHEUS_FOLDER")
    guard var url = variable("PROMETHEUS_URL") else { return }
    guard url.hasPrefix("http://") || url.hasPrefix("https://") else {
      throw UsageError("PROMETHEUS_URL \"\(url)\" does not begin with http:// or https://")
    }
    while url.hasSuffix("/") { url.removeLast() }
    settings.prometheusURL = url
    if settings.folder == nil {
      throw UsageError("no folder for the configuration of Prometheus is named", hint: "set PROMETHEUS_FOLDER")
    }
  }

  private mutating func read(_ name: String, inline: String?, rest: inout ArraySlice<String>) throws(UsageError) {
    func value() throws(UsageError) -> String {
      guard let value = inline ?? rest.popFirst() else { throw UsageError("\(name) needs a value") }
      return value
    }
    switch name {
    case "--resync": settings.resync = try Self.duration(try value())
    case "--leader-elect": settings.electsLeader = inline != "false"
    case "--debug": settings.logsDebug = inline != "false"
    case "--health": settings.healthAddress = try Self.address(try value())
    case "--compatibility": settings.isPrevious = try Self.isPrevious(try value())
    case "--defect": settings.defects.insert(try defect(try value()))
    case "--list-defects": text = Usage.defects
    case "--version": text = "\(usage.name) \(Usage.version)\n"
    case "--help", "-h": text = usage.help
    default:
      throw UsageError("unknown argument \"\(name)\"", hint: Suggestion.hint(for: name, among: Self.names))
    }
  }

  private static func duration(_ text: String) throws(UsageError) -> Duration {
    guard let duration = GoDuration.parse(text), duration >= .milliseconds(100) else {
      throw UsageError("--resync \"\(text)\" is no duration of at least 100ms", hint: "write 5s, 1m30s or 500ms")
    }
    return duration
  }

  private static func address(_ text: String) throws(UsageError) -> (host: String, port: Int) {
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
      (1...65535).contains(port)
    else { throw UsageError("--health \"\(text)\" is no address", hint: "write :8081 or 127.0.0.1:8081") }
    return (colon == text.startIndex ? "0.0.0.0" : String(text[..<colon]), port)
  }

  private static func isPrevious(_ text: String) throws(UsageError) -> Bool {
    guard [Usage.version, Usage.previousVersion].contains(text) else {
      throw UsageError(
        "--compatibility \"\(text)\" is no release", hint: "write \(Usage.previousVersion) or \(Usage.version)")
    }
    return text == Usage.previousVersion
  }

  private func defect(_ name: String) throws(UsageError) -> Defect {
    if let defect = Defect(rawValue: name) { return defect }
    let hint = Suggestion.hint(for: name, among: Defect.allCases.map(\.rawValue))
    throw UsageError("unknown defect \"\(name)\"", hint: hint ?? "\(usage.name) --list-defects lists them")
  }
}
