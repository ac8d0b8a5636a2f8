import Documents

/// What an operator's command line says.
package struct OperatorOptions<Defect: SeededDefect>: Sendable {
  /// How often the cluster is compared with what it describes.
  package var resync: Duration = .seconds(60)
  package var workers = 8
  package var electsLeader = false
  package var logsDebug = false
  /// Where probes and metrics are answered; nil for nowhere.
  package var healthAddress: ListenAddress?
  /// Whether it is to do as the release before did.
  package var isPrevious = false
  package var defects: Set<Defect> = []
  /// What flags of the operator's own say: `true` and `false` for those that switch something.
  package var own: [String: String] = [:]
  /// Where the Lease lives.
  package var namespace = "default"

  package init() {}

  func has(_ defect: ProcessDefect) -> Bool { defects.contains { $0.rawValue == defect.rawValue } }

  /// What a flag says that takes a time.
  package static func duration(_ name: String, _ text: String) throws(CallMistake) -> Duration {
    guard let duration = GoDuration.parse(text), duration >= .milliseconds(100) else {
      throw CallMistake("\(name) \"\(text)\" is no duration of at least 100ms", hint: "write 5s, 1m30s or 500ms")
    }
    return duration
  }
}

/// A call that cannot be carried out as it is written.
package struct CallMistake: Error, Sendable, Hashable {
  package var message: String
  package var hint: String?

  package init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }
}

/// `:8081` and `127.0.0.1:8081`.
package struct ListenAddress: Sendable, Hashable {
  package var host: String
  package var port: Int

  package init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
      (1...65535).contains(port)
    else { return nil }
    host = colon == text.startIndex ? "0.0.0.0" : String(text[..<colon])
    self.port = port
  }
}

/// The command line, as it is read flag by flag.
struct OperatorFlags<Program: OperatorProgram> {
  private(set) var options = OperatorOptions<Program.Defect>()
  /// Set when the call only asks for a text.
  private(set) var text: String?

  private static var names: [String] {
    [
      "--resync", "--workers", "--leader-elect", "--debug", "--health", "--compatibility", "--defect", "--list-defects",
      "--version", "--help",
    ] + Program.ownFlags.keys.sorted()
  }

  mutating func read(_ arguments: [String]) throws(CallMistake) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      try read(parts[0], inline: parts.count == 2 ? parts[1] : nil, rest: &rest)
    }
  }

  private mutating func read(_ name: String, inline: String?, rest: inout ArraySlice<String>) throws(CallMistake) {
    func value() throws(CallMistake) -> String {
      guard let value = inline ?? rest.popFirst() else { throw CallMistake("\(name) needs a value") }
      return value
    }
    switch name {
    case "--resync": options.resync = try OperatorOptions<Program.Defect>.duration(name, try value())
    case "--workers": options.workers = try Self.workers(try value())
    case "--leader-elect": options.electsLeader = inline != "false"
    case "--debug": options.logsDebug = inline != "false"
    case "--health": options.healthAddress = try Self.address(try value())
    case "--compatibility": options.isPrevious = try Self.isPrevious(try value())
    case "--defect": options.defects.insert(try Self.defect(try value()))
    case "--list-defects": text = Self.defectList
    case "--version": text = "\(Program.name) \(Program.version)\n"
    case "--help", "-h": text = Program.help
    default:
      switch Program.ownFlags[name] {
      case .isSwitch?: options.own[name] = inline == "false" ? "false" : "true"
      case .value?: options.own[name] = try value()
      case nil:
        throw CallMistake("unknown argument \"\(name)\"", hint: Suggestion.hint(for: name, among: Self.names))
      }
    }
  }

  private static func workers(_ text: String) throws(CallMistake) -> Int {
    guard let number = Int(text), (1...256).contains(number) else {
      throw CallMistake("--workers \"\(text)\" is no number from 1 to 256")
    }
    return number
  }

  private static func address(_ text: String) throws(CallMistake) -> ListenAddress {
    if let address = ListenAddress(text) { return address }
    throw CallMistake("--health \"\(text)\" is no address", hint: "write :8081 or 127.0.0.1:8081")
  }

  private static func isPrevious(_ text: String) throws(CallMistake) -> Bool {
    if Program.previousVersion == text || Program.previousVersion.hasPrefix("\(text).") { return true }
    if Program.version == text || Program.version.hasPrefix("\(text).") { return false }
    throw CallMistake(
      "--compatibility \"\(text)\" is no release", hint: "write \(Program.previousVersion) or \(Program.version)")
  }

  private static func defect(_ name: String) throws(CallMistake) -> Program.Defect {
    if let defect = Program.defects.first(where: { $0.rawValue == name }) { return defect }
    let hint = Suggestion.hint(for: name, among: Program.defects.map(\.rawValue))
    throw CallMistake("unknown defect \"\(name)\"", hint: hint ?? "\(Program.name) --list-defects lists them")
  }

  private static var defectList: String {
    let width = Program.defects.map(\.rawValue.count).max() ?? 0
    return Program.defects.map { defect in
      defect.rawValue + String(repeating: " ", count: width + 2 - defect.rawValue.count) + defect.summary + "\n"
    }.joined()
  }
}
