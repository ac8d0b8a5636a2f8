extension KindDescription {
  /// - Returns: what is wrong with the option.
  mutating func set(_ text: String) -> [String] {
    let option = DescriptionOption(text)
    let argument = option.arguments.first ?? ""
    switch option.name {
    case "namespaced": isNamespaced = true
    case "singular": singular = argument
    case "short": shortNames = option.arguments
    case "categories": categories = option.arguments
    case "verbs": verbs = option.arguments
    case "select": selectableFields += option.arguments
    case "graceful": isGracefullyDeleted = true
    case "deletes-to-object": answersDeletionWithObject = true
    case "puts-create": createsOnUpdate = true
    case "puts-need-version": requiresVersionOnUpdate = true
    case "name": return set(nameRule: argument)
    case "generation": return set(generation: argument)
    case "stored": return set(storedAs: argument)
    default: return ["\(kind): unknown option \(text)"]
    }
    return []
  }

  private mutating func set(nameRule text: String) -> [String] {
    switch text {
    case "label": nameRule = .label
    case "path": nameRule = .pathSegment
    default: return ["\(kind): unknown name rule \(text)"]
    }
    return []
  }

  private mutating func set(generation text: String) -> [String] {
    switch text {
    case "spec": generation = .spec
    case "specOrAnnotations": generation = .specOrAnnotations
    case "all": generation = .all
    case "fixed": generation = .fixed
    default: return ["\(kind): unknown generation rule \(text)"]
    }
    return []
  }

  /// `group/plural/version`, the group empty for core.
  private mutating func set(storedAs text: String) -> [String] {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3 else { return ["\(kind): stored(\(text)) needs group/plural/version"] }
    storage = StorageKey(group: parts[0], plural: parts[1])
    storageVersion = parts[2]
    return []
  }

  /// `scale autoscaling/v1.Scale verbs(get)`.
  mutating func addSubresource(_ words: inout DescriptionLine) -> [String] {
    guard let name = words.next() else { return ["\(kind): subresource without a name"] }
    var subresource = ResourceType.Subresource(
      name: name, group: group, version: version, kind: kind, verbs: ["get", "patch", "update"])
    while let word = words.next() {
      let option = DescriptionOption(word)
      if option.name == "verbs" {
        subresource.verbs = option.arguments
      } else if let dot = word.lastIndex(of: ".") {
        let parts = word[..<dot].split(separator: "/").map(String.init)
        subresource.group = parts.count == 2 ? parts[0] : ""
        subresource.version = parts.last ?? ""
        subresource.kind = String(word[word.index(after: dot)...])
      } else {
        subresource.kind = word
      }
    }
    subresources.append(subresource)
    return []
  }

  /// `"Nominated Node" string wide orNone(.status.nominatedNodeName) -- …`.
  mutating func addColumn(_ words: inout DescriptionLine) -> [String] {
    guard let name = words.next(), let type = words.next(), var cell = words.next() else {
      return ["\(kind): a column needs a name, a type and a cell"]
    }
    let isWide = cell == "wide"
    if isWide { cell = words.next() ?? "" }
    let parts = type.split(separator: ":").map(String.init)
    columns.append(
      Column(
        name: name, type: parts[0], format: parts.count > 1 ? parts[1] : "", isWide: isWide, cell: Self.cell(cell),
        text: words.text))
    return []
  }

  private static func cell(_ text: String) -> Cell {
    if text.hasPrefix(".") { return .path(path(text)) }
    let option = DescriptionOption(text)
    return .function(name: option.name, arguments: option.arguments)
  }

  /// The member names of `.spec.nodeName`.
  static func path(_ text: String) -> [String] { text.dropFirst().split(separator: ".").map(String.init) }
}
