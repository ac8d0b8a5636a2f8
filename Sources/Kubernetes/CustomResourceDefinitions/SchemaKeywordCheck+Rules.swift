import Documents

extension SchemaKeywordCheck {
  private static let reasons = [
    "FieldValueDuplicate", "FieldValueForbidden", "FieldValueInvalid", "FieldValueRequired",
  ]

  /// The form of rules; what they say is for the compiler.
  mutating func checkRules(_ schema: Value, _ path: String) {
    for (index, entry) in (schema["x-kubernetes-validations"]?.array ?? []).enumerated() {
      let rule = SchemaRule(entry)
      let place = "\(path).x-kubernetes-validations[\(index)]"
      checkTexts(of: rule, place)
      if let reason = rule.reason, !Self.reasons.contains(reason) {
        report(.notSupported("\(place).reason", .string(reason), supported: Self.reasons))
      }
      checkFieldPath(of: rule, schema, "\(place).fieldPath")
    }
  }

  private mutating func checkTexts(of rule: SchemaRule, _ place: String) {
    let hasMessage = !rule.message.isBlank
    if rule.rule.isBlank {
      report(.required("\(place).rule", "rule is not specified"))
    } else if !rule.message.isEmpty, !hasMessage {
      report(.invalid("\(place).message", .string(rule.message), "message must be non-empty if specified"))
    } else if rule.message.trimmed.hasLineBreak {
      report(.invalid("\(place).message", .string(rule.message), "message must not contain line breaks"))
    } else if rule.rule.trimmed.hasLineBreak, !hasMessage {
      report(.required("\(place).message", "message must be specified if rule contains line breaks"))
    }
    if !rule.messageExpression.isEmpty, rule.messageExpression.isBlank {
      report(.required("\(place).messageExpression", "messageExpression must be non-empty if specified"))
    }
  }

  private mutating func checkFieldPath(of rule: SchemaRule, _ schema: Value, _ place: String) {
    let path = rule.fieldPath
    guard !path.isEmpty else { return }
    if path.isBlank { report(.invalid(place, .string(path), "fieldPath must be non-empty if specified")) }
    if path.hasLineBreak { report(.invalid(place, .string(path), "fieldPath must not contain line breaks")) }
    if SchemaFieldPath.schema(at: path, in: schema) == nil {
      report(.invalid(place, .string(path), "fieldPath must be a valid path"))
    }
  }
}

extension String {
  fileprivate var trimmed: Substring {
    var text = Substring(self)
    while text.first?.isWhitespace ?? false { text.removeFirst() }
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return text
  }
  fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
  fileprivate var hasLineBreak: Bool { contains(where: \.isNewline) }
}

extension Substring {
  fileprivate var hasLineBreak: Bool { contains(where: \.isNewline) }
}
