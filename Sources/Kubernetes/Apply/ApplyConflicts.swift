/// Fields that an applied configuration would take from other managers.
struct ApplyConflicts: Error {
  var fields: [ManagedFields.Manager: FieldSet]

  /// As the API server answers: 409 with a cause for each field.
  var status: APIStatus {
    let conflicts = sorted.flatMap { manager, fields in
      fields.paths.map { (manager: manager.description, path: $0.map(\.description).joined()) }
    }
    let causes = conflicts.map { conflict in
      APIStatus.Cause(
        reason: "FieldManagerConflict", message: "conflict with \(conflict.manager)", field: conflict.path)
    }
    return .applyConflict(message: message(conflicts), causes: causes)
  }

  private var sorted: [(ManagedFields.Manager, FieldSet)] {
    fields.sorted { $0.key.description < $1.key.description }.map { ($0.key, $0.value) }
  }

  private func message(_ conflicts: [(manager: String, path: String)]) -> String {
    if let only = conflicts.first, conflicts.count == 1 {
      return "Apply failed with 1 conflict: conflict with \(only.manager): \(only.path)"
    }
    let lines = sorted.flatMap { manager, _ in
      let name = manager.description
      return ["conflicts with \(name):"] + conflicts.filter { $0.manager == name }.map { "- \($0.path)" }
    }
    return "Apply failed with \(conflicts.count) conflicts: \(lines.joined(separator: "\n"))"
  }
}

extension ManagedFields.Manager: CustomStringConvertible {
  /// `"kubectl" with subresource "status" using v1`, as conflicts name a manager.
  package var description: String {
    var text = name.goQuoted
    if !subresource.isEmpty { text += " with subresource \(subresource.goQuoted)" }
    if !isApplier { text += " using \(apiVersion)" }
    return text
  }
}
