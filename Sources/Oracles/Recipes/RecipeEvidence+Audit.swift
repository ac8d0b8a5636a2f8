import Kubernetes

// What only an audit log shows of a candidate that has nothing to do. Each is held against it only far beyond what a
// resynchronization, a retry with growing pauses or a new connection needs.
extension RecipeEvidence {
  var auditedRequests: [Judgement] {
    marks(AuditedStretch.mark).compactMap { AuditedStretch($0) }.flatMap { stretch in
      writesInVain(stretch) + refusals(stretch) + readings(stretch)
    }
  }

  /// Writes to one object that were answered well, more than one in two seconds, of which no watch shows a change.
  private func writesInVain(_ stretch: AuditedStretch) -> [Judgement] {
    // A watch that begins anew may leave changes out.
    guard !ledger.marks.contains(where: { $0.name == "interruption" && stretch.time.contains($0.time) }) else {
      return []
    }
    let writes = stretch.groups { requests -> ObjectKey? in
      guard ["update", "patch"].contains(requests.verb), (200..<300).contains(requests.code), !requests.name.isEmpty
      else { return nil }
      return requests.kind.map {
        ObjectKey(group: $0.group, kind: $0.kind, namespace: requests.namespace, name: requests.name)
      }
    }
    return writes.compactMap { key, group in
      // With what masks cover: that, too, is a change.
      let changes = (judge.plainHistories[key] ?? []).count { stretch.time.contains($0.time) || isLate($0, stretch) }
      guard Double(group.count - changes) > max(5, stretch.seconds / 2) else { return nil }
      let effect = changes == 0 ? "none changed it" : "\(changes) changed it"
      return judgement(
        stretch, key,
        "\(group.account(stretch, of: "\(key)")), \(effect): it writes again what is there already")
    }
  }

  /// What a watch showed after the stretch may still belong to a write in it.
  private func isLate(_ revision: Revision, _ stretch: AuditedStretch) -> Bool {
    revision.time > stretch.time.upperBound && revision.time <= time.upperBound
  }

  /// Writes that were refused, more than one in two seconds: whoever waits longer each time needs fewer.
  private func refusals(_ stretch: AuditedStretch) -> [Judgement] {
    let refused = stretch.groups { requests -> AuditedStretch.Requests? in
      guard ["create", "update", "patch", "delete"].contains(requests.verb),
        [403, 409, 422, 429].contains(requests.code)
      else { return nil }
      return requests
    }
    return refused.compactMap { requests, group in
      guard Double(group.count) > max(5, stretch.seconds / 2) else { return nil }
      return judgement(
        stretch, nil,
        "\(group.account(stretch, of: requests.title)), all refused with \(requests.code): "
          + "it tries again and again, without waiting longer each time")
    }
  }

  /// Reads of one object or collection, more than five a second. A list with which a watch begins does not count.
  private func readings(_ stretch: AuditedStretch) -> [Judgement] {
    let reads = stretch.groups { requests -> String? in
      ["get", "list", "watch"].contains(requests.verb) && requests.code == 200 ? requests.title : nil
    }
    return reads.compactMap { title, group in
      let (asked, watches) = (group.without("watch"), group.count(of: "watch"))
      let excused = min(watches, group.count(of: "list"))
      guard Double(asked.count - excused) > max(25, 5 * stretch.seconds) else { return nil }
      return judgement(
        stretch, nil,
        "\(asked.account(stretch, of: title)): it asks again and again for what a watch would tell")
    }
  }

  private func judgement(_ stretch: AuditedStretch, _ subject: ObjectKey?, _ sentence: String) -> Judgement {
    Judgement(.quiescence, .violates, subject, in: stretch.time, sentence)
  }
}

extension AuditedStretch {
  /// Requests of whatever verb that belong together.
  struct Group {
    var parts: [(requests: Requests, count: Count)]

    var count: Int { parts.reduce(0) { $0 + $1.count.number } }

    func count(of verb: String) -> Int {
      parts.filter { $0.requests.verb == verb }.reduce(0) { $0 + $1.count.number }
    }

    func without(_ verb: String) -> Group { Group(parts: parts.filter { $0.requests.verb != verb }) }

    /// `audit.jsonl lines 812-840: 29 PATCH of Prefix.netbox.dev demo/x (status) by netbox-operator/1.0.0 in 10.0 s in which nothing
    /// is to be done`
    func account(_ stretch: AuditedStretch, of title: String) -> String {
      let first = parts.map(\.count.lines.lowerBound).min() ?? 0
      let last = parts.map(\.count.lines.upperBound).max() ?? 0
      let verbs = Dictionary(grouping: parts, by: { Self.method($0.requests.verb) })
        .map { ($0, $1.reduce(0) { $0 + $1.count.number }) }.sorted { $0.0 < $1.0 }
        .map { "\($1) \($0)" }.joined(separator: " and ")
      let subresources = Set(parts.map(\.requests.subresource)).subtracting([""]).sorted().joined(separator: ", ")
      let who = Set(parts.map(\.requests.userAgent)).sorted().joined(separator: ", ")
      return
        "\(stretch.log) lines \(first)-\(last): \(verbs) of \(title)\(subresources.isEmpty ? "" : " (\(subresources))")"
        + " by \(who) in \(LedgerJudge.seconds(stretch.seconds)) in which nothing is to be done"
    }

    private static func method(_ verb: String) -> String {
      switch verb {
      case "create": "POST"
      case "update": "PUT"
      case "patch": "PATCH"
      case "delete": "DELETE"
      default: "GET"
      }
    }
  }

  var seconds: Double { time.upperBound - time.lowerBound }

  /// In the order of the log.
  fileprivate func groups<Key: Hashable>(_ key: (Requests) -> Key?) -> [(key: Key, group: Group)] {
    var groups: [Key: Group] = [:]
    for (requests, count) in counts.sorted(by: { $0.value.lines.lowerBound < $1.value.lines.lowerBound }) {
      guard let key = key(requests) else { continue }
      groups[key, default: Group(parts: [])].parts.append((requests, count))
    }
    return groups.map { ($0, $1) }.sorted {
      ($0.group.parts.first?.count.lines.lowerBound ?? 0) < ($1.group.parts.first?.count.lines.lowerBound ?? 0)
    }
  }
}

extension AuditedStretch.Requests {
  /// `prefixes.netbox.dev demo/x`
  fileprivate var title: String { "\(resource) \([namespace, name].filter { !$0.isEmpty }.joined(separator: "/"))" }
}
