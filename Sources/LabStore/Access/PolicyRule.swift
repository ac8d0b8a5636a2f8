internal import Documents

/// One rule of a Role or ClusterRole.
struct PolicyRule: Sendable, Hashable {
  var verbs: [String]
  var groups: [String]
  var resources: [String]
  var names: [String]
  var paths: [String]

  init(_ value: Value) {
    func strings(_ field: String) -> [String] { value[field]?.array?.compactMap(\.string) ?? [] }
    verbs = strings("verbs")
    groups = strings("apiGroups")
    resources = strings("resources")
    names = strings("resourceNames")
    paths = strings("nonResourceURLs")
  }

  init(verbs: [String], groups: [String] = [], resources: [String] = [], names: [String] = [], paths: [String] = []) {
    self.verbs = verbs
    self.groups = groups
    self.resources = resources
    self.names = names
    self.paths = paths
  }

  func allows(_ attributes: AccessAttributes) -> Bool {
    guard verbs.contains("*") || verbs.contains(attributes.verb) else { return false }
    if !attributes.isResource { return paths.contains { Self.matches(path: attributes.path, $0) } }
    let full =
      attributes.subresource.isEmpty ? attributes.resource : "\(attributes.resource)/\(attributes.subresource)"
    return (groups.contains("*") || groups.contains(attributes.group))
      && (resources.contains("*") || resources.contains(full)
        || !attributes.subresource.isEmpty && resources.contains("*/\(attributes.subresource)"))
      && (names.isEmpty || names.contains(attributes.name))
  }

  private static func matches(path: String, _ pattern: String) -> Bool {
    pattern == "*" || pattern == path || pattern.hasSuffix("*") && path.hasPrefix(pattern.dropLast())
  }

  /// Whether this rule grants all that a rule with one verb, group, resource and name (or path) grants.
  func covers(_ single: PolicyRule) -> Bool {
    guard verbs.contains("*") || single.verbs.allSatisfy(verbs.contains) else { return false }
    if !single.paths.isEmpty {
      return single.paths.allSatisfy { path in paths.contains { Self.matches(path: path, $0) } }
    }
    let coversResources = single.resources.allSatisfy { resource in
      let subresource = resource.split(separator: "/", maxSplits: 1).dropFirst().first
      return resources.contains("*") || resources.contains(resource)
        || subresource.map { resources.contains("*/\($0)") } ?? false
    }
    let coversNames = names.isEmpty || !single.names.isEmpty && single.names.allSatisfy(names.contains)
    return coversResources && coversNames && (groups.contains("*") || single.groups.allSatisfy(groups.contains))
  }

  /// The rule as rules with one verb, group, resource and name each.
  var singles: [PolicyRule] {
    verbs.flatMap { verb in
      paths.map { PolicyRule(verbs: [verb], paths: [$0]) }
        + groups.flatMap { group in
          resources.flatMap { resource in
            (names.isEmpty ? [nil] : names.map(Optional.some)).map { name in
              PolicyRule(verbs: [verb], groups: [group], resources: [resource], names: name.map { [$0] } ?? [])
            }
          }
        }
    }
  }

  var value: Value {
    var object: Object = ["verbs": .array(verbs.map(Value.string))]
    if !groups.isEmpty { object["apiGroups"] = .array(groups.map(Value.string)) }
    if !resources.isEmpty { object["resources"] = .array(resources.map(Value.string)) }
    if !names.isEmpty { object["resourceNames"] = .array(names.map(Value.string)) }
    if !paths.isEmpty { object["nonResourceURLs"] = .array(paths.map(Value.string)) }
    return .object(object)
  }
}
