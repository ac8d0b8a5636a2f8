import Documents
import Expressions
import Plans

extension StepReader {
  func readNever(_ reader: inout MappingReader) -> Step.Operation.Never? {
    let duration = reader.required("for", .duration)
    checkTime(duration, "for", reader)
    let events = reader.optional("events", .list(of: eventPattern), or: [])
    let expectations = readExpectations(&reader, orElse: ["events"])
    guard let duration, let events, let expectations else { return nil }
    return Step.Operation.Never(duration: duration, expectations: expectations, events: events)
  }

  func readSequence(_ reader: inout MappingReader) -> Step.Operation.Sequence? {
    let states = reader.required("states", .list(of: sequenceState))
    if let states, states.isEmpty { reader.error("\"states\" is empty", at: "states") }
    let since = reader.optional("since", .choice, or: Step.Operation.Sequence.Beginning.creation)
    let within = reader.optional("within", .duration, or: suite.timeouts.eventually)
    checkTime(within, "within", reader)
    guard let states, !states.isEmpty, let since, let within else { return nil }
    return Step.Operation.Sequence(states: states, since: since, within: within)
  }

  /// A condition, or `{that, object, objects}`.
  private var sequenceState: FieldType<Step.Operation.Sequence.State> {
    FieldType("a condition, or an object with \"that\" or \"object\"") { node, name, diagnostics in
      guard node.members != nil else {
        guard let condition = expressions.condition.read(node, name, diagnostics) else { return nil }
        return .init(expectations: [condition], title: node.string ?? name, place: node.place)
      }
      return MappingReader.read(node, as: "state", diagnostics) { reader in
        let description = reader.optional("description", .name)
        guard let expectations = readExpectations(&reader) else { return nil }
        return .init(expectations: expectations, title: description ?? title(of: node), place: node.place)
      }
    }
  }

  private func title(of node: Node) -> String {
    let conditions = (node["that"]?.items ?? []).compactMap(\.string)
    let objects = ([node["object"]].compactMap(\.self) + (node["objects"]?.items ?? [])).map {
      $0.string ?? JSON.text($0.value)
    }
    return (conditions + objects).joined(separator: "; ")
  }

  func readAbsent(_ reader: inout MappingReader) -> Step.Operation.Absent? {
    let choice = readChoice(&reader)
    let within = reader.optional("within", .duration, or: suite.timeouts.eventually)
    checkTime(within, "within", reader)
    guard let choice, let within else { return nil }
    return Step.Operation.Absent(choice: choice, within: within, place: reader.place)
  }

  /// Besides a handle, an object or a selection, the object may be named as it is asked for: `{apiVersion, kind, name}`.
  func readReady(_ reader: inout MappingReader) -> Step.Operation.Ready? {
    let choice: Step.Operation.ObjectChoice?
    if reader.node["kind"] != nil {
      for name in ["apiVersion", "kind", "name"] { _ = reader.required(name, .name) }
      _ = reader.optional("namespace", .name)
      let named = ["apiVersion", "kind", "name", "namespace"]
      let members = (reader.node.members ?? []).filter { named.contains($0.name) }
      choice = expressions.template.read(Node(.mapping(members), at: reader.place), "ready", diagnostics).map {
        .target(.reference($0))
      }
    } else {
      choice = readChoice(&reader)
    }
    let count = reader.optional("count", .countRange, or: .some)
    if case .target? = choice, reader.node["count"] != nil {
      reader.error("\"count\" is for what \"select\" chooses", at: "count")
    }
    if let count, count.atLeast == 0 {
      reader.error("no object at all would be ready", at: "count", hint: "there must be at least one")
    }
    let within = reader.optional("within", .duration, or: suite.timeouts.eventually)
    checkTime(within, "within", reader)
    guard let choice, let count, let within else { return nil }
    return Step.Operation.Ready(choice: choice, count: count, within: within, place: reader.place)
  }

  func readEvents(_ reader: inout MappingReader) -> Step.Operation.Events? {
    let pattern = readEventPattern(&reader)
    let count = reader.optional("count", .countRange, or: .some)
    let since = reader.optional("since", .choice, or: Step.Operation.Events.Beginning.write)
    let within = reader.optional("within", .duration, or: suite.timeouts.eventually)
    checkTime(within, "within", reader)
    guard let pattern, let count, let since, let within else { return nil }
    return Step.Operation.Events(pattern: pattern, count: count, since: since, within: within)
  }

  private var eventPattern: FieldType<Step.Operation.EventPattern> { .object("event", readEventPattern) }

  private func readEventPattern(_ reader: inout MappingReader) -> Step.Operation.EventPattern? {
    var about: Step.Operation.Target?
    var isRight = true
    if reader.has("handle") || reader.has("object") {
      about = readTarget(&reader)
      isRight = about != nil
    }
    let reason = reader.optional("reason", expressions.text)
    let type = reader.optional("type", expressions.text)
    if let text = reader.node["type"]?.string, !text.contains("${"), !["Normal", "Warning"].contains(text) {
      reader.error("\"type\" of an event is \"Normal\" or \"Warning\"", at: "type")
    }
    let message = reader.optional("message", expressions.text)
    checkPattern(reader.node["message"], "message")
    if about == nil, reason == nil, type == nil, message == nil, isRight {
      let isMisspelt = (reader.node.members ?? []).contains {
        Suggestion.nearest(to: $0.name, among: ["handle", "object", "reason", "type", "message"]) != nil
      }
      if !isMisspelt {
        diagnostics.error(
          "\(reader.what) is any event at all", at: reader.place,
          hint: "say what it is about (\"handle\", \"object\") or like (\"reason\", \"type\", \"message\")")
      }
      return nil
    }
    guard isRight else { return nil }
    return Step.Operation.EventPattern(about: about, reason: reason, type: type, message: message, place: reader.place)
  }
}
