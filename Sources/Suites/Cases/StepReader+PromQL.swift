import Documents
import Expressions
import Plans

extension StepReader {
  func readPromQL(_ reader: inout MappingReader) -> Step.Operation.PromQL? {
    let endpoint = reader.required("endpoint", .name)
    let question = readQuestion(&reader)
    let count = reader.optional("count", .countRange)
    let match = reader.optional("expect", pattern)
    let conditions = reader.optional(
      "that", .list(of: expressions.declaring("result", Scope.queryResult).condition), or: [])
    let handle = readHandle(&reader)
    let within = reader.optional("within", .duration)
    checkTime(within, "within", reader)
    guard let endpoint, let question, let conditions else { return nil }
    let operation = Step.Operation.PromQL(
      endpoint: endpoint, question: question, count: count, match: match, conditions: conditions, handle: handle,
      within: within, timeout: suite.timeouts.http)
    if !operation.expectsSomething, handle == nil {
      diagnostics.error(
        "\(reader.what) expects nothing", at: reader.place, hint: "give it \"count\", \"expect\", \"that\" or \"as\"")
    }
    return operation
  }

  private func readQuestion(_ reader: inout MappingReader) -> Step.Operation.PromQL.Question? {
    let form = reader.exactlyOne(of: ["query", "targets", "rules", "alerts"])
    if form != "query" {
      for name in ["at", "range"] where reader.node[name] != nil {
        reader.error("only a query is about a time", at: name, hint: "remove it, or ask with \"query\"")
        _ = reader.optional(name, .node)
      }
    }
    switch form {
    case "query": return readQuery(&reader)
    case "targets": return reader.required("targets", labelled("targets")).map { .targets(labels: $0) }
    case "alerts": return reader.required("alerts", labelled("alerts")).map { .alerts(labels: $0) }
    case "rules":
      return reader.required(
        "rules",
        .object("rules") { rules in
          let name = rules.optional("name", expressions.text)
          let group = rules.optional("group", expressions.text)
          return .rules(name: name, group: group)
        })
    default: return nil
    }
  }

  private func readQuery(_ reader: inout MappingReader) -> Step.Operation.PromQL.Question? {
    let query = reader.required("query", expressions.text)
    let time = reader.optional("at", expressions.template)
    guard reader.node["range"] != nil else { return query.map { .instant($0, at: time) } }
    if reader.node["at"] != nil {
      reader.error("a query is about a time or a range", at: "at", hint: "keep one of the two")
    }
    let range = reader.required(
      "range",
      .object("range") { range -> (start: Template, end: Template?, step: Template)? in
        let start = range.required("start", expressions.template)
        let end = range.optional("end", expressions.template)
        let step = range.required("step", expressions.template)
        guard let start, let step else { return nil }
        return (start, end, step)
      })
    guard let query, let range else { return nil }
    return .range(query, start: range.start, end: range.end, step: range.step)
  }

  /// `{labels: {job: x}}`, or `{}` for all.
  private func labelled(_ name: String) -> FieldType<[String: Template]> {
    .object(name) { reader in
      reader.optional("labels", .map(of: self.expressions.text), or: []).map { labels in
        Dictionary(labels.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
      }
    }
  }
}
