package import Documents
package import Foundation

/// One request of the candidate to a system outside, and what became of it.
package struct TrafficEntry: Sendable {
  /// Counts from 1 and never repeats.
  package internal(set) var number = 0
  package var time: Date
  /// The same on the clock that nobody sets.
  package var instant: ContinuousClock.Instant
  /// The HTTP method, or the name of a NETCONF operation: `PATCH`, `edit-config`.
  package var method: String
  /// Of HTTP as the client sent it, without the query; of NETCONF the datastore.
  package var path: String
  package var query: String
  /// As text, cut off when it is long; nil when there was none.
  package var body: String?
  package var userAgent: String?
  /// Of HTTP; for NETCONF 200 for `ok` and data, 400 for an error. Nil while there is no answer, or when none came.
  package var status: Int?
  /// Until the answer was known.
  package var seconds: Double?
  /// Names of the faults that were carried out on it.
  package var faults: [String] = []
  /// What the answer says besides: error tags of NETCONF, why there is no answer.
  package var reply: String?

  package init(
    method: String, path: String, query: String = "", body: String? = nil, userAgent: String? = nil,
    time: Date = Date(), instant: ContinuousClock.Instant = .now
  ) {
    self.time = time
    self.instant = instant
    self.method = method
    self.path = path
    self.query = query
    self.body = body
    self.userAgent = userAgent
  }

  /// What reads: of HTTP (RFC 9110, section 9.2.1) and of NETCONF. Whoever locks a datastore or opens a session has not
  /// written yet.
  private static let safeMethods: Set<String> = [
    "GET", "HEAD", "OPTIONS", "get", "get-config", "get-schema", "lock", "unlock", "partial-lock", "partial-unlock",
    "close-session", "kill-session", "validate", "discard-changes", "create-subscription",
  ]

  /// Whether the request could have changed anything.
  package var isWrite: Bool { !Self.safeMethods.contains(method) }

  /// On one line: `POST /api/ipam/prefixes/ → 201 in 2.1 ms`.
  package var text: String {
    let target = path + (query.isEmpty ? "" : "?\(query)")
    let answer = status.map { "\($0)" } ?? (seconds == nil ? "no answer yet" : "no answer")
    let time = seconds.map { " in \(($0 * 10_000).rounded() / 10) ms" } ?? ""
    let more = [reply, faults.isEmpty ? nil : "fault \(faults.joined(separator: ", "))"].compactMap(\.self)
    return "\(method) \(target) → \(answer)\(time)" + (more.isEmpty ? "" : " (\(more.joined(separator: "; ")))")
  }

  /// As expressions and the journal's file show it.
  package var document: Value {
    [
      "number": .integer(Int64(number)), "time": .string(time.formatted(Self.timeStyle)),
      "method": .string(method), "path": .string(path), "query": .string(query), "body": text(body),
      "userAgent": text(userAgent), "status": status.map { .integer(Int64($0)) } ?? .null,
      "seconds": seconds.map(Value.double) ?? .null, "faults": .array(faults.map(Value.string)), "reply": text(reply),
    ]
  }

  private func text(_ text: String?) -> Value { text.map(Value.string) ?? .null }

  static let timeStyle = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
}
