import Documents
import Plans

extension LabReader {
  func readEndpoint(_ reader: inout MappingReader) -> Lab.Endpoint? {
    let kind = reader.exactlyOne(of: ["url", "simulator", "program", "netconf"])
    let url = reader.optional("url", .url)
    let simulator = reader.optional("simulator", .object("simulator", readSimulator))
    let program = reader.optional("program", .object("program", readProgram))
    let netconf = reader.optional("netconf", .object("netconf", readNETCONF))
    let token = reader.optional("token", .secret(in: file))
    var isNetBox = false
    if case .simulatedNetBox = simulator { isNetBox = true }
    let scheme = reader.optional("tokenScheme", .name, or: isNetBox ? "Token" : "Bearer")
    let proxy = reader.optional("proxy", .proxy, or: Lab.Proxy())
    let systems = [url.map(Lab.Endpoint.System.external), simulator, program, netconf].compactMap(\.self)
    guard kind != nil, let scheme, let proxy, let system = systems.first else { return nil }
    if url != nil, case .literal = token {
      reader.warning("a secret stands in the file", at: "token", hint: "name where it is: token: {env: NAME}")
    }
    var endpoint = Lab.Endpoint(system: system, token: token, tokenScheme: scheme, place: reader.place)
    endpoint.proxy = proxy
    readCredential(&reader, &endpoint)
    checkScheme(reader)
    endpoint.tls = reader.optional("tls", .object("tls", readTLS))
    checkTLS(endpoint.tls, system, reader)
    return endpoint
  }

  private func readSimulator(_ reader: inout MappingReader) -> Lab.Endpoint.System? {
    switch reader.exactlyOne(of: ["netbox", "packetCore"]) {
    case "netbox": reader.required("netbox", .object("netbox", readNetBox))
    case "packetCore": reader.required("packetCore", .object("packetCore", readPacketCore))
    default: nil
    }
  }

  private func readPacketCore(_ reader: inout MappingReader) -> Lab.Endpoint.System? {
    let model = reader.optional("model", .name).map(file.path(of:))
    if let model {
      do { _ = try TextFile.read(model, limit: 4 << 20) } catch { reader.add(Diagnostics([error]), at: "model") }
    }
    let seed = reader.optional("seed", .name).map(file.path(of:))
    if let seed { checkSeed(seed, reader) }
    return .simulatedPacketCore(model: model, seed: seed)
  }

  private func readNetBox(_ reader: inout MappingReader) -> Lab.Endpoint.System? {
    let version = reader.optional("version", .choice, or: NetBoxVersion.v44)
    let seed = reader.optional("seed", .name).map(file.path(of:))
    if let seed { checkSeed(seed, reader) }
    return version.map { .simulatedNetBox(version: $0.rawValue, seed: seed) }
  }

  /// Which answers the simulator can give.
  private enum NetBoxVersion: String, CaseIterable {
    case v44 = "4.4"
    case v46 = "4.6"
  }

  /// The simulator reads the file when the run begins, which is late to find out that it is not there.
  private func checkSeed(_ path: String, _ reader: MappingReader) {
    do {
      let documents = try Node.load(file: path)
      for document in documents where document.members == nil {
        reader.diagnostics.error("the seed must be an object", at: document.place)
      }
    } catch {
      reader.add(error, at: "seed")
    }
  }
}

extension FieldType where Output == Lab.Setting {
  /// A URL of HTTP without a slash at its end, or `{env: NAME}`.
  static var url: FieldType {
    FieldType("a URL such as https://netbox.example, or {env: NAME}") { node in
      if let text = node.string { return BaseURL.normalized(text).map(Lab.Setting.literal) }
      guard let members = node.members, members.count == 1, members[0].name == "env" else { return nil }
      return members[0].value.string.flatMap { $0.isEmpty ? nil : .environment($0) }
    }
  }
}

extension FieldType where Output == Lab.Secret {
  /// The secret itself, or where it is: `{env: NAME}`, `{file: PATH}`, `{command: [PROGRAM, ARGUMENT]}`.
  static func secret(in file: PlugfestFile) -> FieldType {
    let fields = FieldType.object("token") { reader -> Lab.Secret? in
      switch reader.exactlyOne(of: ["env", "file", "command"]) {
      case "env": reader.optional("env", .name).map(Lab.Secret.environment)
      case "file": reader.optional("file", .name).map { .file(file.path(of: $0)) }
      case "command": reader.optional("command", .list(of: .string)).flatMap { .command($0) }
      default: nil
      }
    }
    let text = FieldType(
      "a token, {env: NAME}, {file: PATH} or {command: [PROGRAM]}",
      hint: \.quotingHint,
      convert: { node in node.string.flatMap { $0.isEmpty ? nil : .literal($0) } })
    return FieldType(text.expected) { node, name, diagnostics in
      (node.members == nil ? text : fields).read(node, name, diagnostics)
    }
  }
}

/// URLs under which a system answers.
enum BaseURL {
  /// Nil when the text does not begin as a URL of HTTP.
  static func scheme(of text: String) -> String? { ["https://", "http://"].first { text.hasPrefix($0) } }

  /// Without the slash at its end; nil when it is no URL of HTTP.
  static func normalized(_ text: String) -> String? {
    guard let scheme = scheme(of: text) else { return nil }
    let rest = text.dropFirst(scheme.count)
    let host = rest.prefix { $0 != "/" }
    let isWhole = !rest.contains { $0.isWhitespace || $0 == "?" || $0 == "#" }
    guard isWhole, !host.isEmpty, host.first != ":" else { return nil }
    var url = text
    while url.last == "/" { url.removeLast() }
    return url
  }
}
