import Documents
import FoundationEssentials

/// Whether texts are credentials, by what they are called and how they look.
enum CredentialText {
  private static let words = [
    "PASSWORD", "PASSWD", "TOKEN", "SECRET", "APIKEY", "API_KEY", "PRIVATE_KEY", "CREDENTIAL", "ACCESS_KEY",
  ]
  /// Names of where the credential is or of what it is like, and not the credential.
  private static let endings: Set<String> = [
    "FILE", "FILES", "PATH", "NAME", "NAMES", "REF", "REFS", "DIR", "URL", "URI", "ENDPOINT", "NAMESPACE", "TTL",
    "TIMEOUT", "EXPIRY", "EXPIRATION", "LIFETIME", "DURATION", "INTERVAL", "SECONDS", "ENABLED", "AUDIENCE",
    "AUDIENCES",
    "ISSUER", "LENGTH", "SIZE", "TYPE", "FROM", "HEADER", "PREFIX", "VOLUME", "MOUNT", "ALGORITHM", "POLICY", "CLASS",
    "PROVIDER", "STORE", "ENGINE", "BACKEND", "VERSION", "COUNT", "MODE", "FORMAT", "LABEL", "LABELS", "SELECTOR",
    "ANNOTATION", "METHOD", "ROTATION", "REVIEW", "HASH",
  ]
  private static let plain: Set<String> = [
    "true", "false", "none", "null", "auto", "default", "enabled", "disabled", "optional", "required", "strict",
    "kubernetes",
  ]

  /// Whether a value is a credential by the name that it has.
  static func isCredential(_ value: String, named name: some StringProtocol) -> Bool {
    let name = constant(name)
    guard words.contains(where: name.contains) else { return false }
    let ending = name.split(separator: "_").last.map(String.init) ?? ""
    if endings.contains(ending) || ["PASSWORD_KEY", "TOKEN_KEY", "KEY_NAME"].contains(where: name.hasSuffix) {
      return false
    }
    let value = String(value.drop(while: \.isWhitespace))
    guard value.count >= 3, !value.contains(where: \.isNewline), !isPlain(value), !isPlaceholder(value) else {
      return false
    }
    // A Secret is mostly named by what bears its name.
    return !(ending == "SECRET" && isObjectName(value))
  }

  /// `tokenFile`, `--token-file` and `token.file` as `TOKEN_FILE`.
  private static func constant(_ name: some StringProtocol) -> String {
    var text = ""
    var wasLower = false
    for character in name {
      if character.isUppercase, wasLower { text.append("_") }
      wasLower = character.isLowercase || character.isNumber
      text.append(character.isLetter || character.isNumber ? character : "_")
    }
    return text.uppercased()
  }

  private static func isPlain(_ value: String) -> Bool {
    let lower = value.lowercased()
    // Also durations and amounts: `3600s`, `1h30m`, `64Mi`.
    let isAmount =
      value.first?.isNumber ?? false && value.count <= 8 && value.contains(where: \.isLetter)
      && Set(lower).subtracting("0123456789.").isSubset(of: "hmsdwkgibtu")
    return plain.contains(lower) || Double(value) != nil || isAmount
  }

  /// References of Kubernetes, of templates and to files, and what users are to replace.
  private static func isPlaceholder(_ value: String) -> Bool {
    let lower = value.lowercased()
    return value.hasPrefix("$") || value.hasPrefix("/") || value.hasPrefix("{") || value.hasPrefix("[")
      || ["$(", "${", "{{", "://", "***"].contains(where: value.contains)
      || value.contains("<") && value.contains(">")
      || ["replace", "your-", "your_", "xxxx", "placeholder", "example"].contains(where: lower.contains)
      || lower.hasPrefix("your ")
  }

  private static func isObjectName(_ value: String) -> Bool {
    value.contains("-") && value.count { $0.isNumber } < 4
      && value.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || "-.".contains($0)) }
  }

  // MARK: Without a name

  static func isKey(_ text: String) -> Bool { text.contains("PRIVATE KEY-----") }

  /// Whether something in a text is a credential whatever it is called: keys, tokens of well-known form, and addresses with a
  /// user's password.
  static func holdsCredential(_ text: String) -> Bool { isKey(text) || hasUser(text) || hasKnownToken(text) }

  /// `mongodb://user:password@host`
  private static func hasUser(_ text: String) -> Bool {
    var rest = Substring(text)
    while let start = rest.firstRange(of: "://") {
      rest = rest[start.upperBound...]
      let authority = rest.prefix { !$0.isWhitespace && !"/?#\"'".contains($0) }
      guard let at = authority.lastIndex(of: "@") else { continue }
      let parts = authority[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2, parts[1].count >= 3, !isPlaceholder(String(parts[1])) { return true }
    }
    return false
  }

  private static let beginnings: [(text: String, count: Int)] = [
    ("AKIA", 20), ("ghp_", 40), ("github_pat_", 50), ("glpat-", 26), ("xoxb-", 30), ("xoxp-", 30), ("hvs.", 28),
  ]

  private static func hasKnownToken(_ text: String) -> Bool {
    beginnings.contains { beginning in
      guard let found = text.firstRange(of: beginning.text) else { return false }
      let token = text[found.lowerBound...].prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "_-.".contains($0)) }
      return token.count >= beginning.count
    }
  }

  /// Whether a line of a configuration sets a credential: `token: abc`, `password = abc`, `"password": "abc",`.
  static func hasSetting(_ text: String) -> Bool {
    text.split(whereSeparator: \.isNewline).contains { line in
      guard let mark = line.firstIndex(where: { ":=".contains($0) }) else { return false }
      let name = line[..<mark].drop { " \t\"'-".contains($0) }.prefix { !" \t\"'".contains($0) }
      guard !name.hasPrefix("#"), !name.hasPrefix("//") else { return false }
      let value = line[line.index(after: mark)...].prefix { $0 != "#" }.filter { !"\"',".contains($0) }
      let trimmed = String(value.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
      return !trimmed.contains(" ") && isCredential(trimmed, named: name)
    }
  }

  /// What base64 stands for; nil for what is none, or no text.
  static func decoded(_ text: String) -> String? {
    Data(base64Encoded: text.filter { !$0.isWhitespace }).flatMap { String(data: $0, encoding: .utf8) }
  }
}
