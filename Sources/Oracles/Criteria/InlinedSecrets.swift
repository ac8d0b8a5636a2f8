import Documents

/// Credentials that stand in manifests.
enum InlinedSecrets {
  private static let words = [
    "PASSWORD", "PASSWD", "TOKEN", "SECRET", "APIKEY", "API_KEY", "PRIVATE_KEY", "CREDENTIAL",
  ]
  /// Names of where the credential is, and not the credential.
  private static let endings = [
    "_FILE", "_PATH", "_NAME", "_REF", "_DIR", "_URL", "_NAMESPACE", "_KEY_NAME", "_TTL", "_TIMEOUT", "_EXPIRY",
    "_ENABLED", "_AUDIENCE", "_ISSUER", "_LENGTH", "_TYPE",
  ]

  static func problems(_ subject: JudgedSubject) -> [Problem] {
    guard let object = subject.object else { return [] }
    var problems: [Problem] = []
    for template in object.podTemplates {
      for list in ["initContainers", "containers"] {
        for container in template["spec"]?[list]?.items ?? [] {
          for entry in container["env"]?.items ?? [] {
            guard let name = entry["name"]?.string, let member = entry.member("value"),
              let value = member.value.string, isCredential(name, value)
            else { continue }
            problems.append(
              subject.problem("the environment variable \(name) holds a credential", at: member.place))
          }
        }
      }
    }
    // A Secret that is shipped with a value is the same for all who install it.
    let isConfiguration = object.apiVersion == "v1" && ["ConfigMap", "Secret"].contains(object.kind)
    for field in ["data", "stringData"] where isConfiguration {
      for member in object.node[field]?.members ?? [] {
        guard let text = member.value.string else { continue }
        let isKey = text.contains("PRIVATE KEY-----")
        let isNamed = object.kind == "ConfigMap" || field == "stringData"
        if isKey || isNamed && isCredential(upper(member.name), text) {
          problems.append(
            subject.problem("\(member.name) holds a \(isKey ? "private key" : "credential")", at: member.place))
        }
      }
    }
    return problems
  }

  private static func upper(_ name: String) -> String {
    String(name.uppercased().map { $0 == "-" || $0 == "." ? "_" : $0 })
  }

  private static func isCredential(_ name: String, _ value: String) -> Bool {
    let name = name.uppercased()
    guard words.contains(where: name.contains), !endings.contains(where: name.hasSuffix) else { return false }
    let isPlain = ["true", "false", ""].contains(value.lowercased()) || Double(value) != nil
    // References of Kubernetes and of templates, and paths.
    return !isPlain && !value.contains("$(") && !value.contains("${") && !value.hasPrefix("/")
      && !value.contains("://") && !value.contains("\n")
  }
}
