/// Credentials that a build left in the configuration of an image. What is found is named, never quoted.
enum LeakedCredentials {
  private static let words = [
    "PASSWORD", "PASSWD", "TOKEN", "SECRET", "APIKEY", "API_KEY", "PRIVATE_KEY", "CREDENTIAL",
  ]
  /// Names of where a credential is, and not the credential.
  private static let endings = ["_FILE", "_PATH", "_DIR", "_NAME", "_URL", "_TYPE", "_TTL", "_ENABLED", "_SHA256"]
  /// How credentials begin that tell what they are, and how long they are at least.
  private static let beginnings: [(text: String, length: Int)] = [
    ("ghp_", 36), ("gho_", 36), ("ghs_", 36), ("github_pat_", 40), ("glpat-", 20), ("AKIA", 20), ("ASIA", 20),
    ("xoxb-", 20), ("npm_", 36), ("dckr_pat_", 20), ("eyJhbGciOi", 60), ("-----BEGIN", 10),
  ]

  /// `the environment variable NPM_TOKEN`, `line 3 of the history`
  static func find(in configuration: ImageConfiguration) -> [String] {
    var leaks: [String] = []
    for entry in configuration.environment {
      let name = String(entry.prefix { $0 != "=" })
      if isCredential(name, entry.dropFirst(name.count + 1)) { leaks.append("the environment variable \(name)") }
    }
    for (index, command) in configuration.history.enumerated() where holdsCredential(command) {
      leaks.append("line \(index + 1) of the history")
    }
    return leaks
  }

  private static func isCredential(_ name: String, _ value: Substring) -> Bool {
    if isTelling(value) { return true }
    let name = name.uppercased()
    guard words.contains(where: name.contains), !endings.contains(where: name.hasSuffix) else { return false }
    let isPlain = ["true", "false", ""].contains(value.lowercased()) || Double(value) != nil
    return !isPlain && !value.hasPrefix("/") && !value.contains("$")
  }

  private static func isTelling(_ value: Substring) -> Bool {
    beginnings.contains { value.hasPrefix($0.text) && value.utf8.count >= $0.length }
  }

  /// Build arguments (`|1 NPM_TOKEN=… /bin/sh -c`), options (`--password=…`), passwords in addresses.
  private static func holdsCredential(_ command: String) -> Bool {
    for word in command.split(whereSeparator: { $0.isWhitespace || $0 == "\"" || $0 == "'" }) {
      if let mark = word.firstIndex(of: "=") {
        let name = word[..<mark].drop { $0 == "-" }
        if isCredential(String(name).replacing("-", with: "_"), word[word.index(after: mark)...]) { return true }
      }
      if isTelling(word) || hasPassword(word) { return true }
    }
    return false
  }

  /// `https://name:password@host`
  private static func hasPassword(_ word: Substring) -> Bool {
    guard let scheme = word.firstRange(of: "://") else { return false }
    let rest = word[scheme.upperBound...].prefix { $0 != "/" }
    guard let at = rest.firstIndex(of: "@"), let colon = rest[..<at].firstIndex(of: ":") else { return false }
    let password = rest[rest.index(after: colon)..<at]
    return !password.isEmpty && !password.contains("$")
  }
}
