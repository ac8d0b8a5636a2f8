package import Documents

/// All that an API server finds wrong with a CustomResourceDefinition (`apiextensions.k8s.io/v1`).
///
/// What all versions share (schema, subresources, columns) is reported at the top of the spec, as `spec.validation`, and
/// else per version.
package struct CustomResourceDefinitionCheck: Sendable {
  private let patterns: PatternEngine
  private let rules: SchemaRuleCompiler

  package init(patterns: PatternEngine, rules: SchemaRuleCompiler) {
    self.patterns = patterns
    self.rules = rules
  }

  /// What is wrong with the spec by itself.
  package func errors(in definition: Value) -> [FieldError] { specErrors(definition) }

  /// What else is wrong with a new definition.
  package func errors(creating definition: Value) -> [FieldError] {
    nameErrors(definition) + Self.approvalErrors(definition, old: nil) + preservationErrors(definition, old: nil)
  }

  /// What else is wrong with a definition in place of another.
  ///
  /// - Parameter old: as it is stored, with its status.
  package func errors(updating definition: Value, old: Value) -> [FieldError] {
    immutabilityErrors(definition, old: old) + Self.storedVersionErrors(definition)
      + Self.approvalErrors(definition, old: old) + preservationErrors(definition, old: old)
  }

  private func nameErrors(_ definition: Value) -> [FieldError] {
    let name = definition["metadata"]?["name"]?.string ?? ""
    let plural = definition[path: "spec", "names", "plural"]?.string ?? ""
    let group = definition[path: "spec", "group"]?.string ?? ""
    if name == "\(plural).\(group)" || name.isEmpty { return [] }
    return [.invalid("metadata.name", .string(name), #"must be spec.names.plural+"."+spec.group"#)]
  }

  private func preservationErrors(_ definition: Value, old: Value?) -> [FieldError] {
    guard definition[path: "spec", "preserveUnknownFields"]?.bool == true,
      old?[path: "spec", "preserveUnknownFields"]?.bool != true
    else { return [] }
    return [
      .invalid(
        "spec.preserveUnknownFields", true,
        "cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead")
    ]
  }

  private func immutabilityErrors(_ definition: Value, old: Value) -> [FieldError] {
    let isEstablished = (old[path: "status", "conditions"]?.array ?? []).contains {
      $0["type"] == "Established" && $0["status"] == "True"
    }
    var paths = [["spec", "group"], ["spec", "names", "plural"]]
    if isEstablished { paths = [["spec", "scope"], ["spec", "names", "kind"]] + paths }
    return paths.compactMap { path in
      let value = definition[path: path] ?? ""
      return value == old[path: path] ?? ""
        ? FieldError?.none : .invalid(path.joined(separator: "."), value, "field is immutable")
    }
  }

  /// Versions in which objects may still be stored must stay.
  private static func storedVersionErrors(_ definition: Value) -> [FieldError] {
    let stored = definition[path: "status", "storedVersions"]?.array?.compactMap(\.string) ?? []
    let place = "status.storedVersions"
    let list = Value.array(stored.map(Value.string))
    if stored.isEmpty { return [.invalid(place, list, "must have at least one stored version")] }
    let versions = definition[path: "spec", "versions"]?.array ?? []
    let names = Set(versions.compactMap { $0["name"]?.string })
    let missing = versions.filter { $0.isTrue("storage") }.compactMap { $0["name"]?.string }
      .filter { !stored.contains($0) }
    return missing.map { .invalid(place, list, "must have the storage version \($0)") }
      + stored.enumerated().filter { !names.contains($0.element) }.map { index, name in
        .invalid(
          "\(place)[\(index)]", .string(name),
          "missing from spec.versions; \(name) was previously a storage version, and must remain in spec.versions "
            + "until a storage migration ensures no data remains persisted in \(name) and removes \(name) from "
            + "status.storedVersions")
      }
  }

  /// Groups of the Kubernetes community need a reference to their approval.
  private static func approvalErrors(_ definition: Value, old: Value?) -> [FieldError] {
    let group = definition[path: "spec", "group"]?.string ?? ""
    let isProtected = ["k8s.io", "kubernetes.io"].contains { group == $0 || group.hasSuffix(".\($0)") }
    let key = "api-approved.kubernetes.io"
    let approval = definition[path: "metadata", "annotations", key]?.string ?? ""
    guard isProtected, old.map({ $0[path: "metadata", "annotations", key]?.string ?? "" != approval }) ?? true else {
      return []
    }
    let place = "metadata.annotations[\(key)]"
    let more = "see https://github.com/kubernetes/enhancements/pull/1111"
    if approval.isEmpty {
      return [.required(place, "protected groups must have approval annotation \(key.goQuoted), \(more)")]
    }
    if approval.hasPrefix("unapproved") || (approval.contains("://") && TextFormats.isURI(approval)) { return [] }
    return [
      .invalid(
        place, .string(approval),
        "protected groups must have approval annotation \(key.goQuoted) with either a URL or a reason starting with "
          + "\"unapproved\", \(more)")
    ]
  }

  // MARK: Schemas

  func schemaErrors(_ holder: Value, hasStatus: Bool, at path: String) -> [FieldError] {
    guard let schema = holder["openAPIV3Schema"], schema.object != nil else { return [] }
    let place = "\(path).openAPIV3Schema"
    var errors: [FieldError] = []
    if hasStatus { errors += Self.rootErrors(schema, path) }
    if schema.isTrue("nullable") {
      errors.append(.forbidden("\(place).nullable", "nullable cannot be true at the root"))
    }
    let unsupported = StructuralCheck.unsupportedKeyword(in: schema)
    var isStructural = false
    if unsupported == nil {
      var problems = StructuralCheck(schema, at: place, patterns: patterns).errors
      if problems.isEmpty { problems = DefaultsCheck(schema, at: place, patterns: patterns).errors }
      isStructural = problems.isEmpty
      errors += problems
    }
    let keywords = SchemaKeywordCheck(schema, at: place, rules: isStructural ? rules : nil)
    errors += keywords.errors + keywords.ruleErrors + RuleCostLimit.errors(ofAll: keywords.costs, at: place)
    if errors.isEmpty, let unsupported { errors.append(.invalid(place, "", unsupported)) }
    return errors
  }

  private static let allowedAtRoot = [
    "Description", "Type", "Format", "Title", "Maximum", "ExclusiveMaximum", "Minimum", "ExclusiveMinimum",
    "MaxLength", "MinLength", "Pattern", "MaxItems", "MinItems", "UniqueItems", "MultipleOf", "Required", "Items",
    "Properties", "ExternalDocs", "Example", "XPreserveUnknownFields", "XValidations",
  ]

  /// With a status endpoint the root may hold only what keeps its meaning when the status is validated alone.
  private static func rootErrors(_ schema: Value, _ path: String) -> [FieldError] {
    let allowed = Set(allowedAtRoot.map { $0.lowercased() })
    for (keyword, _) in schema.object ?? [:] where schema.holds(keyword) {
      let name = keyword.replacingKubernetesPrefix.lowercased()
      if keyword == "type", let type = schema["type"], type != "object" {
        return [
          .invalid(
            "\(path).openAPIV3Schema.type", type,
            #"only "object" is allowed as the type at the root of the schema if the status subresource is enabled"#)
        ]
      }
      if !allowed.contains(name) {
        return [
          .invalid(
            "\(path).openAPIV3Schema", schema,
            "only [\(allowedAtRoot.joined(separator: " "))] fields are allowed at the root of the schema if the status "
              + "subresource is enabled")
        ]
      }
    }
    return []
  }
}

extension String {
  /// `x-kubernetes-list-type` as the field `XListType`.
  fileprivate var replacingKubernetesPrefix: String {
    hasPrefix("x-kubernetes-") ? "x" + dropFirst("x-kubernetes-".count).filter { $0 != "-" } : self
  }
}
