import Documents
import Plans

/// Makes a step's name from its operation, for a step that has no description.
struct StepName {
  private static let longest = 120

  private let kind: OperationKind
  private let body: Node

  /// - Parameter body: the operation's fields as they are written.
  init(_ kind: OperationKind, _ body: Node) {
    self.kind = kind
    self.body = body
  }

  /// One line, of at most 120 characters.
  func text(_ operation: Step.Operation) -> String {
    let text = "\(kind.rawValue) \(words(operation))".split(whereSeparator: \.isNewline).joined(separator: " ")
    return text.count <= Self.longest ? text : text.prefix(Self.longest - 1) + "…"
  }

  private func words(_ operation: Step.Operation) -> String {
    let handle = body["as"]?.string.map { " as \($0)" } ?? ""
    let refused = body["refused"] == nil ? "" : ", which is refused"
    switch operation {
    case .apply, .create, .update: return (object(body["manifest"]) ?? text("file")) + handle + refused
    case .establish(let establish):
      return text("intent") + handle + refused + (establish.isInvalid ? ", which is invalid" : "")
    case .patch, .delete: return (body["handle"]?.string ?? object(body["object"]) ?? "") + refused
    case .eventually(let eventually):
      return "\(first(of: eventually.expectations)) within \(GoDuration.text(eventually.within))"
    case .consistently(let consistently):
      return "\(first(of: consistently.expectations)) for \(GoDuration.text(consistently.duration))"
    case .never(let never):
      let first = never.expectations.isEmpty ? "an event" : first(of: never.expectations)
      return "\(first) for \(GoDuration.text(never.duration))"
    case .sequence(let sequence): return sequence.states.map(\.title).joined(separator: ", then ")
    case .absent, .ready: return choice
    case .events(let events):
      let parts = ["type", "reason", "message"].compactMap { body[$0]?.string }
      let about = (body["handle"]?.string ?? object(body["object"])).map { " about \($0)" } ?? ""
      return "\(events.count) \(parts.joined(separator: " "))\(about)"
    case .http(let request): return "\(request.method) \(text(request.method.lowercased()))"
    case .loop(let loop):
      let items = body["in"]?.string ?? body["in"]?.items.map { "\($0.count) items" } ?? ""
      guard case .count(let count) = loop.items else { return "\(loop.variable ?? "") in \(items)" }
      return "\(count) times"
    case .parallel(let branches): return "in \(branches.count) branches"
    case .template(let use): return use.name + handle
    case .candidate(let step): return step.action.rawValue
    case .logs: return body["match"]?.string ?? "nothing like \(text("forbid"))"
    case .metrics: return text("name")
    case .southbound(let interference): return interference.title
    case .journal(let journal):
      let what = journal.writes.map { $0 ? "writes" : "reads" } ?? "requests"
      return "\(journal.count.map { "\($0) " } ?? "")\(what) to \(journal.endpoint)" + handle
    case .oracle(let oracle): return "\(oracle.recipe.rawValue) of \(oracle.wish)"
    case .figure: return text("name")
    case .netconf(let request):
      return ["get", "get-config", "edit-config"].first { body[$0] != nil }.map { "\($0) \(request.endpoint)" } ?? ""
    case .promQL: return body["query"]?.string ?? ["targets", "rules", "alerts"].first { body[$0] != nil } ?? ""
    case .sleep(let sleep): return GoDuration.text(sleep.duration)
    case .run:
      return body["script"]?.string ?? (body["command"]?.items ?? []).compactMap(\.string).joined(separator: " ")
    }
  }

  /// What a step is about that takes a handle, an object or a selection.
  private var choice: String {
    body["handle"]?.string ?? body["select"].map { selected($0) } ?? object(body["object"] ?? body) ?? ""
  }

  /// `PrefixClaims that are selected`
  private func selected(_ node: Node?) -> String { "\(object(node) ?? "object")s that are selected" }

  private func text(_ name: String) -> String { body[name]?.string ?? "" }

  /// `PrefixClaim demo`
  private func object(_ node: Node?) -> String? {
    guard let node, let kind = node["kind"]?.string else { return node?.string }
    guard let name = (node["metadata"]?["name"] ?? node["name"])?.string else { return kind }
    return "\(kind) \(name)"
  }

  private func first(of expectations: [Step.Operation.Expectation]) -> String {
    let more = expectations.count > 1 ? ", …" : ""
    switch expectations.first {
    case .condition(_, let source, _): return source + more
    case .object: return (object(body["object"] ?? body["objects"]?[0]) ?? "object") + " matches" + more
    case .selection: return selected((body["object"] ?? body["objects"]?[0])?["select"]) + more
    case nil: return ""
    }
  }
}
