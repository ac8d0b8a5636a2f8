import Documents

/// Whether conditions are such as metav1.Condition has them.
enum ConditionShape {
  static func problems(_ subject: JudgedSubject) -> [Problem] {
    guard let field = subject.fields.first(where: { $0.path == "status.conditions" }) else { return [] }
    let version = subject.node["name"]?.string ?? ""
    func problem(_ message: String) -> Problem {
      subject.problem("status.conditions of version \(version) \(message)", at: field.place)
    }
    guard field.type == "array", let item = field.schema["items"] else { return [problem("is not a list")] }
    var parts: [String] = []
    let names = ["type", "status", "reason", "message", "lastTransitionTime"]
    let missing = names.filter { item["properties"]?.member($0) == nil }
    if !missing.isEmpty { parts.append("lacks \(missing.joined(separator: ", "))") }
    let required = item["required"]?.items?.compactMap(\.string) ?? []
    let optional = ["type", "status"].filter { !missing.contains($0) && !required.contains($0) }
    if !optional.isEmpty { parts.append("does not require \(optional.joined(separator: ", "))") }
    if let status = item["properties"]?["status"] {
      let values = status["enum"]?.items?.compactMap(\.string) ?? []
      if Set(values) != ["True", "False", "Unknown"] {
        parts.append("allows a status besides True, False and Unknown")
      }
    }
    return parts.isEmpty ? [] : [problem(parts.joined(separator: ", "))]
  }
}
