import Documents

/// Finds the names that the steps of a case make, before the steps themselves are read.
enum CaseHandles {
  /// The scope of the case, in which each handle is expected where its step stands.
  static func expecting(in steps: [Node], _ scope: Scope) -> Scope {
    var scope = scope
    for step in steps {
      for kind in OperationKind.allCases {
        guard let handle = step[kind.rawValue]?["as"], let name = handle.string else { continue }
        scope = scope.expecting(name, kind.handleType, at: handle.place)
      }
    }
    return scope
  }
}
