import Documents

/// The names of a custom resource: `spec.names` of its definition.
enum CustomResourceNames {
  static func errors(_ names: Value, at path: String) -> [FieldError] {
    func text(_ name: String) -> String { names[name]?.string ?? "" }
    var errors: [FieldError] = ["plural", "singular", "kind", "listKind"].filter { text($0).isEmpty }.map {
      .required("\(path).\($0)")
    }
    for name in ["plural", "singular"] where !text(name).isEmpty {
      errors += labelErrors(text(name), text(name), at: "\(path).\(name)")
    }
    for name in ["kind", "listKind"] where !text(name).isEmpty {
      errors += labelErrors(
        text(name).lowercased(), text(name), at: "\(path).\(name)",
        prefix: "may have mixed case, but should otherwise match: ")
    }
    errors += listErrors(names["shortNames"], at: "\(path).shortNames")
    if !text("kind").isEmpty, text("kind") == text("listKind") {
      errors.append(
        .invalid("\(path).listKind", .string(text("listKind")), "kind and listKind may not be the same"))
    }
    return errors + listErrors(names["categories"], at: "\(path).categories")
  }

  private static func listErrors(_ list: Value?, at path: String) -> [FieldError] {
    (list?.array ?? []).enumerated().flatMap { index, item in
      labelErrors(item.string ?? "", item.string ?? "", at: "\(path)[\(index)]")
    }
  }

  private static func labelErrors(
    _ label: String, _ shown: String, at path: String, prefix: String = ""
  ) -> [FieldError] {
    let problems = NameValidation.dns1035Label(label)
    return problems.isEmpty ? [] : [.invalid(path, .string(shown), prefix + problems.joined(separator: ","))]
  }
}
