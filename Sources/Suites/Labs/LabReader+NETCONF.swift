import Documents
import Plans

// NETCONF servers, and programs that a run starts.
extension LabReader {
  func readProgram(_ reader: inout MappingReader) -> Lab.Endpoint.System? {
    switch reader.exactlyOne(of: ["netconfd", "prometheus"]) {
    case "prometheus":
      reader.required("prometheus", .object("prometheus", readPrometheus)).map { .program($0) }
    case "netconfd":
      reader.required("netconfd", .object("netconfd", readNetconfd)).map { .program(.netconfd(modules: $0)) }
    default: nil
    }
  }

  private func readPrometheus(_ reader: inout MappingReader) -> Lab.Program? {
    let interval = reader.optional("scrapeInterval", .duration, or: .seconds(1))
    if let interval, interval < .milliseconds(100) {
      reader.error("Prometheus cannot scrape that often", at: "scrapeInterval", hint: "at least 100ms")
    }
    return interval.map { .prometheus(scrapeInterval: $0) }
  }

  /// The paths of YANG modules.
  private func readNetconfd(_ reader: inout MappingReader) -> [String]? {
    guard let modules = reader.required("yang", .list(of: .name)) else { return nil }
    if modules.isEmpty { reader.error("\"yang\" must name at least one module", at: "yang") }
    let paths = modules.map(file.path(of:))
    for path in paths {
      do { _ = try TextFile.read(path, limit: 16 << 20) } catch { reader.add(Diagnostics([error]), at: "yang") }
    }
    return paths
  }

  func readNETCONF(_ reader: inout MappingReader) -> Lab.Endpoint.System? {
    let host = reader.required("host", .setting("a host"))
    let port = reader.optional("port", .integer(in: 1...65535), or: 830)
    let user = reader.required("user", .setting("a user"))
    let key = readFile("key", &reader)
    let knownHosts = readFile("knownHosts", &reader)
    let configuration = readFile("sshConfig", &reader)
    guard let host, let port, let user else { return nil }
    return .netconf(
      Lab.NETCONFAddress(
        host: host, port: port, user: user, keyFile: key, knownHostsFile: knownHosts,
        sshConfigurationFile: configuration))
  }

  /// ssh reads these itself: `{file: PATH}`.
  func readFile(_ name: String, _ reader: inout MappingReader) -> String? {
    reader.optional(name, .object(name) { reader in reader.required("file", .name) }).map(file.path(of:))
  }
}

extension FieldType where Output == Lab.Setting {
  /// A word, or `{env: NAME}`. It becomes an argument of a program, which must not take it for an option.
  static func setting(_ what: String) -> FieldType {
    FieldType("\(what), or {env: NAME}") { node in
      if let text = node.string {
        let isWord = !text.isEmpty && text.first != "-" && !text.contains { $0.isWhitespace || $0 == "@" || $0 == "/" }
        return isWord ? .literal(text) : nil
      }
      guard let members = node.members, members.count == 1, members[0].name == "env" else { return nil }
      return members[0].value.string.flatMap { $0.isEmpty ? nil : .environment($0) }
    }
  }
}
