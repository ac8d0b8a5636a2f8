import Foundation

/// What a client says must be so for its request to be carried out (RFC 9110 section 13, RFC 8040 section 3.4.1).
struct Preconditions {
  private let headers: [String: String]
  private let isReading: Bool

  init(_ request: RESTCONFRequest) {
    headers = request.headers
    isReading = request.method == "GET" || request.method == "HEAD"
  }

  enum Outcome { case proceed, notModified }

  /// - Parameters:
  ///   - tag: of the resource; nil when it does not exist.
  ///   - time: of its last change.
  /// - Throws: 412.
  func check(tag: String?, time: Date?) throws(RESTCONFError) -> Outcome {
    if let match = headers["if-match"] {
      guard let tag, Self.matches(match, tag) else {
        throw .preconditionFailed(
          tag == nil
            ? "If-Match wants a resource that exists" : "the resource has changed: its entity tag is another one now")
      }
    } else if let date = Self.date(headers["if-unmodified-since"]), let time, Self.whole(time) > date {
      throw .preconditionFailed("the resource has changed since then")
    }
    if let match = headers["if-none-match"] {
      guard let tag, Self.matches(match, tag) else { return .proceed }
      if isReading { return .notModified }
      throw .preconditionFailed("If-None-Match wants a resource that does not exist, or is another one")
    }
    if isReading, let date = Self.date(headers["if-modified-since"]), let time, Self.whole(time) <= date {
      return .notModified
    }
    return .proceed
  }

  private static func matches(_ header: String, _ tag: String) -> Bool {
    let wanted = header.split(separator: ",").map { $0.filter { !$0.isWhitespace } }
    return wanted.contains("*") || wanted.contains(tag) || wanted.contains("W/\(tag)")
  }

  /// - Returns: nil also for what is no date, which RFC 9110 wants ignored.
  private static func date(_ header: String?) -> Date? { header.flatMap(HTTPDate.date) }

  /// HTTP knows whole seconds.
  private static func whole(_ time: Date) -> Date {
    Date(timeIntervalSince1970: time.timeIntervalSince1970.rounded(.down))
  }

}
