package import Documents

extension Fault {
  /// - Parameter number: names a fault that has no name.
  package static func read(_ node: Node, number: Int, _ diagnostics: DiagnosticCollector) -> Fault? {
    MappingReader.read(node, as: "fault", diagnostics) { reader in
      let name = reader.optional("name", .name, or: "fault-\(number)")
      let effect = reader.required("inject", .object("inject", Effect.read))
      let selector = reader.optional("when", .object("when", Selector.read), or: Selector())
      let times = reader.optional("times", .positive)
      let every = reader.optional("every", .positive, or: 1)
      let probability = reader.optional("probability", .probability, or: 1)
      let seed = reader.optional("seed", .integer, or: 0)
      guard let name, let effect, let selector, let every, let probability, let seed else { return nil }
      var frequency = Frequency(times: times)
      frequency.every = every
      frequency.probability = probability
      frequency.seed = seed
      let fault = Fault(name: name, selector: selector, frequency: frequency, effect: effect)
      fault.checkVerbs(reader)
      return fault
    }
  }

  /// A list of faults, each with a name of its own.
  package static func readAll(_ nodes: [Node], _ diagnostics: DiagnosticCollector) -> [Fault] {
    var names: Set<String> = []
    return nodes.enumerated().compactMap { index, node in
      guard let fault = read(node, number: index + 1, diagnostics) else { return nil }
      if !names.insert(fault.name).inserted {
        diagnostics.error("there are two faults \"\(fault.name)\"", at: node["name"]?.place ?? node.place)
      }
      return fault
    }
  }

  private func checkVerbs(_ reader: MappingReader) {
    let possible: [Verb]
    switch effect {
    case .events, .eventDelay: possible = [.watch]
    case .stale: possible = [.get, .list]
    case .asOf: possible = [.list, .watch]
    case .refusal(.expired, _): possible = [.get, .list, .watch]
    default: return
    }
    guard !selector.verbs.isEmpty, !selector.verbs.contains(where: possible.contains) else { return }
    reader.error(
      "this fault never happens to the verbs that it selects", at: "when",
      hint: "it happens to \(possible.map(\.rawValue).joined(separator: ", "))")
  }
}

extension Fault.Selector {
  fileprivate static func read(_ reader: inout MappingReader) -> Self? {
    var selector = Self()
    let verbs = reader.optional("verbs", .list(of: .choice), or: [Fault.Verb]())
    selector.group = reader.optional("group", .string)
    selector.resource = reader.optional("resource", .name)
    selector.subresource = reader.optional("subresource", .string)
    selector.namespace = reader.optional("namespace", .string)
    selector.name = reader.optional("name", .name)
    selector.user = reader.optional("user", .name)
    selector.userAgent = reader.optional("userAgent", .name)
    guard let verbs else { return nil }
    selector.verbs = verbs
    return selector
  }
}

extension Fault.Effect {
  private enum History: String, CaseIterable { case kept, forgotten }

  fileprivate static func read(_ reader: inout MappingReader) -> Fault.Effect? {
    let kind = reader.exactlyOne(of: ["latency", "status", "reset", "stale", "asOf", "restart", "events", "eventDelay"])
    let retryAfter = reader.optional("retryAfter", .duration)
    if retryAfter != nil, kind != "status" {
      reader.error("\"retryAfter\" goes with \"status\" alone", at: "retryAfter")
    }
    return switch kind {
    case "latency": reader.optional("latency", .duration).map(Self.latency)
    case "status": reader.optional("status", .refusal).map { .refusal($0, retryAfter: retryAfter) }
    case "reset": reader.optional("reset", .choice).map(Self.reset)
    case "stale": reader.optional("stale", .positive).map { .stale(changes: $0) }
    case "asOf": reader.optional("asOf", .positive).map { .asOf(revision: $0) }
    case "restart":
      reader.optional("restart", .object("restart", readRestart)).map(Self.restart)
    case "events": reader.optional("events", .choice).map(Self.events)
    case "eventDelay": reader.optional("eventDelay", .duration).map(Self.eventDelay)
    default: nil
    }
  }

  private static func readRestart(_ reader: inout MappingReader) -> Fault.Restart? {
    let history = reader.optional("history", .choice, or: History.kept)
    let certificate: Lab.CertificateValidity? = reader.optional("certificate", .choice)
    guard let history else { return nil }
    return Fault.Restart(keepsHistory: history == .kept, certificate: certificate)
  }
}

extension FieldType where Output == Int {
  fileprivate static var positive: FieldType {
    FieldType("an integer from 1") { node in node.integer.flatMap { Int(exactly: $0) }.flatMap { $0 > 0 ? $0 : nil } }
  }
}

extension FieldType where Output == Double {
  fileprivate static var probability: FieldType {
    FieldType("a number from 0 to 1") { node in node.number.flatMap { (0...1).contains($0) ? $0 : nil } }
  }
}

extension FieldType where Output == Fault.Refusal {
  fileprivate static var refusal: FieldType {
    let codes = Fault.Refusal.allCases.map { String($0.rawValue) }.joined(separator: ", ")
    return FieldType("one of \(codes)") { node in
      node.integer.flatMap { Int(exactly: $0) }.flatMap(Fault.Refusal.init(rawValue:))
    }
  }
}

// MARK: Writing

extension Fault {
  /// As it is written in a lab file.
  package var value: Value {
    var object: Object = ["name": .string(name)]
    let when = selector.object
    if !when.isEmpty { object["when"] = .object(when) }
    object["times"] = frequency.times.map { .integer(Int64($0)) }
    if frequency.every != 1 { object["every"] = .integer(Int64(frequency.every)) }
    if frequency.probability != 1 {
      object["probability"] = .double(frequency.probability)
      object["seed"] = .integer(Int64(frequency.seed))
    }
    object["inject"] = effect.value
    return .object(object)
  }
}

extension Fault.Selector {
  fileprivate var object: Object {
    var object: Object = [:]
    if !verbs.isEmpty { object["verbs"] = .array(verbs.map { .string($0.rawValue) }) }
    let texts = [
      ("group", group), ("resource", resource), ("subresource", subresource), ("namespace", namespace),
      ("name", name), ("user", user), ("userAgent", userAgent),
    ]
    for (name, text) in texts { object[name] = text.map(Value.string) }
    return object
  }
}

extension Fault.Effect {
  package var value: Value {
    switch self {
    case .latency(let duration): return ["latency": .string(GoDuration.text(duration))]
    case .refusal(let refusal, let retryAfter):
      var object: Object = ["status": .integer(Int64(refusal.rawValue))]
      object["retryAfter"] = retryAfter.map { .string(GoDuration.text($0)) }
      return .object(object)
    case .reset(let moment): return ["reset": .string(moment.rawValue)]
    case .stale(let changes): return ["stale": .integer(Int64(changes))]
    case .asOf(let revision): return ["asOf": .integer(Int64(revision))]
    case .restart(let restart):
      var object: Object = ["history": .string((restart.keepsHistory ? History.kept : .forgotten).rawValue)]
      object["certificate"] = restart.certificate.map { .string($0.rawValue) }
      return ["restart": .object(object)]
    case .events(let loss): return ["events": .string(loss.rawValue)]
    case .eventDelay(let duration): return ["eventDelay": .string(GoDuration.text(duration))]
    }
  }
}
