import Documents
import Expressions
import Plans

extension StepReader {
  func readInterference(_ reader: inout MappingReader) -> Step.Operation.Interference? {
    let endpoint = reader.required("endpoint", .name)
    let action: Step.Operation.Interference.Action?
    switch reader.exactlyOne(of: ["fault", "clear", "rotate"]) {
    case "fault": action = readFault(&reader)
    case "clear": action = reader.required("clear", .name).map { .clear($0 == "all" ? nil : $0) }
    case "rotate":
      action = reader.required("rotate", FieldType<Rotated>.choice).map { _ in .rotateCredential }
    default: action = nil
    }
    let handle = readHandle(&reader)
    if handle != nil, reader.node["fault"] == nil { reader.error("only a fault gets a name", at: "as") }
    if case .clear(let name?) = action, expressions.scope.handles[name] == nil {
      reader.error(
        "no step before this one began the fault \(name.quoted)", at: "clear",
        hint: Suggestion.hint(for: name, among: expressions.scope.handles.keys) ?? "\"all\" clears whatever there is")
    }
    guard let endpoint, let action else { return nil }
    return Step.Operation.Interference(endpoint: endpoint, action: action, handle: handle, place: reader.place)
  }

  private enum Rotated: String, CaseIterable { case credential }

  private func readFault(_ reader: inout MappingReader) -> Step.Operation.Interference.Action? {
    let effect = reader.required("fault", .trafficEffect)
    let times = reader.optional("times", .integer(in: 1...1_000_000))
    let on = reader.optional(
      "on",
      .object("on") { reader in
        let methods = reader.optional("methods", .list(of: .name), or: [])
        let path = reader.optional("path", self.expressions.text)
        let body = reader.optional("body", self.expressions.text)
        return methods.map { (methods: $0, path: path, body: body) }
      })
    guard let effect else { return nil }
    return .fault(effect, methods: on?.methods ?? [], path: on?.path, body: on?.body, times: times)
  }

  func readJournal(_ reader: inout MappingReader) -> Step.Operation.Journal? {
    let endpoint = reader.required("endpoint", .name)
    let selection = reader.optional(
      "where",
      .object("where") { reader in
        let methods = reader.optional("methods", .list(of: .name), or: [])
        let path = reader.optional("path", self.expressions.text)
        let body = reader.optional("body", self.expressions.text)
        return methods.map { (methods: $0, path: path, body: body) }
      })
    let writes = reader.optional("writes", .bool)
    let since = reader.optional("since", journalBeginning, or: .write)
    let count = reader.optional("count", .countRange)
    let conditions = reader.optional(
      "that", .list(of: expressions.declaring("journal", Scope.journal).condition), or: [])
    let duration = reader.optional("for", .duration)
    let within = reader.optional("within", .duration)
    checkTime(duration, "for", reader)
    checkTime(within, "within", reader)
    if duration != nil, within != nil {
      reader.error(
        "\"for\" looks all the time, \"within\" waits until it is so", at: "within", hint: "keep one of them")
    }
    if since == .step, duration == nil, within == nil {
      reader.error(
        "nothing is asked in no time", at: "since", hint: "say how long to look, \"for\", or look further back")
    }
    let handle = readHandle(&reader)
    if handle == nil, count == nil, conditions?.isEmpty == true {
      diagnostics.error(
        "\(reader.what) expects nothing", at: reader.place, hint: "give it \"count\", \"that\" or \"as\"")
    }
    guard let endpoint, let since, let conditions else { return nil }
    return Step.Operation.Journal(
      endpoint: endpoint, methods: selection?.methods ?? [], path: selection?.path, body: selection?.body,
      writes: writes, since: since, count: count, conditions: conditions, duration: duration, within: within,
      handle: handle, place: reader.place)
  }

  private var journalBeginning: FieldType<Step.Operation.Journal.Beginning> {
    FieldType("write, step, case, or the name of an earlier look at a journal") { node, name, diagnostics in
      guard let text = FieldType<String>.name.read(node, name, diagnostics) else { return nil }
      switch text {
      case "write": return .write
      case "step": return .step
      case "case": return .case
      default:
        if expressions.scope.handles[text] != nil { return .handle(text) }
        diagnostics.error(
          "\(text.quoted) is no step before this one", at: node.place,
          hint: Suggestion.hint(for: text, among: ["write", "step", "case"] + expressions.scope.handles.keys)
            ?? "it is write, step, case, or the name of an earlier look at a journal or of a fault")
        return nil
      }
    }
  }

  func readFigure(_ reader: inout MappingReader) -> Step.Operation.Figure? {
    let name = reader.required("name", expressions.text)
    let value = reader.required("value", expressions.template)
    let unit = reader.optional("unit", .name)
    guard let name, let value else { return nil }
    return Step.Operation.Figure(name: name, value: value, unit: unit, place: reader.place)
  }
}

extension FieldType where Output == TrafficFault.Effect {
  /// `{status: 503}`, `{latency: 2s}` and the like.
  static var trafficEffect: FieldType {
    .object("fault") { reader in
      let kind = reader.exactlyOne(of: TrafficEffectKind.allCases.map(\.rawValue))
      return kind.flatMap(TrafficEffectKind.init(rawValue:)).flatMap { read($0, &reader) }
    }
  }

  private static func read(_ kind: TrafficEffectKind, _ reader: inout MappingReader) -> TrafficFault.Effect? {
    switch kind {
    case .status:
      let status = reader.required("status", .integer(in: 400...599))
      let retryAfter = reader.optional("retryAfter", .duration)
      let body = reader.optional("body", .value)
      return status.map { .status($0, retryAfter: retryAfter, body: body) }
    case .latency: return reader.required("latency", .duration).map { .latency($0) }
    case .timeout: return isOn("timeout", &reader) ? .timeout : nil
    case .reset: return isOn("reset", &reader) ? .reset : nil
    case .refuse: return isOn("refuse", &reader) ? .refuse : nil
    case .loseResponse: return isOn("loseResponse", &reader) ? .loseResponse : nil
    case .slowBody:
      return reader.required(
        "slowBody",
        .object("slowBody") { reader in
          reader.required("bytesPerSecond", .integer(in: 1...1_000_000_000)).map { .slowBody(bytesPerSecond: $0) }
        })
    case .certificate:
      return reader.required("certificate", FieldType<TrafficFault.Certificate>.choice).map { .certificate($0) }
    case .credential:
      return reader.required("credential", FieldType<CredentialState>.choice).map { _ in .credentialExpired }
    case .staleReads: return reader.required("staleReads", .duration).map { .staleReads($0) }
    case .rpcError:
      return reader.required(
        "rpcError",
        .object("rpcError") { reader in
          let tag = reader.required("tag", .name)
          let message = reader.optional("message", .string, or: "")
          guard let tag, let message else { return nil }
          return .rpcError(tag: tag, message: message)
        })
    }
  }

  private static func isOn(_ name: String, _ reader: inout MappingReader) -> Bool {
    guard let value = reader.required(name, .bool) else { return false }
    if !value { reader.error("\"\(name)\" can only be true; leave the step out otherwise", at: name) }
    return value
  }
}

/// The keys of which a fault has exactly one.
private enum TrafficEffectKind: String, CaseIterable {
  case status, latency, timeout, reset, refuse, loseResponse, slowBody, certificate, credential, staleReads, rpcError
}

private enum CredentialState: String, CaseIterable { case expired }
