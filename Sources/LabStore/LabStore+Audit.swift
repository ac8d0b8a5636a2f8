internal import Kubernetes
internal import Plans

extension LabStore {
  /// What is learnt of a request while it is answered.
  struct AuditNote {
    /// Nil when nobody could tell who it is.
    var sender: UserInfo?
    var actor: UserInfo?
    var info: RequestInfo?
  }

  /// Of a watch the begin alone is told; an answer that broke off with its connection is not.
  func tellAudit(
    of request: APIRequest, _ note: AuditNote, received: KubernetesTime, answer: APIResponse,
    _ audit: @Sendable (AuditEvent) -> Void
  ) {
    if case .reset = answer.body { return }
    let info = note.info ?? RequestInfo(request)
    // One question to the system for an id, not sixteen.
    var chance = SeededGenerator(seed: .random(in: .min ... .max))
    var event = AuditEvent(
      auditID: RandomName.uuid(using: &chance), requestURI: request.uri, verb: info.verb,
      user: note.sender?.audited ?? .init(name: ""),
      received: received, stageTime: .now)
    if case .watch = answer.body { event.stage = .responseStarted }
    if let actor = note.actor, actor.name != note.sender?.name { event.impersonatedUser = actor.audited }
    event.userAgent = request.headers["user-agent"] ?? ""
    event.code = answer.status
    if info.isResource {
      event.subject = AuditEvent.Subject(
        group: info.group, version: info.version, resource: info.resource, subresource: info.subresource ?? "",
        namespace: info.namespace ?? "", name: info.name ?? "")
    }
    audit(event)
  }
}

extension UserInfo {
  fileprivate var audited: AuditEvent.User { .init(name: name, uid: uid, groups: groups, extra: extra) }
}

extension APIRequest {
  /// As it was sent, but for the ways in which a query can be escaped.
  fileprivate var uri: String {
    guard !query.isEmpty else { return path }
    return path + "?" + query.map { "\($0.escapedForQuery)=\($1.escapedForQuery)" }.joined(separator: "&")
  }
}

extension String {
  fileprivate var escapedForQuery: String {
    let plain = utf8.allSatisfy(Self.isPlain)
    if plain { return self }
    var text = ""
    for byte in utf8 {
      if Self.isPlain(byte) {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return text
  }

  /// What needs no escape in a query (RFC 3986, unreserved).
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
    default: false
    }
  }
}
