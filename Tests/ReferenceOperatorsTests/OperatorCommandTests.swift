import NetBoxOperator
import OperatorRuntime
import Testing

@Suite struct OperatorCommandTests {
  private static let environment = ["NETBOX_URL": "http://127.0.0.1:8000/", "AUTH_TOKEN": "t"]

  private typealias Call = OperatorCall<NetBoxProgram>

  private func call(_ arguments: [String], _ environment: [String: String] = environment) throws
    -> (settings: OperatorSettings, options: OperatorOptions<Defect>)?
  {
    if case .run(let program, let options) = try Call(arguments: arguments, environment: environment) {
      return (program.settings, options)
    }
    return nil
  }

  @Test("flags and variables are read")
  func reads() throws {
    let (settings, options) = try #require(
      try call(
        ["--resync", "5s", "--workers=3", "--leader-elect", "--defect", "never-ready", "--defect=hot-loop"],
        Self.environment.merging(
          ["POD_NAMESPACE": "ops", "NETBOX_RESTORATION_HASH_FIELD_NAME": "h"], uniquingKeysWith: { $1 })))
    #expect(settings.netBoxURL == "http://127.0.0.1:8000")
    #expect(options.resync == .seconds(5))
    #expect(options.workers == 3)
    #expect(options.electsLeader)
    #expect(settings.defects == [.neverReady, .hotLoop])
    #expect(options.namespace == "ops")
    #expect(settings.hashField == "h")
  }

  @Test("a token may stand in a file, and the release before can be asked for")
  func files() throws {
    let variables = ["NETBOX_URL": "http://n", "NETBOX_TOKEN_FILE": "/run/token", "AUTH_TOKEN": "t"]
    let settings = try #require(try call(["--netbox-timeout", "2s", "--compatibility", "0.9"], variables)).settings
    guard case .file("/run/token") = settings.token else {
      Issue.record("not the file")
      return
    }
    #expect(settings.timeout == .seconds(2))
    #expect(settings.release == .previous)
  }

  @Test("a host stands for an address, with TLS unless it is switched off")
  func hosts() throws {
    let secure = try call([], ["NETBOX_HOST": "netbox.example", "AUTH_TOKEN": "t"])
    #expect(secure?.settings.netBoxURL == "https://netbox.example")
    let plain = try call([], ["NETBOX_HOST": "n:8000", "HTTPS_ENABLE": "false", "AUTH_TOKEN_FILE": "/t"])
    #expect(plain?.settings.netBoxURL == "http://n:8000")
  }

  @Test(
    "mistakes are named, with the nearest right word",
    arguments: [
      (["--resink", "5s"], "did you mean \"--resync\"?"),
      (["--defect", "never-redy"], "did you mean \"never-ready\"?"),
      (["--resync", "5"], "write 5s, 1m30s or 500ms"), (["--compatibility", "0.8"], "write 0.9.0 or 1.0.0"),
      (["--resync"], nil), (["--workers", "0"], nil), (["x"], nil),
    ] as [([String], String?)])
  func refuses(arguments: [String], hint: String?) throws {
    let error = try #require(throws: CallMistake.self) { try call(arguments) }
    if let hint { #expect(error.hint == hint) }
  }

  @Test("without NetBox or a token nothing runs", arguments: [["AUTH_TOKEN": "t"], ["NETBOX_URL": "http://n"], [:]])
  func needs(environment: [String: String]) {
    #expect(throws: CallMistake.self) { try call([], environment) }
  }

  @Test("every defect has a name and a summary, and can be listed without settings")
  func lists() throws {
    guard case .show(let text) = try Call(arguments: ["--list-defects"], environment: [:]) else {
      Issue.record("nothing was listed")
      return
    }
    for defect in Defect.allCases { #expect(text.contains("\(defect.rawValue) ")) }
    #expect(Set(Defect.allCases.map(\.summary)).count == Defect.allCases.count)
  }
}
