import Documents

/// What ties manifests to one cluster: addresses, nodes, storage classes.
enum HardCodedPlaces {
  static func problems(_ subject: JudgedSubject) -> [Problem] {
    guard let object = subject.object else { return [] }
    var problems = object.podTemplates.flatMap { pod($0["spec"], subject) }
    let spec = object.node["spec"]
    switch object.kind {
    case "Service" where object.apiVersion == "v1":
      for name in ["clusterIP", "loadBalancerIP"] {
        if let member = spec?.member(name), let text = member.value.string, isAddress(text) {
          problems.append(subject.problem("\(name) is \(text)", at: member.place))
        }
      }
    case "PersistentVolumeClaim": problems += storage(spec, subject)
    case "StatefulSet":
      for claim in spec?["volumeClaimTemplates"]?.items ?? [] { problems += storage(claim["spec"], subject) }
    default: break
    }
    return problems
  }

  private static func storage(_ spec: Node?, _ subject: JudgedSubject) -> [Problem] {
    guard let member = spec?.member("storageClassName"), let name = member.value.string, !name.isEmpty else {
      return []
    }
    return [subject.problem("the storage class is \(name)", at: member.place)]
  }

  private static func pod(_ pod: Node?, _ subject: JudgedSubject) -> [Problem] {
    var problems: [Problem] = []
    if let member = pod?.member("nodeName"), let name = member.value.string, !name.isEmpty {
      problems.append(subject.problem("it runs on the node \(name) alone", at: member.place))
    }
    if let member = pod?["nodeSelector"]?.member("kubernetes.io/hostname") {
      problems.append(subject.problem("it runs on one node alone", at: member.place))
    }
    for alias in pod?["hostAliases"]?.items ?? [] {
      guard let member = alias.member("ip"), let text = member.value.string, address(in: text) != nil else { continue }
      problems.append(subject.problem("the address \(text) is written out", at: member.place))
    }
    for list in ["initContainers", "containers"] {
      for container in pod?[list]?.items ?? [] {
        let texts =
          ["args", "command"].flatMap { container[$0]?.items ?? [] }
          + (container["env"]?.items ?? []).compactMap { $0["value"] }
        for text in texts {
          guard let address = text.string.flatMap(address(in:)) else { continue }
          problems.append(subject.problem("the address \(address) is written out", at: text.place))
        }
      }
    }
    return problems
  }

  /// The first address in a text that is one of a certain host. Networks (`10.0.0.0/8`), versions of four numbers, and
  /// addresses that mean the same everywhere are none.
  private static func address(in text: String) -> String? {
    let words = text.split { !($0.isASCII && ($0.isNumber || $0.isLetter || "./-_".contains($0))) }
    // Of `https://10.0.0.1/api` the words are `https` and `//10.0.0.1/api`.
    let hosts = words.map { word in
      word.hasPrefix("//") ? word.dropFirst(2).prefix { $0 != "/" } : word
    }
    return hosts.map(String.init).first { host in
      isAddress(host) && !["127.", "0.", "255.", "169.254."].contains(where: host.hasPrefix)
    } ?? longAddress(in: text)
  }

  /// The same for IPv6: `[2001:db8::1]:443`, or after `=`.
  private static func longAddress(in text: String) -> String? {
    let words = text.split { !($0.isHexDigit || ":/.".contains($0)) }.map(String.init)
    return words.first { word in
      let isLocal = ["fe80:", "ff"].contains(where: word.lowercased().hasPrefix) || word == "::" || word == "::1"
      return !isLocal && isLongAddress(word)
    }
  }

  private static func isLongAddress(_ text: String) -> Bool {
    let groups = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (3...8).contains(groups.count), groups.allSatisfy({ $0.count <= 4 && $0.allSatisfy(\.isHexDigit) }) else {
      return false
    }
    let isShort = text.contains("::")
    // A leading or trailing `::` leaves two empty groups.
    let empty = groups.count { $0.isEmpty }
    return isShort ? empty <= 2 && !text.contains(":::") : empty == 0 && groups.count == 8
  }

  static func isAddress(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { $0.count <= 3 && $0.allSatisfy { ("0"..."9").contains($0) } && UInt8($0) != nil }
  }
}
