/// A format that Kubernetes knows by name: `format.dns1123Label()`.
struct NamedFormat: OpaqueValue {
  let name: String
  /// What is wrong with a text, in Kubernetes' words.
  let check: @Sendable (String) -> [String]

  var typeName: String { "kubernetes.NamedFormat" }
  var text: String { name }

  func isEqual(to other: any OpaqueValue) -> Bool { (other as? NamedFormat)?.name == name }

  static let all: [NamedFormat] = [
    NamedFormat(name: "dns1123Label") { label.problems($0) },
    NamedFormat(name: "dns1123Subdomain") { subdomain.problems($0) },
    NamedFormat(name: "dns1035Label") { label1035.problems($0) },
    NamedFormat(name: "qualifiedName", check: qualifiedNameProblems),
    NamedFormat(name: "dns1123LabelPrefix") { label.problems(maskingDash($0)) },
    NamedFormat(name: "dns1123SubdomainPrefix") { subdomain.problems(maskingDash($0)) },
    NamedFormat(name: "dns1035LabelPrefix") { label1035.problems(maskingDash($0)) },
    NamedFormat(name: "labelValue") { labelValue.problems($0) },
    NamedFormat(name: "uri") {
      URLValue($0) == nil ? ["parse \(TextSearch.quote($0)): invalid URI for request"] : []
    },
    NamedFormat(name: "uuid") { uuid?.matches($0) ?? false ? [] : ["does not match the UUID format"] },
    NamedFormat(name: "byte") { Base64.decode($0, paddingRequired: true) == nil ? ["invalid base64"] : [] },
    NamedFormat(name: "date") { CELTimestamp(day: $0) == nil ? ["invalid date"] : [] },
    NamedFormat(name: "datetime") { CELTimestamp($0) == nil ? ["invalid datetime"] : [] },
  ]

  private static let uuid = try? RegularExpression(
    "^(?i)[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$")

  /// Text of limited length that a pattern describes, with Kubernetes' words for what it must be.
  private struct Rule: Sendable {
    let limit: Int?
    let words: String
    let examples: [String]
    let pattern: String
    let expression: RegularExpression?

    init(limit: Int?, _ words: String, examples: [String], pattern: String) {
      self.limit = limit
      self.words = words
      self.examples = examples
      self.pattern = pattern
      expression = try? RegularExpression("^(?:\(pattern))$")
    }

    func problems(_ text: String) -> [String] {
      var problems: [String] = []
      if let limit, text.utf8.count > limit { problems.append("must be no more than \(limit) characters") }
      if let expression, !expression.matches(text) { problems.append(message) }
      return problems
    }

    private var message: String {
      let listed = examples.map { "'\($0)', " }.joined(separator: " or ")
      return "\(words) (e.g. \(listed)regex used for validation is '\(pattern)')"
    }
  }

  private static let labelPattern = "[a-z0-9]([-a-z0-9]*[a-z0-9])?"

  private static let label = Rule(
    limit: 63,
    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
    examples: ["my-name", "123-abc"], pattern: labelPattern)

  private static let subdomain = Rule(
    limit: 253,
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
    examples: ["example.com"], pattern: "\(labelPattern)(\\.\(labelPattern))*")

  private static let label1035 = Rule(
    limit: 63,
    "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
    examples: ["my-name", "abc-123"], pattern: "[a-z]([-a-z0-9]*[a-z0-9])?")

  private static let qualifiedPattern = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]"

  private static let qualifiedPart = Rule(
    limit: 63,
    "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
    examples: ["MyName", "my.name", "123-abc"], pattern: qualifiedPattern)

  private static let labelValue = Rule(
    limit: 63,
    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
    examples: ["MyValue", "my_value", "12345"], pattern: "(\(qualifiedPattern))?")

  @Sendable
  private static func qualifiedNameProblems(_ text: String) -> [String] {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let name = parts.last else {
      return [
        "a qualified name \(qualifiedPart.problems("/").last ?? "") with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"
      ]
    }
    var problems: [String] = []
    if parts.count == 2 {
      let prefix = String(parts[0])
      problems =
        prefix.isEmpty ? ["prefix part must be non-empty"] : subdomain.problems(prefix).map { "prefix part \($0)" }
    }
    if name.isEmpty { problems.append("name part must be non-empty") }
    return problems + qualifiedPart.problems(String(name)).map { "name part \($0)" }
  }

  /// A prefix of a name may end in a dash, because something comes behind it.
  private static func maskingDash(_ text: String) -> String {
    text.utf8.count > 1 && text.hasSuffix("-") ? text.dropLast(2) + "a" : text
  }
}

extension Library {
  private static let namedFormat = CELType.opaque("kubernetes.NamedFormat", [])

  static let namedFormats = Library(
    name: "kubernetes.format",
    overloads: NamedFormat.all.map { format in
      .constant("format.\(format.name)", namedFormat) { () throws(EvaluationError) in .opaque(format) }
    } + [
      .function("format.named", [.string], .optional(namedFormat)) { (name) throws(EvaluationError) in
        let name = try name.text()
        return .optional(NamedFormat.all.first { $0.name == name }.map { .opaque($0) })
      },
      .method2("validate", namedFormat, .string, .optional(.list(.string)), cost: .second(0.25)) {
        (format, text) throws(EvaluationError) in
        let problems = try format.opaque(NamedFormat.self).check(try text.text())
        return .optional(problems.isEmpty ? nil : .strings(problems))
      },
    ],
    types: ["kubernetes.NamedFormat": namedFormat])
}
