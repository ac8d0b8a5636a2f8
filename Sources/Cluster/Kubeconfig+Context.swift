package import Documents

extension Kubeconfig {
  /// What a context comes to, with the files that it names read.
  ///
  /// - Parameter context: Nil means the current one.
  /// - Throws: every mistake in what the context leads to.
  package func configuration(
    context: String? = nil, environment: [String: String]
  ) throws(Diagnostics) -> ClusterConfiguration {
    let chosen = try chosenContext(context)
    var problems = Diagnostics()
    let cluster = referenced(by: chosen, "cluster", clusters, isRequired: true, &problems)
    let user = referenced(by: chosen, "user", users, isRequired: false, &problems)
    var reader = EntryReader(environment: environment)
    var configuration: ClusterConfiguration?
    if let cluster { configuration = reader.cluster(cluster) }
    if let user { reader.addUser(user, to: &configuration, cluster: cluster) }
    configuration?.contextName = chosen.name
    if let namespace = reader.string(chosen.content, "namespace"), !namespace.isEmpty {
      configuration?.defaultNamespace = namespace
    }
    reader.problems.all.forEach { problems.add($0) }
    try problems.throwIfErrors()
    guard let configuration else { throw problems }
    return configuration
  }

  private func chosenContext(_ name: String?) throws(Diagnostics) -> Entry {
    let place = name == nil ? currentContextPlace : nil
    guard let wanted = name ?? currentContext else {
      throw Diagnostics([
        .error(
          "no context is chosen: \(files.joined(separator: ", ")) has no current-context",
          hint: contexts.isEmpty ? nil : "name one of \(quoted(contexts))")
      ])
    }
    if let entry = contexts.first(where: { $0.name == wanted }) { return entry }
    let hint =
      Suggestion.hint(for: wanted, among: contexts.map(\.name))
      ?? (contexts.isEmpty ? "the kubeconfig has no contexts" : "there are \(quoted(contexts))")
    throw Diagnostics([.error("there is no context \"\(wanted)\"", at: place, hint: hint)])
  }

  private func referenced(
    by context: Entry, _ member: String, _ entries: [Entry], isRequired: Bool, _ problems: inout Diagnostics
  ) -> Entry? {
    guard let node = context.content[member], let name = node.string, !name.isEmpty else {
      if isRequired { problems.error("the context \"\(context.name)\" names no \(member)", at: context.content.place) }
      return nil
    }
    if let entry = entries.first(where: { $0.name == name }) { return entry }
    problems.error(
      "the context \"\(context.name)\" names the \(member) \"\(name)\", which does not exist", at: node.place,
      hint: Suggestion.hint(for: name, among: entries.map(\.name)))
    return nil
  }

  private func quoted(_ entries: [Entry]) -> String { entries.map { "\"\($0.name)\"" }.joined(separator: ", ") }
}

/// Reads the fields of clusters and users, and notes each mistake with its place.
private struct EntryReader {
  let environment: [String: String]
  var problems = Diagnostics()

  init(environment: [String: String]) { self.environment = environment }

  mutating func cluster(_ entry: Kubeconfig.Entry) -> ClusterConfiguration? {
    let node = entry.content
    guard let text = string(node, "server"), !text.isEmpty else {
      problems.error("the cluster \"\(entry.name)\" names no server", at: node.place)
      return nil
    }
    guard let server = ServerAddress(text) else {
      problems.error(
        "\"\(text)\" is no address of an API server", at: node["server"]?.place,
        hint: "write it as https://host:port")
      return nil
    }
    var configuration = ClusterConfiguration(server: server)
    let authority = bytes(node, "certificate-authority", entry.folder)
    if let authority { configuration.trust = .authorities(authority) }
    if bool(node, "insecure-skip-tls-verify") {
      if authority != nil {
        problems.error(
          "the cluster \"\(entry.name)\" has a certificate authority and insecure-skip-tls-verify, which exclude each "
            + "other", at: node["insecure-skip-tls-verify"]?.place, hint: "remove insecure-skip-tls-verify")
      }
      configuration.trust = .anyone
    }
    if let name = string(node, "tls-server-name"), !name.isEmpty { configuration.tlsServerName = name }
    if let text = string(node, "proxy-url"), !text.isEmpty {
      configuration.proxy = ProxyAddress(text)
      if configuration.proxy == nil {
        problems.error(
          "\"\(text)\" is no address of a proxy", at: node["proxy-url"]?.place,
          hint: "write it as http://host:port or socks5://host:port")
      }
    } else {
      configuration.proxy = ProxyAddress(for: server, environment: environment)
    }
    return configuration
  }

  mutating func addUser(
    _ entry: Kubeconfig.Entry, to configuration: inout ClusterConfiguration?, cluster: Kubeconfig.Entry?
  ) {
    let node = entry.content
    let certificate = bytes(node, "client-certificate", entry.folder)
    let key = bytes(node, "client-key", entry.folder)
    if let certificate, let key {
      configuration?.clientCertificate = ClusterConfiguration.ClientCertificate(chain: certificate, key: key)
    } else if (certificate == nil) != (key == nil), !problems.hasErrors {
      problems.error(
        "the user \"\(entry.name)\" has a client \(certificate == nil ? "key but no certificate" : "certificate but no key")",
        at: node.place)
    }
    let found = bearer(entry, cluster: cluster)
    configuration?.bearer = found
    if let user = string(node, "as"), !user.isEmpty {
      var extra: [String: [String]] = [:]
      for member in node["as-user-extra"]?.members ?? [] {
        extra[member.name] = strings(member.value, "as-user-extra")
      }
      configuration?.impersonation = Impersonation(
        user: user, uid: string(node, "as-uid"), groups: node["as-groups"].map { strings($0, "as-groups") } ?? [],
        extra: extra)
    }
  }

  private mutating func bearer(
    _ entry: Kubeconfig.Entry, cluster: Kubeconfig.Entry?
  ) -> ClusterConfiguration.Bearer {
    let node = entry.content
    if let old = node["auth-provider"], !old.isNull {
      problems.error(
        "the user \"\(entry.name)\" has an auth-provider, which Kubernetes 1.26 removed", at: old.place,
        hint: "use an exec credential plugin")
    }
    // A token file wins over a token, as in kubectl.
    if let path = string(node, "tokenFile"), !path.isEmpty {
      let resolved = FilePaths.resolve(path, from: entry.folder, environment)
      if !FilePaths.exists(resolved) {
        problems.error("there is no token file \"\(resolved)\"", at: node["tokenFile"]?.place)
      }
      return .tokenFile(path: resolved)
    }
    if let token = string(node, "token"), !token.isEmpty { return .token(token) }
    if let user = string(node, "username"), !user.isEmpty {
      return .basic(user: user, password: string(node, "password") ?? "")
    }
    guard let exec = node["exec"], !exec.isNull else { return .none }
    return plugin(exec, entry, cluster: cluster).map { .plugin($0) } ?? .none
  }

  private mutating func plugin(_ node: Node, _ entry: Kubeconfig.Entry, cluster: Kubeconfig.Entry?) -> CredentialPlugin?
  {
    guard let command = string(node, "command"), !command.isEmpty else {
      problems.error("the exec plugin of the user \"\(entry.name)\" has no command", at: node.place)
      return nil
    }
    let apiVersion = string(node, "apiVersion") ?? ""
    guard CredentialPlugin.apiVersions.contains(apiVersion) else {
      problems.error(
        "the exec plugin of the user \"\(entry.name)\" has the apiVersion \"\(apiVersion)\"",
        at: node["apiVersion"]?.place ?? node.place,
        hint: "use one of \(CredentialPlugin.apiVersions.joined(separator: ", "))")
      return nil
    }
    let modeText = string(node, "interactiveMode") ?? "IfAvailable"
    guard let mode = CredentialPlugin.InteractiveMode(rawValue: modeText) else {
      problems.error(
        "\"\(modeText)\" is no interactiveMode", at: node["interactiveMode"]?.place,
        hint: "use Never, IfAvailable or Always")
      return nil
    }
    var variables: [String: String] = [:]
    for item in node["env"]?.items ?? [] {
      guard let name = string(item, "name"), !name.isEmpty else {
        problems.error("each of env needs a name", at: item.place)
        continue
      }
      variables[name] = string(item, "value") ?? ""
    }
    let isPath = command.contains("/")
    return CredentialPlugin(
      apiVersion: apiVersion,
      command: isPath ? FilePaths.resolve(command, from: entry.folder, environment) : command,
      arguments: node["args"].map { strings($0, "args") } ?? [], environment: variables,
      providesClusterInfo: bool(node, "provideClusterInfo"), interactiveMode: mode,
      installHint: string(node, "installHint"), clusterInfo: cluster.map { clusterInfo($0) }, place: node.place)
  }

  /// `spec.cluster` of an ExecCredential: the cluster's fields, its CA as data, and what the plugin's extension says.
  private mutating func clusterInfo(_ cluster: Kubeconfig.Entry) -> Value {
    let node = cluster.content
    var info: Object = [:]
    for name in ["server", "tls-server-name", "insecure-skip-tls-verify", "proxy-url"] {
      info[name] = node[name]?.value
    }
    if let authority = bytes(node, "certificate-authority", cluster.folder) {
      info["certificate-authority-data"] = .string(Base64.encode(authority))
    }
    let extensions = node["extensions"]?.items ?? []
    info["config"] =
      extensions.first { $0["name"]?.string == "client.authentication.k8s.io/exec" }?["extension"]?.value
    return .object(info)
  }

  // MARK: Fields

  mutating func string(_ node: Node, _ name: String) -> String? {
    guard let field = node[name], !field.isNull else { return nil }
    if field.string == nil {
      problems.error("\(name) must be a string, and is of type \(field.typeName)", at: field.place)
    }
    return field.string
  }

  private mutating func strings(_ node: Node, _ name: String) -> [String] {
    if node.isNull { return [] }
    guard let items = node.items, items.allSatisfy({ $0.string != nil }) else {
      problems.error("\(name) must be a list of strings", at: node.place)
      return []
    }
    return items.compactMap(\.string)
  }

  private mutating func bool(_ node: Node, _ name: String) -> Bool {
    guard let field = node[name], !field.isNull else { return false }
    if field.bool == nil { problems.error("\(name) must be true or false", at: field.place) }
    return field.bool ?? false
  }

  /// The content of `name-data`, in base 64, or of the file that `name` names; data wins, as in kubectl.
  private mutating func bytes(_ node: Node, _ name: String, _ folder: String) -> [UInt8]? {
    if let data = string(node, "\(name)-data"), !data.isEmpty {
      let decoded = Base64.decode(data)
      if decoded == nil { problems.error("\(name)-data is not base 64", at: node["\(name)-data"]?.place) }
      return decoded
    }
    guard let path = string(node, name), !path.isEmpty else { return nil }
    do {
      return try FilePaths.read(FilePaths.resolve(path, from: folder, environment))
    } catch {
      problems.error("\(name): \(error)", at: node[name]?.place)
      return nil
    }
  }
}
