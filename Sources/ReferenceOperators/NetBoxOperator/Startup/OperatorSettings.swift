package import OperatorRuntime

/// What the operator is told by its environment and command line.
package struct OperatorSettings: Sendable {
  /// Without a final slash: `https://netbox.example.com`.
  package let netBoxURL: String
  package let token: Token
  /// PEM file of the authority that signed NetBox's certificate; nil for the system's.
  package let certificateAuthority: String?
  /// The custom field in NetBox that holds the restoration hash.
  package let hashField: String
  package let createsHashField: Bool
  /// How long NetBox may take to answer.
  package let timeout: Duration
  package let release: Release
  package let defects: Set<Defect>

  /// The NetBox token is never part of a description, a log line or an error.
  package enum Token: Sendable {
    case text(String)
    /// Read anew for each request, and again when NetBox refuses it, so that a rotated Secret is followed.
    case file(String)
  }

  /// - Throws: the variable or flag that is wrong.
  package init(_ options: OperatorOptions<Defect>, environment: [String: String]) throws(CallMistake) {
    func variable(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    netBoxURL = try Self.netBoxURL(environment)
    token = try Self.token(environment)
    certificateAuthority = variable("CA_CERT")
    hashField = variable("NETBOX_RESTORATION_HASH_FIELD_NAME") ?? "netboxOperatorRestorationHash"
    createsHashField = options.own["--create-hash-field"] == "true"
    timeout =
      try options.own["--netbox-timeout"].map { text throws(CallMistake) in
        try OperatorOptions<Defect>.duration("--netbox-timeout", text)
      } ?? .seconds(10)
    release = options.isPrevious ? .previous : .present
    defects = options.defects
  }

  private static func netBoxURL(_ environment: [String: String]) throws(CallMistake) -> String {
    if var url = environment["NETBOX_URL"], !url.isEmpty {
      guard url.hasPrefix("http://") || url.hasPrefix("https://") else {
        throw CallMistake("NETBOX_URL \"\(url)\" does not begin with http:// or https://")
      }
      while url.hasSuffix("/") { url.removeLast() }
      return url
    }
    guard let host = environment["NETBOX_HOST"], !host.isEmpty else {
      throw CallMistake("no NetBox is named", hint: "set NETBOX_URL, or NETBOX_HOST and HTTPS_ENABLE")
    }
    return (environment["HTTPS_ENABLE"]?.lowercased() == "false" ? "http://" : "https://") + host
  }

  private static func token(_ environment: [String: String]) throws(CallMistake) -> OperatorSettings.Token {
    for name in ["NETBOX_TOKEN_FILE", "AUTH_TOKEN_FILE"] {
      if let file = environment[name], !file.isEmpty { return .file(file) }
    }
    if let token = environment["AUTH_TOKEN"], !token.isEmpty { return .text(token) }
    throw CallMistake("no token for NetBox is given", hint: "set NETBOX_TOKEN_FILE or AUTH_TOKEN")
  }
}
