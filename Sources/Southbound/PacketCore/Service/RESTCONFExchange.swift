import Documents
import Foundation

/// A request as the service sees it, free of any HTTP library.
struct RESTCONFRequest: Sendable {
  var method: String
  /// As the client wrote it, still percent-encoded, without the query.
  var path: String
  /// What stands after the question mark.
  var query: String
  /// By lower-case name.
  var headers: [String: String]
  var body: [UInt8]
  /// Scheme and authority as the client wrote them.
  var baseURL: String
  var time: Date
}

/// An answer.
struct RESTCONFResponse: Sendable {
  var status: Int
  var headers: [(name: String, value: String)]
  var body: [UInt8] = []

  init(_ status: Int, headers: [(name: String, value: String)] = []) {
    self.status = status
    self.headers = headers
  }

  init(_ status: Int, _ body: [UInt8], type: String, headers: [(name: String, value: String)] = []) {
    self.status = status
    self.body = body
    self.headers = headers + [("Content-Type", type)]
  }

  init(_ status: Int, _ value: Value, headers: [(name: String, value: String)] = []) {
    self.init(status, JSON.bytes(value), type: MediaType.data, headers: headers)
  }

  /// Errors are told in JSON whatever the client accepts, as there is nothing else to tell them in.
  init(_ error: RESTCONFError) { self.init(error.status, error.document, headers: error.headers) }

  func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}
