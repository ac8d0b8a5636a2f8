package import Documents

/// Chooses objects by their labels; an empty selector chooses all.
package struct LabelSelector: Sendable, Hashable {
  package enum Operator: String, Sendable, Hashable {
    case equals = "="
    case doubleEquals = "=="
    case notEquals = "!="
    case `in`
    case notIn = "notin"
    case exists
    case doesNotExist = "!"
    case greaterThan = "gt"
    case lessThan = "lt"
  }

  package struct Requirement: Sendable, Hashable {
    package var key: String
    package var `operator`: Operator
    /// Sorted, each once.
    package var values: [String]

    package init(_ key: String, _ operator: Operator, _ values: [String] = []) {
      self.key = key
      self.operator = `operator`
      self.values = Set(values).sorted()
    }
  }

  /// All must hold; sorted by key.
  package let requirements: [Requirement]

  package init(_ requirements: [Requirement]) {
    // Swift's sort is stable, as Go's is in the cases that matter here.
    self.requirements = requirements.sorted { $0.key < $1.key }
  }

  /// Chooses objects that have all of these labels.
  package init(matching labels: [String: String]) {
    self.init(labels.map { Requirement($0.key, .equals, [$0.value]) })
  }

  package static let everything = LabelSelector([])

  package var isEmpty: Bool { requirements.isEmpty }

  package func matches(_ labels: [String: String]) -> Bool { requirements.allSatisfy { $0.matches(labels[$0.key]) } }

  package func matches(_ object: KubernetesObject) -> Bool {
    requirements.allSatisfy { $0.matches(object.label($0.key)) }
  }
}

extension LabelSelector.Requirement {
  /// - Parameter label: The label with this requirement's key; nil when the object lacks it.
  package func matches(_ label: String?) -> Bool {
    switch `operator` {
    case .equals, .doubleEquals, .in: return label.map(values.contains) ?? false
    case .notEquals, .notIn: return label.map { !values.contains($0) } ?? true
    case .exists: return label != nil
    case .doesNotExist: return label == nil
    case .greaterThan, .lessThan:
      guard let number = label.flatMap({ Int64($0) }), let bound = values.first.flatMap({ Int64($0) }) else {
        return false
      }
      return `operator` == .greaterThan ? number > bound : number < bound
    }
  }
}

extension LabelSelector: CustomStringConvertible {
  /// In the grammar that `LabelSelector(parsing:)` reads.
  package var description: String { requirements.map(\.description).joined(separator: ",") }
}

extension LabelSelector.Requirement: CustomStringConvertible {
  package var description: String {
    switch `operator` {
    case .exists: key
    case .doesNotExist: "!\(key)"
    case .in, .notIn: "\(key) \(`operator`.rawValue) (\(values.joined(separator: ",")))"
    case .greaterThan: "\(key)>\(values.first ?? "")"
    case .lessThan: "\(key)<\(values.first ?? "")"
    case .equals, .doubleEquals, .notEquals: "\(key)\(`operator`.rawValue)\(values.first ?? "")"
    }
  }
}

extension LabelSelector {
  /// Why a selector was refused, in an API server's words.
  package struct SyntaxError: Error, Sendable, Hashable, CustomStringConvertible {
    package var description: String

    package init(description: String) { self.description = description }
  }

  /// From `matchLabels` and `matchExpressions`, as in `spec.selector` of a Deployment.
  ///
  /// A null or absent selector chooses nothing, which is nil here; an empty one chooses everything.
  package static func from(_ value: Value?) throws(SyntaxError) -> LabelSelector? {
    guard let value, !value.isNull else { return nil }
    guard let selector = value.object else { throw SyntaxError(description: "a label selector must be an object") }
    var requirements: [Requirement] = []
    for (key, label) in selector["matchLabels"]?.object ?? [:] {
      guard let text = label.string else {
        throw SyntaxError(description: "the value of the label \"\(key)\" must be a string")
      }
      requirements.append(try Requirement(validating: key, .in, [text]))
    }
    for expression in selector["matchExpressions"]?.array ?? [] {
      let word = expression["operator"]?.string ?? ""
      let operators: [String: Operator] = [
        "In": .in, "NotIn": .notIn, "Exists": .exists, "DoesNotExist": .doesNotExist,
      ]
      guard let chosen = operators[word] else {
        throw SyntaxError(description: "\(word.goQuoted) is not a valid label selector operator")
      }
      let values = expression["values"]?.array?.compactMap(\.string) ?? []
      requirements.append(try Requirement(validating: expression["key"]?.string ?? "", chosen, values))
    }
    return LabelSelector(requirements)
  }
}

extension LabelSelector.Requirement {
  /// - Throws: When the key, a value or their number is not what the operator takes.
  init(validating key: String, _ operator: LabelSelector.Operator, _ values: [String]) throws(LabelSelector.SyntaxError)
  {
    self.init(key, `operator`, values)
    var problems: [FieldError] = []
    let keyErrors = NameValidation.qualifiedName(key)
    if !keyErrors.isEmpty { problems.append(.invalid("key", .string(key), keyErrors.joined(separator: "; "))) }
    if let problem = countProblem {
      problems.append(.invalid("values", .array(self.values.map(Value.string)), problem))
    }
    for (index, value) in self.values.enumerated() {
      if `operator` == .greaterThan || `operator` == .lessThan, Int64(value) == nil {
        problems.append(
          .invalid("values[\(index)]", .string(value), "for 'Gt', 'Lt' operators, the value must be an integer"))
      }
      let errors = NameValidation.labelValue(value)
      if !errors.isEmpty {
        problems.append(.invalid("values[\(index)][\(key)]", .string(value), errors.joined(separator: "; ")))
      }
    }
    if problems.isEmpty { return }
    let text = problems.map(\.description).joined(separator: ", ")
    throw LabelSelector.SyntaxError(description: problems.count == 1 ? text : "[\(text)]")
  }

  private var countProblem: String? {
    switch `operator` {
    case .in, .notIn: values.isEmpty ? "for 'in', 'notin' operators, values set can't be empty" : nil
    case .equals, .doubleEquals, .notEquals:
      values.count == 1 ? nil : "exact-match compatibility requires one single value"
    case .exists, .doesNotExist: values.isEmpty ? nil : "values set must be empty for exists and does not exist"
    case .greaterThan, .lessThan:
      values.count == 1 ? nil : "for 'Gt', 'Lt' operators, exactly one value is required"
    }
  }
}
