import Documents
import Plans

// How to get into a system outside.
extension LabReader {
  /// Who asks: a token with its scheme, or a user with a password.
  func readCredential(_ reader: inout MappingReader, _ endpoint: inout Lab.Endpoint) {
    let user = reader.optional("username", .setting("a user"))
    let password = reader.optional("password", .secret(in: file))
    guard reader.node["username"] != nil || reader.node["password"] != nil else { return }
    for name in ["token", "tokenScheme"] where reader.node[name] != nil {
      reader.error("an endpoint has a token, or a user with a password", at: name, rule: .conflictingFields)
    }
    guard reader.node["username"] != nil, reader.node["password"] != nil else {
      reader.error(
        "a user needs a password, and a password its user",
        at: reader.node["username"] == nil ? "password" : "username", rule: .missingField)
      return
    }
    if case .literal = password, case .external = endpoint.system {
      reader.warning("a secret stands in the file", at: "password", hint: "name where it is: password: {env: NAME}")
    }
    endpoint.user = user
    endpoint.token = password
    endpoint.tokenScheme = "Basic"
  }

  /// Warns of a scheme that is nearly one of those that there are.
  func checkScheme(_ reader: MappingReader) {
    guard let scheme = reader.node["tokenScheme"]?.string else { return }
    let known = ["Bearer", "Token", "Basic"]
    guard !known.contains(scheme), let hint = Suggestion.hint(for: scheme, among: known) else { return }
    reader.warning("\(scheme.quoted) is an unusual scheme", at: "tokenScheme", hint: hint)
  }

  func readTLS(_ reader: inout MappingReader) -> Lab.TLS? {
    let ca = readFile("ca", &reader)
    let certificate = readFile("certificate", &reader)
    let key = readFile("key", &reader)
    let name = reader.optional("serverName", .name)
    let isInsecure = reader.optional("insecure", .bool, or: false)
    if (reader.node["certificate"] == nil) != (reader.node["key"] == nil) {
      reader.error(
        "a certificate needs its key, and a key its certificate",
        at: reader.node["certificate"] == nil ? "key" : "certificate", rule: .missingField)
    }
    if isInsecure == true {
      reader.warning(
        "whoever is between here and there can read the credential: any certificate is taken", at: "insecure",
        hint: "name the authority that signed the certificate: ca: {file: PATH}")
    }
    return isInsecure.map {
      Lab.TLS(caFile: ca, certificateFile: certificate, keyFile: key, serverName: name, isInsecure: $0)
    }
  }

  /// TLS is for systems that somebody runs, and that are reached over https.
  func checkTLS(_ tls: Lab.TLS?, _ system: Lab.Endpoint.System, _ reader: MappingReader) {
    guard tls != nil else { return }
    switch system {
    case .external(.literal(let url)) where url.hasPrefix("http://"):
      reader.error("the URL begins with http://, so there is no TLS", at: "tls", hint: "begin it with https://")
    case .external: break
    default: reader.error("\"tls\" goes with \"url\"", at: "tls")
    }
  }
}
