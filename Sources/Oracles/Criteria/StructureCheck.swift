import Documents
import Kubernetes

/// Whether versions of custom resources have structural schemas.
enum StructureCheck {
  static func problems(_ subject: JudgedSubject) -> [Problem] {
    let version = subject.node["name"]?.string ?? ""
    guard let schema = subject.node["schema"]?["openAPIV3Schema"], schema.members?.isEmpty == false else {
      return [
        subject.problem(
          "version \(version) has no schema", at: subject.node.place(nearest: ["schema", "openAPIV3Schema"]))
      ]
    }
    let errors = StructuralSchema.problems(in: schema.value)
    guard let first = errors.first else { return [] }
    let more = errors.count > 1 ? " (and \(errors.count - 1) more)" : ""
    let field = first.field.isEmpty ? "the schema" : String(first.field.drop { $0 == "." })
    return [
      subject.problem(
        "the schema of version \(version) is not structural: \(field): \(first.message)\(more)",
        at: schema.place(nearest: names(first.field)))
    ]
  }

  /// `properties[spec].allOf[0].type` as `properties`, `spec`, `allOf`, `0`, `type`.
  private static func names(_ path: String) -> [String] {
    var names: [String] = []
    var name = ""
    var isInBrackets = false
    for character in path {
      switch (character, isInBrackets) {
      case ("[", false), (".", false), ("]", true):
        if !name.isEmpty { names.append(name) }
        name = ""
        isInBrackets = character == "["
      default: name.append(character)
      }
    }
    return name.isEmpty ? names : names + [name]
  }
}
