import Documents
import Kubernetes

// What the candidate makes in systems outside, and whether it removes it again.
extension RecipeEvidence {
  /// After the deletion of a wish, nothing at all is written to a system in which something had been made for it.
  func leftOutside(_ oracle: Judgement.Oracle) -> [Judgement] {
    guard let requests = requestsOfCase,
      let gone = ledger.revisions(in: time).last(where: { $0.key == wish && $0.change == .deleted })
    else { return [] }
    let asked = ledger.revisions.first { $0.key == wish && $0.time >= time.lowerBound && $0.isTerminating }
    let begin = min(phase("delete CR")?.lowerBound ?? gone.time, asked?.time ?? gone.time)
    let left = Dictionary(grouping: requests, by: \.endpoint).compactMap { _, all -> OutsideRequest? in
      let made = all.filter { $0.isCreation && $0.time < begin }
      return all.contains { $0.isWrite && $0.time >= begin } ? nil : made.last
    }
    guard let first = left.min(by: { $0.time < $1.time }) else { return [] }
    return [
      Judgement(
        oracle, .violates, wish, in: time,
        "\(wish) is gone, and what was made for it in \(first.endpoint) is left there: \(first.text), and no request "
          + "to remove it", [gone])
    ]
  }

  /// Whether the candidate leaves more in a system outside when it is killed on the way than without.
  ///
  /// - Parameter reference: a snapshot at the end of a turn in which it was not killed.
  func leaks(_ oracle: Judgement.Oracle, than reference: String) -> [Judgement] {
    guard let reference = snapshots(reference).first, let usual = remains(at: reference.time) else { return [] }
    let kills = marks("note").filter { $0.details["text"]?.string?.hasPrefix("killed at") == true }
    return kills.flatMap { kill -> [Judgement] in
      let next = marks("delete CR").first { $0.time > kill.time }
      guard let own = remains(at: next?.time ?? time.upperBound) else { return [] }
      return own.keys.sorted().compactMap { endpoint in
        guard let made = own[endpoint], made.count > usual[endpoint]?.count ?? 0 else { return nil }
        return Judgement(
          oracle, .violates, wish, in: time.lowerBound...(next?.time ?? time.upperBound),
          Self.leak(made.made, in: endpoint, removed: made.removed, kill))
      }
    }
  }

  private static func leak(
    _ made: [OutsideRequest], in endpoint: String, removed: Int, _ kill: LedgerLine.Mark
  ) -> String {
    let killed = kill.details["text"]?.string ?? ""
    let before = made.last { $0.time <= kill.time }
    guard let before, let after = made.first(where: { $0.time > kill.time }) else {
      let shown = made.prefix(4).map(\.text).joined(separator: "; ")
      return "\(killed), it leaves more in \(endpoint) than without: \(shown), and only \(removed) removed"
    }
    return "\(killed), right after \(before.text), what it had made in \(endpoint) was created again after the crash: "
      + "\(after.text), \(LedgerJudge.seconds(after.time - before.time)) later; the first is left behind"
  }

  /// What was made outside in the turn that was under way then, and how many requests removed something.
  private func remains(at end: Double) -> [String: (made: [OutsideRequest], removed: Int, count: Int)]? {
    guard let requests, let begin = marks("delete CR").last(where: { $0.time < end })?.time else { return nil }
    let turn = requests.filter { $0.time >= begin && $0.time <= end }
    return Dictionary(grouping: turn, by: \.endpoint).mapValues { all in
      let made = all.filter(\.isCreation)
      let removed = all.filter(\.isRemoval).count
      return (made, removed, made.count - removed)
    }
  }

  /// What is right outside is not written again (I7).
  func writesOutside(_ oracle: Judgement.Oracle, in phase: String, at occasion: String) -> [Judgement] {
    guard let phase = self.phase(phase), let requests else { return [] }
    let writes = requests.filter { $0.isWrite && phase.contains($0.time) }
    guard let first = writes.first else { return [] }
    return [
      Judgement(
        oracle, .violates, wish, in: phase,
        "\(writes.count) \(writes.count == 1 ? "write" : "writes") to \(first.endpoint) while \(occasion): \(first.text)"
      )
    ]
  }

  /// The same thing is written to a system twice in a row, though it was taken the first time.
  func repeatedRequests(_ oracle: Judgement.Oracle, in phase: ClosedRange<Double>) -> [Judgement] {
    let writes = (requests ?? []).filter { $0.isWrite && $0.isTaken && !$0.body.isEmpty && phase.contains($0.time) }
    for (first, second) in zip(writes, writes.dropFirst())
    where first.endpoint == second.endpoint && first.call == second.call && first.body == second.body {
      return [
        Judgement(
          oracle, .violates, wish, in: phase,
          "the same is written to \(first.endpoint) twice: \(first.text), and again "
            + "\(LedgerJudge.seconds(second.time - first.time)) later")
      ]
    }
    return []
  }
}

extension OutsideRequest {
  private var words: [Substring] { text.split(separator: " ", maxSplits: 4) }
  /// `POST /api/ipam/prefixes/`
  var call: String { words.prefix(2).joined(separator: " ") }
  /// A collection of things: `netbox /api/ipam/prefixes`, or a datastore.
  var place: String {
    let path = words.count > 1 ? words[1].prefix { $0 != "?" } : ""
    let parts = path.split(separator: "/")
    return "\(endpoint) /" + parts.prefix(3).joined(separator: "/")
  }

  private var status: Int { words.count > 3 ? Int(words[3]) ?? 0 : 0 }
  var isTaken: Bool { (200..<300).contains(status) }
  /// HTTP says 201 when something came into being (RFC 9110, section 15.3.2).
  var isCreation: Bool { (words.first == "POST" || words.first == "PUT") && status == 201 }
  var isRemoval: Bool { words.first == "DELETE" && isTaken }
}
