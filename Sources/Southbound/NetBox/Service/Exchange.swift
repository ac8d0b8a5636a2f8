import Documents

/// A request as the service sees it, free of any HTTP library.
struct NetBoxRequest: Sendable {
  var method: String
  /// Decoded, without the query.
  var path: String
  var query: Query
  /// By lower-case name.
  var headers: [String: String]
  var body: [UInt8]
  /// Scheme and authority as the client wrote them, for the links in answers.
  var baseURL: String
  var time: Timestamp
  /// Sent back as `X-Request-ID` and kept in change records.
  var id: String
}

/// An answer.
struct NetBoxResponse: Sendable {
  enum Body: Sendable {
    case none
    case json(Value)
    case html(String)
  }

  var status: Int
  var headers: [(name: String, value: String)] = []
  var body: Body

  init(_ status: Int, _ body: Body, headers: [(name: String, value: String)] = []) {
    self.status = status
    self.body = body
    self.headers = headers
  }

  init(_ refusal: Refusal) { self.init(refusal.status, .json(refusal.body)) }
}
