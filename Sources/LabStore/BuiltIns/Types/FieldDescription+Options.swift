import Documents

extension FieldDescription {
  /// - Returns: what is wrong with the option.
  mutating func set(_ text: String) -> [String] {
    if text.hasPrefix("=") {
      guard let value = try? JSON.parse(String(text.dropFirst())) else {
        return ["\(name): default \(text) is no JSON"]
      }
      defaultValue = value
      return []
    }
    if text.hasPrefix("patch=") {
      let option = DescriptionOption(String(text.dropFirst("patch=".count)))
      patchStrategy = option.name
      patchMergeKey = option.arguments.first
      return []
    }
    let option = DescriptionOption(text)
    switch option.name {
    case "enum": validValues = DescriptionOption(text, separator: "|").arguments
    case "set": merging = .set
    case "map": merging = .map(keys: option.arguments)
    case "atomic": merging = .atomic
    default: return ["\(name): unknown option \(text)"]
    }
    return []
  }
}
