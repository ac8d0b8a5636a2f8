package import Documents

/// A `Status` (of `meta/v1`): how an API server says that a request failed, or succeeded without an object.
package struct APIStatus: Error, Sendable, Hashable {
  /// Why a request failed, for programs. Servers may send others than those named here, and some failures have none.
  package struct Reason: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
    package var rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package init(_ rawValue: String) { self.rawValue = rawValue }
    package var description: String { rawValue }

    package static let none = Reason("")
    package static let unauthorized = Reason("Unauthorized")
    package static let forbidden = Reason("Forbidden")
    package static let notFound = Reason("NotFound")
    package static let alreadyExists = Reason("AlreadyExists")
    package static let conflict = Reason("Conflict")
    package static let gone = Reason("Gone")
    package static let expired = Reason("Expired")
    package static let invalid = Reason("Invalid")
    package static let serverTimeout = Reason("ServerTimeout")
    package static let timeout = Reason("Timeout")
    package static let tooManyRequests = Reason("TooManyRequests")
    package static let badRequest = Reason("BadRequest")
    package static let methodNotAllowed = Reason("MethodNotAllowed")
    package static let notAcceptable = Reason("NotAcceptable")
    package static let requestEntityTooLarge = Reason("RequestEntityTooLarge")
    package static let unsupportedMediaType = Reason("UnsupportedMediaType")
    package static let internalError = Reason("InternalError")
    package static let serviceUnavailable = Reason("ServiceUnavailable")
  }

  package struct Details: Sendable, Hashable {
    package var name = ""
    package var group = ""
    /// The resource (`deployments`) or, of invalid objects, the kind (`Deployment`).
    package var kind = ""
    package var uid = ""
    package var causes: [Cause] = []
    /// 0 when the server did not say.
    package var retryAfterSeconds: Int64 = 0

    package init(
      name: String = "", group: String = "", kind: String = "", uid: String = "", causes: [Cause] = [],
      retryAfterSeconds: Int64 = 0
    ) {
      self.name = name
      self.group = group
      self.kind = kind
      self.uid = uid
      self.causes = causes
      self.retryAfterSeconds = retryAfterSeconds
    }
  }

  package var isSuccess: Bool
  /// The HTTP status; 0 when the server left it out.
  package var code: Int
  package var reason: Reason
  package var message: String
  /// Nil differs from empty details on the wire.
  package var details: Details?
  /// `metadata`, which only lists fill.
  package var metadata: Object

  package init(
    isSuccess: Bool = false, code: Int, reason: Reason, message: String, details: Details? = nil,
    metadata: Object = [:]
  ) {
    self.isSuccess = isSuccess
    self.code = code
    self.reason = reason
    self.message = message
    self.details = details
    self.metadata = metadata
  }
}

extension APIStatus: CustomStringConvertible {
  /// The server's message, and what stands in for it when there is none.
  package var description: String {
    message.isEmpty ? "the API server answered \(code)\(reason == .none ? "" : " \(reason)")" : message
  }
}

// MARK: On the wire

extension APIStatus {
  /// Nil for a value that is not a `Status`.
  package init?(_ value: Value) {
    guard value["kind"]?.string == "Status", value["apiVersion"]?.string ?? "v1" == "v1" else { return nil }
    self.init(
      isSuccess: value["status"]?.string == "Success", code: value["code"]?.integer.map { Int(clamping: $0) } ?? 0,
      reason: Reason(value["reason"]?.string ?? ""), message: value["message"]?.string ?? "",
      details: value["details"].flatMap { $0.object == nil ? nil : Details($0) },
      metadata: value["metadata"]?.object ?? [:])
  }

  package var value: Value {
    var object: Object = [
      "kind": "Status", "apiVersion": "v1", "metadata": .object(metadata),
      "status": isSuccess ? "Success" : "Failure",
    ]
    if !message.isEmpty { object["message"] = .string(message) }
    if reason != .none { object["reason"] = .string(reason.rawValue) }
    object["details"] = details?.value
    if code != 0 { object["code"] = .integer(Int64(code)) }
    return .object(object)
  }
}

extension APIStatus.Details {
  package init(_ value: Value) {
    self.init(
      name: value["name"]?.string ?? "", group: value["group"]?.string ?? "", kind: value["kind"]?.string ?? "",
      uid: value["uid"]?.string ?? "", causes: (value["causes"]?.array ?? []).map { APIStatus.Cause($0) },
      retryAfterSeconds: value["retryAfterSeconds"]?.integer ?? 0)
  }

  package var value: Value {
    var object: Object = [:]
    if !name.isEmpty { object["name"] = .string(name) }
    if !group.isEmpty { object["group"] = .string(group) }
    if !kind.isEmpty { object["kind"] = .string(kind) }
    if !uid.isEmpty { object["uid"] = .string(uid) }
    if !causes.isEmpty { object["causes"] = .array(causes.map(\.value)) }
    if retryAfterSeconds != 0 { object["retryAfterSeconds"] = .integer(retryAfterSeconds) }
    return .object(object)
  }
}
