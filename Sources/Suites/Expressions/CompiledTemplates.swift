import Documents
import Expressions
import Synchronization

/// Texts with expressions that were compiled before: the same few stand in most cases of a suite.
enum CompiledTemplates {
  private struct Key: Hashable {
    var text: String
    var allowsUndeclared: Bool
  }

  private struct Entry {
    var template: Template
    /// What the variables that it reads were declared as.
    var types: [(name: String, type: CELType?)]
  }

  private static let known = Mutex<[Key: Entry]>([:])
  private static let capacity = 4096

  /// - Parameter environment: of those of suites and candidates, which differ by their variables alone.
  static func template(_ text: String, in environment: Environment) throws(Template.Failure) -> Template {
    let key = Key(text: text, allowsUndeclared: environment.allowsUndeclared)
    if let entry = known.withLock({ $0[key] }),
      entry.types.allSatisfy({ environment.variables[$0.name] == $0.type })
    {
      return entry.template
    }
    let template = try Template(.string(text), in: environment)
    let names = Set(template.programs.flatMap(\.variables))
    let entry = Entry(template: template, types: names.map { ($0, environment.variables[$0]) })
    known.withLock { known in
      if known.count >= capacity { known.removeAll() }
      known[key] = entry
    }
    return template
  }
}
