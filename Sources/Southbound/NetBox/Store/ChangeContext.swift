/// Who writes, when and as part of which request: what change records say about a write.
struct ChangeContext: Sendable {
  var time: Timestamp
  var requestID: String
  var userID: Int64
  var userName: String
  /// The request's `changelog_message`.
  var message = ""
}
