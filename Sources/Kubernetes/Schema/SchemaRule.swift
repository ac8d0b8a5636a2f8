package import Documents

/// One entry of `x-kubernetes-validations`: a CEL expression that a value must satisfy.
package struct SchemaRule: Sendable, Hashable {
  package var rule: String
  /// Empty when absent, as for the other texts.
  package var message: String
  package var messageExpression: String
  package var reason: String?
  /// Relative to the value: `.spec.a`.
  package var fieldPath: String
  package var optionalOldSelf: Bool?

  package init(_ value: Value) {
    rule = value["rule"]?.string ?? ""
    message = value["message"]?.string ?? ""
    messageExpression = value["messageExpression"]?.string ?? ""
    reason = value["reason"]?.string
    fieldPath = value["fieldPath"]?.string ?? ""
    optionalOldSelf = value["optionalOldSelf"]?.bool
  }

  /// As an API server prints a whole rule in its messages.
  package var printed: Value {
    [
      "Rule": .string(rule), "Message": .string(message), "MessageExpression": .string(messageExpression),
      "Reason": reason.map(Value.string) ?? .null, "FieldPath": .string(fieldPath),
      "OptionalOldSelf": optionalOldSelf.map(Value.bool) ?? .null,
    ]
  }
}
