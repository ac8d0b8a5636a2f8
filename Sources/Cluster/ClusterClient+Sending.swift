package import Documents

extension ClusterClient {
  package enum RawMethod: Sendable { case post, delete }

  /// Sends something to any path of the server, once.
  ///
  /// - Parameter path: Escaped.
  /// - Throws: `ClusterError.status` when the server says anything but 2xx.
  @discardableResult
  package func send(
    _ method: RawMethod, _ path: String, query: [(name: String, value: String)] = [], body: Value? = nil
  ) async throws -> Value {
    var call = APICall(method == .post ? .post : .delete, path)
    call.query = query
    call.body = body.map { JSON.bytes($0) }
    call.isIdempotent = false
    return try await value(call)
  }
}
