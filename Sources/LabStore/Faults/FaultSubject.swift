package import Documents
internal import Plans

/// What a fault's selector looks at: a request for a resource, or one event of a watch.
package struct FaultSubject: Sendable, Hashable {
  package var verb: String
  package var group: String
  package var resource: String
  package var subresource: String
  package var namespace: String
  package var name: String
  package var user: String
  package var userAgent: String

  init(_ info: RequestInfo, user: UserInfo, userAgent: String) {
    verb = info.verb
    group = info.group
    resource = info.resource
    subresource = info.subresource ?? ""
    namespace = info.namespace ?? ""
    name = info.name ?? ""
    self.user = user.name
    self.userAgent = userAgent
  }

  package var value: Value {
    var object: Object = ["verb": .string(verb)]
    let texts = [
      ("group", group), ("resource", resource), ("subresource", subresource), ("namespace", namespace),
      ("name", name), ("user", user), ("userAgent", userAgent),
    ]
    for (name, text) in texts where !text.isEmpty { object[name] = .string(text) }
    return .object(object)
  }
}

extension Fault.Selector {
  func selects(_ subject: FaultSubject) -> Bool {
    guard verbs.isEmpty || verbs.contains(where: { $0.rawValue == subject.verb }) else { return false }
    let pairs = [
      (group, subject.group), (resource, subject.resource), (subresource, subject.subresource),
      (namespace, subject.namespace), (name, subject.name), (user, subject.user), (userAgent, subject.userAgent),
    ]
    return pairs.allSatisfy { pattern, text in pattern.map { Wildcard.matches($0, text) } ?? true }
  }
}

/// Patterns in which `*` stands for any characters.
enum Wildcard {
  static func matches(_ pattern: String, _ text: String) -> Bool {
    let parts = pattern.utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
    guard let first = parts.first, let last = parts.last, parts.count > 1 else { return pattern == text }
    var rest = Array(text.utf8)[...]
    guard rest.starts(with: first) else { return false }
    rest = rest.dropFirst(first.count)
    for part in parts.dropFirst().dropLast() {
      guard let found = rest.firstRange(of: part) else { return false }
      rest = rest[found.upperBound...]
    }
    return rest.count >= last.count && rest.suffix(last.count).elementsEqual(last)
  }
}
