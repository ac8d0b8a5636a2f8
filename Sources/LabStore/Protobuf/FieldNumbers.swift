/// The numbers of fields in Kubernetes' protocol buffers.
///
/// A `package` line names what stands before the messages that follow: the prefix of the OpenAPI model names. A message
/// has a line: its name and its fields, numbered from 1; `=N` sets the number, and the next counts on from there. `~T` says
/// that the field is a message `T`: where JSON knows no such field, the members of `T` stand in its place.
struct FieldNumbers: Sendable {
  struct Field: Sendable {
    var name: String
    /// Model name of the message, where it may be embedded.
    var message: String?
  }

  static let all = FieldNumbers([
    meta, core, apps, batch, autoscalingV1, autoscalingV2, policy, rbac, networking, coordination, discovery, events,
    scheduling, storage, authentication, authorization, admission,
  ])

  /// By model name and number.
  private var messages: [String: [UInt64: Field]] = [:]

  init(_ texts: [String]) {
    for text in texts {
      var package = ""
      var message = ""
      var next: UInt64 = 1
      for line in text.split(separator: "\n") {
        var words = line.split(separator: " ").map(String.init)
        if words.first == "package" {
          package = words.last ?? ""
          continue
        }
        if !line.hasPrefix(" ") {
          message = "\(package).\(words.removeFirst())"
          next = 1
          messages[message] = [:]
        }
        for word in words {
          let numbered = word.split(separator: "=").map(String.init)
          if numbered.count > 1, let number = UInt64(numbered[1]) { next = number }
          let named = numbered[0].split(separator: "~").map(String.init)
          let inner = named.count > 1 ? "\(package).\(named[1])" : nil
          messages[message]?[next] = Field(name: named[0], message: inner)
          next += 1
        }
      }
    }
  }

  func fields(of message: String) -> [UInt64: Field]? { messages[message] }
}
