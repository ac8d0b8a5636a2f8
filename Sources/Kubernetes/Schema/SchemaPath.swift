/// Where a walk stands in an object: cheap to push and pop, made into text only for a message.
package struct SchemaPath: Sendable {
  package enum Step: Sendable, Hashable {
    case member(String)
    /// A member of a map, which some messages write as `labels[key]`.
    case key(String)
    case item(Int)
  }

  package private(set) var steps: [Step] = []

  package init(_ steps: [Step] = []) { self.steps = steps }

  package mutating func push(_ step: Step) { steps.append(step) }
  package mutating func pop() { steps.removeLast() }

  /// `spec.list[0].name`, keys of maps written like members.
  package var dotted: String { text { ".\($0)" } }

  /// `spec.labels[app]`, as the API server's field paths write keys of maps.
  package var field: String { text { "[\($0)]" } }

  private func text(_ key: (String) -> String) -> String {
    var text = ""
    for step in steps {
      switch step {
      case .member(let name): text += text.isEmpty ? name : ".\(name)"
      case .key(let name): text += text.isEmpty ? name : key(name)
      case .item(let index): text += "[\(index)]"
      }
    }
    return text
  }
}
