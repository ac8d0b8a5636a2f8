import Documents
import Expressions

/// Finds the names that the steps of a case make, before the steps themselves are read.
enum CaseHandles {
  /// The scope of the case, in which each handle is expected where its step stands.
  static func expecting(in steps: [Node], _ scope: Scope) -> Scope {
    var scope = scope
    for handle in steps.flatMap(handles) {
      scope = scope.expecting(handle.name, handle.kind?.handleType ?? .dyn, at: handle.place)
    }
    return scope
  }

  /// What a step makes. A misspelt operation counts too, or each use of its handle would be reported beside it.
  static func handles(of step: Node) -> [(name: String, kind: OperationKind?, place: Place)] {
    (step.members ?? []).flatMap { member -> [(name: String, kind: OperationKind?, place: Place)] in
      let kind = OperationKind(rawValue: member.name)
      switch kind {
      // After a loop the name stands for a list.
      case .forEach, .repeat:
        return (member.value["steps"]?.items ?? []).flatMap(handles).map { ($0.name, .forEach, $0.place) }
      case .parallel:
        return (member.value["branches"]?.items ?? []).flatMap { $0.items ?? [$0] }.flatMap(handles)
      default:
        guard let handle = member.value["as"], let name = handle.string else { return [] }
        return [(name, kind, handle.place)]
      }
    }
  }
}
