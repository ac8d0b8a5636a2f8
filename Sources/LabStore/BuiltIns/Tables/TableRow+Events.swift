import Documents

/// Cells of events, in either of their groups.
extension TableRow {
  func event(_ name: String) -> String? {
    switch name {
    case "eventLastSeen": eventLastSeen
    case "eventFirstSeen": eventFirstSeen
    case "eventObject": eventObject
    case "eventSource": eventSource
    case "eventMessage": eventMessage
    case "eventCount": eventCount
    default: nil
    }
  }

  /// A field by its name in v1, or by its name in events.k8s.io/v1.
  private func either(_ core: String, _ events: String) -> Value? {
    [core, events].lazy.compactMap { object[$0] }.first { !$0.isNull }
  }

  var eventLastSeen: String {
    let time =
      object[path: "series", "lastObservedTime"]?.string ?? either("lastTimestamp", "deprecatedLastTimestamp")?.string
      ?? object["eventTime"]?.string
    return age(of: time)
  }

  var eventFirstSeen: String {
    age(of: either("firstTimestamp", "deprecatedFirstTimestamp")?.string ?? object["eventTime"]?.string)
  }

  /// `pod/web-1`.
  var eventObject: String {
    let about = either("involvedObject", "regarding")
    let name = about?["name"]?.string ?? ""
    guard let kind = about?["kind"]?.string, !kind.isEmpty else { return name }
    return "\(kind.lowercased())/\(name)"
  }

  var eventSource: String {
    let source = either("source", "deprecatedSource")
    let reporter = either("reportingComponent", "reportingController")?.string ?? ""
    let component = source?["component"]?.string ?? reporter
    let host = source?["host"]?.string ?? (source?["component"] == nil ? object["reportingInstance"]?.string ?? "" : "")
    return host.isEmpty ? component : "\(component), \(host)"
  }

  var eventMessage: String {
    var text = either("message", "note")?.string ?? ""
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }

  var eventCount: String {
    let count = object[path: "series", "count"]?.integer ?? either("count", "deprecatedCount")?.integer ?? 0
    return "\(max(count, 1))"
  }
}
