package import Documents
package import Kubernetes

/// What the candidate asked of the API server in a quiet stretch, as an audit log tells: requests that are alike, together.
package struct AuditedStretch: Sendable {
  package static let mark = "audit"

  /// Requests of one verb for one object, or one collection, with one answer.
  struct Requests: Sendable, Hashable {
    var verb: String
    var resource: GroupResource
    /// Nil when watches do not show its objects.
    var kind: GroupKind?
    var namespace: String
    var name: String
    var subresource: String
    var code: Int
    var userAgent: String
  }

  /// How many they are, and in which lines of the log the first and the last of them stand.
  struct Count: Sendable, Hashable {
    var number: Int
    var lines: ClosedRange<Int>
  }

  /// The name of its file.
  package var log: String
  package var time: ClosedRange<Double>
  private(set) var counts: [Requests: Count] = [:]

  package init(log: String, time: ClosedRange<Double>) {
    self.log = log
    self.time = time
  }

  /// Takes a request, unless it says nothing: locks, Events and what nothing is kept of come and go at rest.
  ///
  /// - Parameter kind: of a resource whose objects watches show.
  package mutating func add(_ event: AuditEvent, line: Int, kind: (GroupResource) -> GroupKind?) {
    guard let subject = event.subject, let code = event.code, Self.subresources.contains(subject.subresource),
      !["leases", "events"].contains(subject.resource),
      !["authentication.k8s.io", "authorization.k8s.io"].contains(subject.group),
      event.stage == (event.verb == "watch" ? .responseStarted : .responseComplete)
    else { return }
    let resource = GroupResource(group: subject.group, resource: subject.resource)
    let requests = Requests(
      verb: event.verb, resource: resource, kind: kind(resource), namespace: subject.namespace, name: subject.name,
      subresource: subject.subresource, code: code, userAgent: event.userAgent)
    let known = counts[requests]
    counts[requests] = Count(
      number: (known?.number ?? 0) + 1, lines: (known?.lines.lowerBound ?? line)...line)
  }

  private static let subresources: Set<String> = ["", "status", "scale"]
}

// MARK: The mark

extension AuditedStretch {
  /// How many kinds of requests a mark tells, the most frequent first.
  private static let limit = 200

  package var details: Value {
    let frequent = counts.sorted {
      ($1.value.number, $0.value.lines.lowerBound) < ($0.value.number, $1.value.lines.lowerBound)
    }
    return [
      "log": .string(log), "since": .double(time.lowerBound), "until": .double(time.upperBound),
      "requests": .array(frequent.prefix(Self.limit).map { Self.details($0.key, $0.value) }),
    ]
  }

  private static func details(_ requests: Requests, _ count: Count) -> Value {
    var fields: Object = [
      "verb": .string(requests.verb), "group": .string(requests.resource.group),
      "resource": .string(requests.resource.resource), "namespace": .string(requests.namespace),
      "name": .string(requests.name), "subresource": .string(requests.subresource),
      "code": .integer(Int64(requests.code)), "userAgent": .string(requests.userAgent),
      "count": .integer(Int64(count.number)), "first": .integer(Int64(count.lines.lowerBound)),
      "last": .integer(Int64(count.lines.upperBound)),
    ]
    if let kind = requests.kind { fields["kind"] = .string(kind.kind) }
    return .object(fields)
  }

  /// Nil when the mark tells of no log.
  init?(_ mark: LedgerLine.Mark) {
    guard mark.name == Self.mark, let log = mark.details["log"]?.string, let since = mark.details["since"]?.number,
      let until = mark.details["until"]?.number, since <= until
    else { return nil }
    self.init(log: log, time: since...until)
    for item in mark.details["requests"]?.array ?? [] {
      func text(_ name: String) -> String { item[name]?.string ?? "" }
      func number(_ name: String) -> Int { item[name]?.integer.map(Int.init) ?? 0 }
      let group = text("group")
      let requests = Requests(
        verb: text("verb"), resource: GroupResource(group: group, resource: text("resource")),
        kind: item["kind"]?.string.map { GroupKind(group: group, kind: $0) }, namespace: text("namespace"),
        name: text("name"), subresource: text("subresource"), code: number("code"), userAgent: text("userAgent"))
      counts[requests] = Count(
        number: number("count"), lines: number("first")...max(number("first"), number("last")))
    }
  }
}
