package import Documents

/// A request of the candidate to a system outside, as a ledger notes it.
package struct OutsideRequest: Sendable {
  package static let mark = "requests"

  package var time: Double
  package var endpoint: String
  package var isWrite: Bool
  /// `POST /api/ipam/prefixes/ → 201 in 2.1 ms`
  package var text: String
  package var body: String

  package init(time: Double, endpoint: String, isWrite: Bool, text: String, body: String) {
    self.time = time
    self.endpoint = endpoint
    self.isWrite = isWrite
    self.text = text
    self.body = body
  }

  package var details: Value {
    ["t": .double(time), "write": .bool(isWrite), "text": .string(text), "body": .string(body)]
  }

  init?(_ value: Value, endpoint: String) {
    guard let time = value["t"]?.number, let isWrite = value["write"]?.bool else { return nil }
    self.init(
      time: time, endpoint: endpoint, isWrite: isWrite, text: value["text"]?.string ?? "",
      body: value["body"]?.string ?? "")
  }
}

extension RecipeEvidence {
  /// What the candidate asked of systems outside meanwhile; nil when nobody could tell, or when other cases ran beside it.
  var requests: [OutsideRequest]? { requestsOfCase?.filter { time.contains($0.time) } }

  /// The same since the wish was established.
  var requestsOfCase: [OutsideRequest]? {
    let noted = ledger.marks.filter {
      $0.name == OutsideRequest.mark && $0.time >= time.lowerBound && $0.time <= time.upperBound
    }
    guard !noted.isEmpty else { return nil }
    return noted.flatMap { mark in
      let endpoint = mark.details["endpoint"]?.string ?? ""
      return (mark.details["requests"]?.array ?? []).compactMap { OutsideRequest($0, endpoint: endpoint) }
    }
  }

  var endpoints: [String] {
    Set(marks(OutsideRequest.mark).compactMap { $0.details["endpoint"]?.string }).sorted()
  }

  /// What seems to have no effect may have one outside.
  func excusedByRequests(_ judgement: Judgement) -> Judgement {
    guard judgement.verdict == .violates, judgement.evidence.allSatisfy({ !judge.cast.isByCandidate($0) }),
      let write = requests?.first(where: { $0.isWrite && judgement.time.contains($0.time) })
    else { return judgement }
    var excused = judgement
    excused.verdict = .conforms
    excused.sentence =
      "the change takes effect in \(write.endpoint): \(write.text) after \(LedgerJudge.seconds(write.time - judgement.time.lowerBound))"
    return excused
  }
}
