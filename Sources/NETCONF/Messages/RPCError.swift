package import XML

/// An `rpc-error` (RFC 6241, section 4.3). What a server does not tell is nil.
package struct RPCError: Error, Sendable, Hashable, CustomStringConvertible {
  package enum Severity: String, Sendable, Hashable {
    case error, warning
  }

  /// On which layer: `transport`, `rpc`, `protocol` or `application`.
  package var type: String
  /// `data-exists`
  package var tag: String
  package var severity: Severity
  package var appTag: String?
  package var path: String?
  package var message: String?
  /// What `error-info` holds.
  package var info: [XMLElement]

  package init(
    type: String, tag: String, severity: Severity = .error, appTag: String? = nil, path: String? = nil,
    message: String? = nil, info: [XMLElement] = []
  ) {
    self.type = type
    self.tag = tag
    self.severity = severity
    self.appTag = appTag
    self.path = path
    self.message = message
    self.info = info
  }

  init(_ element: XMLElement) {
    func text(_ name: String) -> String? {
      element[name].map(\.trimmedText).flatMap { $0.isEmpty ? nil : $0 }
    }
    type = text("error-type") ?? "application"
    tag = text("error-tag") ?? "operation-failed"
    severity = text("error-severity").flatMap(Severity.init(rawValue:)) ?? .error
    appTag = text("error-app-tag")
    path = text("error-path")
    message = text("error-message")
    info = element["error-info"]?.children ?? []
  }

  /// On one line: `data-exists (application): data exists at /pa:access-points`.
  package var description: String {
    var text = "\(tag) (\(([type] + [appTag].compactMap(\.self)).joined(separator: ", ")))"
    if let message { text += ": \(message)" }
    if let path { text += " at \(path)" }
    let details = info.filter { !$0.trimmedText.isEmpty }.map { "\($0.name) \($0.trimmedText)" }
    if !details.isEmpty { text += " [\(details.joined(separator: ", "))]" }
    return text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  /// The element, as a server sends it.
  package var xml: String {
    func element(_ name: String, _ text: String?) -> String {
      text.map { "<\(name)>\(XMLText.escaped($0))</\(name)>" } ?? ""
    }
    return "<rpc-error>" + element("error-type", type) + element("error-tag", tag)
      + element("error-severity", severity.rawValue) + element("error-app-tag", appTag)
      + element("error-path", path) + element("error-message", message) + "</rpc-error>"
  }
}
