/// Which names an expression may use: variables with their types, functions, and macros.
package struct Environment: Sendable {
  /// What differs between CEL as the specification has it and as Kubernetes has it.
  package struct Dialect: Sendable {
    /// `[1, 'a']` is refused by the checker.
    package var hasUniformLiterals = false
    /// Durations, timestamps and regular expressions that are written out are checked with the expression.
    package var checksLiterals = false
  }

  package private(set) var variables: [String: CELType] = [:]
  package private(set) var functions: [String: [Overload]] = [:]
  package private(set) var macros: Set<Macro> = []
  package private(set) var typeNames: [String: CELType] = CELType.named
  /// The namespace in which names are looked up first: `com.example`.
  package var container = ""
  /// Names that are not declared are variables of type `dyn`, instead of errors.
  package var allowsUndeclared = false
  /// Types are not checked; names are.
  package var isUntyped = false
  package var dialect = Dialect()

  package init(libraries: [Library]) {
    for library in libraries {
      macros.formUnion(library.macros)
      typeNames.merge(library.types) { $1 }
      for overload in library.overloads { functions[overload.function, default: []].append(overload) }
    }
  }

  /// What Kubernetes offers in CRD rules and admission policies.
  package static let kubernetes: Environment = {
    var environment = Environment(libraries: Library.kubernetesLibraries)
    environment.dialect = Dialect(hasUniformLiterals: true, checksLiterals: true)
    return environment
  }()

  /// Everything, for suites and candidates.
  package static let suite = Environment(libraries: Library.suiteLibraries)

  package func declaring(_ name: String, _ type: CELType = .dyn) -> Environment {
    var copy = self
    copy.variables[name] = type
    return copy
  }

  package func declaring(_ variables: [String: CELType]) -> Environment {
    var copy = self
    copy.variables.merge(variables) { $1 }
    return copy
  }

  package func declaring(_ overloads: [Overload]) -> Environment {
    var copy = self
    for overload in overloads { copy.functions[overload.function, default: []].append(overload) }
    return copy
  }

  /// The names that `name` may stand for, nearest namespace first.
  func candidates(_ name: String, isAbsolute: Bool) -> [String] {
    if isAbsolute || container.isEmpty { return [name] }
    var names: [String] = []
    var prefix = container[...]
    while true {
      names.append("\(prefix).\(name)")
      guard let dot = prefix.lastIndex(of: ".") else { break }
      prefix = prefix[..<dot]
    }
    return names + [name]
  }
}

/// A group of functions, macros and types that environments include as a whole.
package struct Library: Sendable {
  package let name: String
  package var overloads: [Overload] = []
  package var macros: Set<Macro> = []
  package var types: [String: CELType] = [:]
}
