import Documents
import Plans

/// Checks what expressions read of the lab.
enum LabNames {
  /// What is wrong when the lab does not have what is read.
  ///
  /// - Parameter expected: endpoints that the lab may lack, because the case says that it needs them.
  static func problem(
    _ use: VariableUse, _ lab: Lab, expected: [String] = [], severity: Diagnostic.Severity = .error
  ) -> Diagnostic? {
    let fields = use.neededFields
    guard use.variable == "lab", fields.count > 1 else { return nil }
    switch fields[0] {
    case "endpoints": return endpoint(fields[1], at: use.place, lab, expected: expected, severity: severity)
    case "values": return value(fields.dropFirst(), at: use.place, lab, severity)
    default: return nil
    }
  }

  static func endpoint(
    _ name: String, at place: Place, _ lab: Lab, expected: [String], severity: Diagnostic.Severity
  ) -> Diagnostic? {
    guard lab.endpoints[name] == nil, !expected.contains(name) else { return nil }
    return Diagnostic(
      severity, "the lab \(lab.name.quoted) has no endpoint \(name.quoted)", at: place,
      hint: Suggestion.hint(for: name, among: Set(lab.endpoints.keys).union(expected)), rule: .unknownReference)
  }

  private static func value(
    _ path: some Collection<String>, at place: Place, _ lab: Lab, _ severity: Diagnostic.Severity
  ) -> Diagnostic? {
    var value = lab.values
    for name in path {
      // Fields of what is no object are for the evaluation to find wrong.
      guard let object = value.object else { return nil }
      guard let next = object[name] else {
        return Diagnostic(
          severity, "the lab \(lab.name.quoted) has no value \(path.joined(separator: ".").quoted)", at: place,
          hint: Suggestion.hint(for: name, among: object.keys), rule: .unknownReference)
      }
      value = next
    }
    return nil
  }
}
