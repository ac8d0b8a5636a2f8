import Documents

/// Credentials that stand in manifests.
enum InlinedSecrets {
  static func problems(_ subject: JudgedSubject) -> [Problem] {
    guard let object = subject.object else { return [] }
    var problems: [Problem] = []
    for template in object.podTemplates {
      for list in ["initContainers", "containers"] {
        for container in template["spec"]?[list]?.items ?? [] { problems += check(container, subject) }
      }
    }
    guard object.group.isEmpty else { return problems }
    switch object.kind {
    case "ConfigMap": problems += configuration(object, subject)
    case "Secret": problems += secret(object, subject)
    default: break
    }
    return problems
  }

  private static func check(_ container: Node, _ subject: JudgedSubject) -> [Problem] {
    var problems: [Problem] = []
    for entry in container["env"]?.items ?? [] {
      guard let name = entry["name"]?.string, let member = entry.member("value"), let value = member.value.string,
        CredentialText.isCredential(value, named: name) || CredentialText.holdsCredential(value)
      else { continue }
      problems.append(subject.problem("the environment variable \(name) holds a credential", at: member.place))
    }
    for list in ["command", "args"] {
      var option: Substring = ""
      for argument in container[list]?.items ?? [] {
        let text = argument.string ?? ""
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let isOption = text.hasPrefix("-")
        // `--token=abc`, or `--token` and then `abc`.
        let name = isOption ? parts[0] : option
        let value = isOption ? parts.count == 2 ? String(parts[1]) : "" : text
        let isNamed = !name.isEmpty && CredentialText.isCredential(value, named: name)
        if isNamed || CredentialText.holdsCredential(text) {
          let title = name.isEmpty ? "an argument" : "the argument \(name)"
          problems.append(subject.problem("\(title) holds a credential", at: argument.place))
        }
        option = isOption && parts.count == 1 ? parts[0] : ""
      }
    }
    return problems
  }

  private static func configuration(_ object: ManifestObject, _ subject: JudgedSubject) -> [Problem] {
    (object.node["data"]?.members ?? []).compactMap { member in
      guard let text = member.value.string else { return nil }
      if CredentialText.isKey(text) { return subject.problem("\(member.name) holds a private key", at: member.place) }
      let isNamed = CredentialText.isCredential(text, named: member.name)
      guard isNamed || CredentialText.holdsCredential(text) || CredentialText.hasSetting(text) else { return nil }
      return subject.problem("\(member.name) holds a credential", at: member.place)
    }
  }

  /// A Secret that is shipped with a value is the same for all who install it.
  private static func secret(_ object: ManifestObject, _ subject: JudgedSubject) -> [Problem] {
    var problems: [Problem] = []
    for field in ["data", "stringData"] {
      for member in object.node[field]?.members ?? [] {
        guard let shown = member.value.string else { continue }
        let text = field == "data" ? CredentialText.decoded(shown) ?? shown : shown
        let isPull = member.name.hasPrefix(".dockerconfig") && text.contains("auth")
        if CredentialText.isKey(text) {
          problems.append(subject.problem("\(member.name) holds a private key", at: member.place))
        } else if isPull || CredentialText.isCredential(text, named: member.name)
          || CredentialText.holdsCredential(text) || CredentialText.hasSetting(text)
        {
          problems.append(subject.problem("\(member.name) holds a credential", at: member.place))
        }
      }
    }
    return problems
  }
}
