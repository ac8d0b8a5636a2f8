import Documents
import Kubernetes

/// What a server answered, whatever its status.
struct APIAnswer: Sendable {
  var code: Int
  var contentType: String
  var body: [UInt8]
}

extension APIAnswer {
  var isSuccess: Bool { (200..<300).contains(code) }

  /// The `Status` in the body, if that is what it is.
  var status: APIStatus? { (try? JSON.parse(body)).flatMap { APIStatus($0) } }

  /// The server's store is electing a new leader, and will soon answer again: servers say so with 500, and only in words.
  var isLeaderChange: Bool {
    guard code == 500, let message = status?.message else { return false }
    return ["etcdserver: leader changed", "etcdserver: no leader"].contains { message.contains($0) }
  }

  /// What the answer to a repeated request says of the request as a whole, when an earlier attempt may have been carried out: what
  /// is not there any more was deleted by it.
  ///
  /// - Throws: `ClusterError.dropped` when that attempt may be the very reason of a conflict.
  func ofRepeated(_ call: APICall) throws -> APIAnswer {
    switch (call.method, code) {
    case (.delete, 404):
      let status: Value = ["kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Success"]
      return APIAnswer(code: 200, contentType: "application/json", body: JSON.bytes(status))
    case (.put, 409), (.patch, 409):
      throw ClusterError.dropped(
        request: call.description, cause: "its first answer was lost, and repeated it is a conflict",
        mayHaveHappened: true)
    default: return self
    }
  }

  /// The body as a value.
  ///
  /// - Throws: `ClusterError` when the server failed, or answered something else than JSON.
  func value(_ call: APICall) throws -> Value {
    guard isSuccess else { throw failure(call) }
    do {
      return try JSON.parse(body)
    } catch {
      throw ClusterError.protocolViolation(
        request: call.description, problem: "the answer (\(contentType)) is not JSON: \(error)")
    }
  }

  /// The failure that this answer is, with the server's own words where it has some.
  func failure(_ call: APICall) -> ClusterError {
    if var status, !status.isSuccess {
      if status.code == 0 { status.code = code }
      return .status(status, request: call.description)
    }
    let text = String(decoding: body.prefix(500), as: UTF8.self).split(separator: "\n").first.map(String.init) ?? ""
    let reason: APIStatus.Reason =
      switch code {
      case 400: .badRequest
      case 401: .unauthorized
      case 403: .forbidden
      case 404: .notFound
      case 405: .methodNotAllowed
      case 406: .notAcceptable
      case 409: .conflict
      case 410: .gone
      case 413: .requestEntityTooLarge
      case 415: .unsupportedMediaType
      case 422: .invalid
      case 429: .tooManyRequests
      case 503: .serviceUnavailable
      case 504: .timeout
      case 500...: .internalError
      default: .none
      }
    let message = text.isEmpty ? "the server answered \(code)" : "the server answered \(code): \(text)"
    return .status(APIStatus(code: code, reason: reason, message: message), request: call.description)
  }
}
