package import Documents

extension APIStatus {
  /// One thing wrong with a request, usually with one field of it.
  package struct Cause: Sendable, Hashable {
    package var reason: String
    package var message: String
    /// `spec.containers[0].image`; empty when the cause is about no field.
    package var field: String

    package init(reason: String = "", message: String, field: String = "") {
      self.reason = reason
      self.message = message
      self.field = field
    }

    package init(_ value: Value) {
      self.init(
        reason: value["reason"]?.string ?? "", message: value["message"]?.string ?? "",
        field: value["field"]?.string ?? "")
    }

    package var value: Value {
      var object: Object = [:]
      if !reason.isEmpty { object["reason"] = .string(reason) }
      if !message.isEmpty { object["message"] = .string(message) }
      if !field.isEmpty { object["field"] = .string(field) }
      return .object(object)
    }

    package init(_ error: FieldError) {
      self.init(reason: error.reason.rawValue, message: error.message, field: error.field)
    }
  }
}
