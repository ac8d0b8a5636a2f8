/// What the operator is told by its environment and command line.
package struct OperatorSettings: Sendable {
  /// Without a final slash: `https://netbox.example.com`.
  package var netBoxURL: String
  package var token: Token
  /// PEM file of the authority that signed NetBox's certificate; nil for the system's.
  package var certificateAuthority: String?
  /// The custom field in NetBox that holds the restoration hash.
  package var hashField = "netboxOperatorRestorationHash"
  package var createsHashField = false
  /// Where the Lease lives.
  package var namespace = "default"
  package var electsLeader = false
  /// How often NetBox is compared with the cluster.
  package var resync: Duration = .seconds(60)
  package var workers = 8
  /// How long NetBox may take to answer.
  package var timeout: Duration = .seconds(10)
  package var release = Release.present
  package var logsDebug = false
  /// Where probes and metrics are answered; nil for nowhere.
  package var healthAddress: HealthAddress?
  package var defects: Set<Defect> = []

  /// The NetBox token is never part of a description, a log line or an error.
  package enum Token: Sendable {
    case text(String)
    /// Read anew for each request, and again when NetBox refuses it, so that a rotated Secret is followed.
    case file(String)
  }

  package struct HealthAddress: Sendable, Hashable {
    package var host: String
    package var port: Int

    /// `:8081` and `127.0.0.1:8081`; nil for anything else.
    package init?(_ text: String) {
      guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
        (1...65535).contains(port)
      else { return nil }
      host = colon == text.startIndex ? "0.0.0.0" : String(text[..<colon])
      self.port = port
    }
  }

  package init(netBoxURL: String, token: Token) {
    self.netBoxURL = netBoxURL
    self.token = token
  }
}

/// What a call of the program asks for.
package enum OperatorCommand: Sendable {
  case run(OperatorSettings)
  /// Print this and end.
  case show(String)

  /// - Throws: `UsageError` naming the flag or variable that is wrong.
  package init(arguments: [String], environment: [String: String]) throws(UsageError) {
    var flags = OperatorFlags()
    try flags.read(arguments)
    if let text = flags.text {
      self = .show(text)
      return
    }
    var settings = OperatorSettings(
      netBoxURL: try Self.netBoxURL(environment), token: try Self.token(environment))
    func variable(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    settings.certificateAuthority = variable("CA_CERT")
    settings.hashField = variable("NETBOX_RESTORATION_HASH_FIELD_NAME") ?? settings.hashField
    settings.namespace = variable("POD_NAMESPACE") ?? settings.namespace
    settings.createsHashField = flags.createsHashField
    settings.electsLeader = flags.electsLeader
    settings.resync = flags.resync
    settings.workers = flags.workers
    settings.timeout = flags.timeout
    settings.release = flags.release
    settings.logsDebug = flags.logsDebug
    settings.healthAddress = flags.healthAddress
    settings.defects = flags.defects
    self = .run(settings)
  }

  private static func netBoxURL(_ environment: [String: String]) throws(UsageError) -> String {
    if var url = environment["NETBOX_URL"], !url.isEmpty {
      guard url.hasPrefix("http://") || url.hasPrefix("https://") else {
        throw UsageError("NETBOX_URL \"\(url)\" does not begin with http:// or https://")
      }
      while url.hasSuffix("/") { url.removeLast() }
      return url
    }
    guard let host = environment["NETBOX_HOST"], !host.isEmpty else {
      throw UsageError("no NetBox is named", hint: "set NETBOX_URL, or NETBOX_HOST and HTTPS_ENABLE")
    }
    return (environment["HTTPS_ENABLE"]?.lowercased() == "false" ? "http://" : "https://") + host
  }

  private static func token(_ environment: [String: String]) throws(UsageError) -> OperatorSettings.Token {
    for name in ["NETBOX_TOKEN_FILE", "AUTH_TOKEN_FILE"] {
      if let file = environment[name], !file.isEmpty { return .file(file) }
    }
    if let token = environment["AUTH_TOKEN"], !token.isEmpty { return .text(token) }
    throw UsageError("no token for NetBox is given", hint: "set NETBOX_TOKEN_FILE or AUTH_TOKEN")
  }
}

/// A call that cannot be carried out as it is written.
package struct UsageError: Error, Sendable, Hashable, CustomStringConvertible {
  package var message: String
  package var hint: String?

  package init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }

  package var description: String {
    "error: \(message)\n  hint: \(hint ?? "netbox-operator --help shows how to call it")"
  }
}
