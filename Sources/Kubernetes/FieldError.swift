package import Documents

/// One thing that is wrong with one field of an object: a cause of a 422 answer, in the words of the API server.
package struct FieldError: Error, Sendable, Hashable {
  /// The machine-readable reason of a `StatusCause`.
  package enum Reason: String, Sendable, Hashable {
    case notFound = "FieldValueNotFound"
    case required = "FieldValueRequired"
    case duplicate = "FieldValueDuplicate"
    case invalid = "FieldValueInvalid"
    case notSupported = "FieldValueNotSupported"
    case forbidden = "FieldValueForbidden"
    case tooLong = "FieldValueTooLong"
    case tooMany = "FieldValueTooMany"
    case typeInvalid = "FieldValueTypeInvalid"
    case internalError = "InternalError"
  }

  /// `spec.containers[0].name`; `<nil>` where the server has no path.
  package var field: String
  package var reason: Reason
  /// The text of the cause, without the field: `Invalid value: "x": must be …`.
  package var message: String

  package init(field: String, reason: Reason, message: String) {
    self.field = field
    self.reason = reason
    self.message = message
  }

  package static func required(_ field: String, _ detail: String = "") -> FieldError {
    FieldError(field: field, reason: .required, message: joined("Required value", detail))
  }

  package static func invalid(_ field: String, _ value: Value, _ detail: String) -> FieldError {
    FieldError(field: field, reason: .invalid, message: joined("Invalid value: \(text(value))", detail))
  }

  package static func typeInvalid(_ field: String, _ value: Value, _ detail: String) -> FieldError {
    FieldError(field: field, reason: .typeInvalid, message: joined("Invalid value: \(text(value))", detail))
  }

  package static func duplicate(_ field: String, _ value: Value) -> FieldError {
    FieldError(field: field, reason: .duplicate, message: "Duplicate value: \(text(value))")
  }

  package static func notFound(_ field: String, _ value: Value) -> FieldError {
    FieldError(field: field, reason: .notFound, message: "Not found: \(text(value))")
  }

  package static func forbidden(_ field: String, _ detail: String) -> FieldError {
    FieldError(field: field, reason: .forbidden, message: joined("Forbidden", detail))
  }

  /// The supported values are quoted in the order given.
  package static func notSupported(_ field: String, _ value: Value, supported: [String]) -> FieldError {
    let list = supported.map(\.goQuoted).joined(separator: ", ")
    let detail = supported.isEmpty ? "" : "supported values: \(list)"
    return FieldError(field: field, reason: .notSupported, message: joined("Unsupported value: \(text(value))", detail))
  }

  /// In newer servers the value itself is left out of the text.
  package static func tooLong(_ field: String, maximum bytes: Int) -> FieldError {
    FieldError(field: field, reason: .tooLong, message: "Too long: may not be more than \(bytes) bytes")
  }

  package static func tooMany(_ field: String, count: Int, maximum: Int) -> FieldError {
    let items = maximum == 1 ? "item" : "items"
    return FieldError(
      field: field, reason: .tooMany, message: "Too many: \(count): must have at most \(maximum) \(items)")
  }

  /// `spec.size: Required value`, as it stands in the message of a status.
  package var description: String { "\(field): \(message)" }

  private static func joined(_ start: String, _ detail: String) -> String {
    detail.isEmpty ? start : "\(start): \(detail)"
  }

  private static func text(_ value: Value) -> String {
    if case .string(let string) = value { string.goQuoted } else { GoText.json(value) }
  }
}

extension FieldError: CustomStringConvertible {}
