// The usual failures, with the texts and details of an API server.
extension APIStatus {
  package static func notFound(_ resource: GroupResource, name: String) -> APIStatus {
    APIStatus(
      code: 404, reason: .notFound, message: "\(resource) \(name.goQuoted) not found", details: about(resource, name))
  }

  /// No such resource type: the path leads nowhere.
  package static let resourceNotFound = APIStatus(
    code: 404, reason: .notFound, message: "the server could not find the requested resource", details: Details())

  package static func alreadyExists(_ resource: GroupResource, name: String) -> APIStatus {
    APIStatus(
      code: 409, reason: .alreadyExists, message: "\(resource) \(name.goQuoted) already exists",
      details: about(resource, name))
  }

  /// The default reason is a resource version that is no longer the latest.
  package static func conflict(
    _ resource: GroupResource, name: String,
    because reason: String =
      "the object has been modified; please apply your changes to the latest version and try again"
  ) -> APIStatus {
    APIStatus(
      code: 409, reason: .conflict,
      message: "Operation cannot be fulfilled on \(resource) \(name.goQuoted): \(reason)",
      details: about(resource, name))
  }

  /// A server-side apply without force that would take fields of other managers.
  package static func applyConflict(message: String, causes: [Cause]) -> APIStatus {
    APIStatus(code: 409, reason: .conflict, message: message, details: Details(causes: causes))
  }

  /// Each error is a cause; the message tells those that say the same once.
  package static func invalid(_ kind: GroupKind, name: String, errors: [FieldError]) -> APIStatus {
    var lines: [String] = []
    for error in errors where !lines.contains(error.description) { lines.append(error.description) }
    let what = lines.count == 1 ? lines[0] : "[\(lines.joined(separator: ", "))]"
    return APIStatus(
      code: 422, reason: .invalid,
      message: "\(kind) \(name.goQuoted) is invalid\(lines.isEmpty ? "" : ": \(what)")",
      details: Details(name: name, group: kind.group, kind: kind.kind, causes: errors.map { Cause($0) }))
  }

  /// - Parameter resource: Nil for a path that is no resource, such as `/metrics`.
  package static func forbidden(
    _ resource: GroupResource?, name: String, because reason: String, causes: [Cause] = []
  ) -> APIStatus {
    var subject = ""
    var details = Details()
    if let resource {
      subject = name.isEmpty ? "\(resource) is " : "\(resource) \(name.goQuoted) is "
      details = about(resource, name)
    }
    details.causes = causes
    return APIStatus(code: 403, reason: .forbidden, message: "\(subject)forbidden: \(reason)", details: details)
  }

  package static func unauthorized(_ message: String = "Unauthorized") -> APIStatus {
    APIStatus(code: 401, reason: .unauthorized, message: message)
  }

  /// A resource version, or a continue token, that is older than the server's history.
  package static func expired(_ message: String) -> APIStatus {
    APIStatus(code: 410, reason: .expired, message: message)
  }

  package static func gone(_ message: String) -> APIStatus {
    APIStatus(code: 410, reason: .gone, message: message)
  }

  package static func badRequest(_ message: String) -> APIStatus {
    APIStatus(code: 400, reason: .badRequest, message: message)
  }

  package static let methodNotAllowed = APIStatus(
    code: 405, reason: .methodNotAllowed, message: "the server does not allow this method on the requested resource",
    details: Details())

  package static func methodNotAllowed(_ action: String, on resource: GroupResource) -> APIStatus {
    APIStatus(
      code: 405, reason: .methodNotAllowed,
      message: "\(action) is not supported on resources of kind \(resource.description.goQuoted)",
      details: about(resource, ""))
  }

  package static func notAcceptable(accepted: [String]) -> APIStatus {
    APIStatus(
      code: 406, reason: .notAcceptable,
      message: "only the following media types are accepted: \(accepted.joined(separator: ", "))")
  }

  package static func unsupportedMediaType(accepted: [String]) -> APIStatus {
    let list = accepted.joined(separator: ", ")
    return APIStatus(
      code: 415, reason: .unsupportedMediaType,
      message: "the body of the request was in an unknown format - accepted media types include: \(list)")
  }

  package static func requestEntityTooLarge(limit: Int) -> APIStatus { requestEntityTooLarge("limit is \(limit)") }

  package static func requestEntityTooLarge(_ message: String) -> APIStatus {
    APIStatus(code: 413, reason: .requestEntityTooLarge, message: "Request entity too large: \(message)")
  }

  package static func tooManyRequests(
    _ message: String = "Too many requests, please try again later.", retryAfterSeconds: Int64 = 1
  ) -> APIStatus {
    APIStatus(
      code: 429, reason: .tooManyRequests, message: message,
      details: retryAfterSeconds == 0 ? nil : Details(retryAfterSeconds: retryAfterSeconds))
  }

  package static func timeout(_ message: String, retryAfterSeconds: Int64 = 0, causes: [Cause] = []) -> APIStatus {
    APIStatus(
      code: 504, reason: .timeout, message: "Timeout: \(message)",
      details: Details(causes: causes, retryAfterSeconds: retryAfterSeconds))
  }

  package static func internalError(_ message: String) -> APIStatus {
    APIStatus(
      code: 500, reason: .internalError, message: "Internal error occurred: \(message)",
      details: Details(causes: [Cause(message: message)]))
  }

  /// What a server makes of a failure that has no meaning in the API: code 500 without a reason.
  package static func unknown(_ message: String) -> APIStatus {
    APIStatus(code: 500, reason: .none, message: message)
  }

  package static func serviceUnavailable(_ message: String) -> APIStatus {
    APIStatus(code: 503, reason: .serviceUnavailable, message: message)
  }

  /// A deletion that left nothing to answer with.
  package static func deleted(_ resource: GroupResource, name: String, uid: String) -> APIStatus {
    var details = about(resource, name)
    details.uid = uid
    return APIStatus(isSuccess: true, code: 0, reason: .none, message: "", details: details)
  }

  private static func about(_ resource: GroupResource, _ name: String) -> Details {
    Details(name: name, group: resource.group, kind: resource.resource)
  }
}
