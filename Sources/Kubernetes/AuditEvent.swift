package import Documents

/// One line of an API server's audit log: an Event of audit.k8s.io/v1, as far as the level Metadata tells. Bodies are not in it.
package struct AuditEvent: Sendable, Hashable {
  package enum Stage: String, Sendable, Hashable {
    case requestReceived = "RequestReceived"
    /// Of what goes on for long, such as a watch.
    case responseStarted = "ResponseStarted"
    case responseComplete = "ResponseComplete"
    case panic = "Panic"
  }

  package struct User: Sendable, Hashable {
    package var name: String
    package var uid: String
    package var groups: [String]
    package var extra: [String: [String]]

    package init(name: String, uid: String = "", groups: [String] = [], extra: [String: [String]] = [:]) {
      self.name = name
      self.uid = uid
      self.groups = groups
      self.extra = extra
    }
  }

  /// What the request is for; empty where it says nothing.
  package struct Subject: Sendable, Hashable {
    package var group: String
    package var version: String
    package var resource: String
    package var subresource: String
    package var namespace: String
    package var name: String

    package init(
      group: String = "", version: String = "", resource: String, subresource: String = "", namespace: String = "",
      name: String = ""
    ) {
      self.group = group
      self.version = version
      self.resource = resource
      self.subresource = subresource
      self.namespace = namespace
      self.name = name
    }
  }

  package var auditID: String
  package var stage = Stage.responseComplete
  package var requestURI: String
  package var verb: String
  package var user: User
  /// As whom the user acted.
  package var impersonatedUser: User?
  package var userAgent = ""
  /// Nil for discovery, health and the like.
  package var subject: Subject?
  /// Of the answer; nil when there was none.
  package var code: Int?
  package var received: KubernetesTime
  package var stageTime: KubernetesTime

  package init(
    auditID: String, requestURI: String, verb: String, user: User, received: KubernetesTime, stageTime: KubernetesTime
  ) {
    self.auditID = auditID
    self.requestURI = requestURI
    self.verb = verb
    self.user = user
    self.received = received
    self.stageTime = stageTime
  }
}

// MARK: The line

extension AuditEvent {
  package static let apiVersion = "audit.k8s.io/v1"

  /// Nil for what is no such event. Of a fuller level, only what Metadata tells is taken.
  package init?(_ value: Value) {
    guard value["kind"]?.string == "Event", value["apiVersion"]?.string == Self.apiVersion,
      let stage = value["stage"]?.string.flatMap(Stage.init(rawValue:)), let verb = value["verb"]?.string,
      let received = Self.time(value["requestReceivedTimestamp"]), let stageTime = Self.time(value["stageTimestamp"])
    else { return nil }
    self.init(
      auditID: value["auditID"]?.string ?? "", requestURI: value["requestURI"]?.string ?? "", verb: verb,
      user: value["user"].map(User.init) ?? User(name: ""), received: received, stageTime: stageTime)
    self.stage = stage
    impersonatedUser = value["impersonatedUser"].map(User.init)
    userAgent = value["userAgent"]?.string ?? ""
    subject = value["objectRef"].map(Subject.init)
    code = value["responseStatus"]?["code"]?.integer.map(Int.init)
  }

  private static func time(_ value: Value?) -> KubernetesTime? { value?.string.flatMap { KubernetesTime($0) } }

  /// With its fields in the order in which a kube-apiserver writes them; empty ones are left out.
  package var value: Value {
    var fields: Object = [
      "kind": "Event", "apiVersion": .string(Self.apiVersion), "level": "Metadata", "auditID": .string(auditID),
      "stage": .string(stage.rawValue), "requestURI": .string(requestURI), "verb": .string(verb), "user": user.value,
    ]
    fields["impersonatedUser"] = impersonatedUser?.value
    if !userAgent.isEmpty { fields["userAgent"] = .string(userAgent) }
    fields["objectRef"] = subject?.value
    if let code { fields["responseStatus"] = ["metadata": [:], "code": .integer(Int64(code))] }
    fields["requestReceivedTimestamp"] = .string(received.microTime)
    fields["stageTimestamp"] = .string(stageTime.microTime)
    return .object(fields)
  }
}

extension AuditEvent.User {
  fileprivate init(_ value: Value) {
    self.init(
      name: value["username"]?.string ?? "", uid: value["uid"]?.string ?? "",
      groups: value["groups"]?.array?.compactMap(\.string) ?? [],
      extra: Dictionary(
        (value["extra"]?.object ?? [:]).map { ($0, $1.array?.compactMap(\.string) ?? []) },
        uniquingKeysWith: { $1 }))
  }

  fileprivate var value: Value {
    var fields = Object()
    if !name.isEmpty { fields["username"] = .string(name) }
    if !uid.isEmpty { fields["uid"] = .string(uid) }
    if !groups.isEmpty { fields["groups"] = .array(groups.map(Value.string)) }
    if !extra.isEmpty {
      let sorted = extra.sorted { $0.key < $1.key }
      fields["extra"] = .object(Object(sorted.map { ($0, .array($1.map(Value.string))) }))
    }
    return .object(fields)
  }
}

extension AuditEvent.Subject {
  fileprivate init(_ value: Value) {
    func text(_ name: String) -> String { value[name]?.string ?? "" }
    self.init(
      group: text("apiGroup"), version: text("apiVersion"), resource: text("resource"),
      subresource: text("subresource"), namespace: text("namespace"), name: text("name"))
  }

  fileprivate var value: Value {
    let fields = [
      ("resource", resource), ("namespace", namespace), ("name", name), ("apiGroup", group), ("apiVersion", version),
      ("subresource", subresource),
    ]
    return .object(Object(fields.filter { !$0.1.isEmpty }.map { ($0, .string($1)) }))
  }
}
