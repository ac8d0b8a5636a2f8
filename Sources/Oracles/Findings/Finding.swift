package import Documents
package import Kubernetes

/// A judgement in the form in which reviewers write theirs: each line of its evidence can be counted in the ledger.
package struct Finding: Sendable {
  package var kind: Judgement.Oracle
  package var verdict: Judgement.Verdict
  /// One sentence.
  package var about: String
  package var evidence: [Evidence]

  /// Within a time, both ends included, there are exactly so many lines of which this holds.
  package struct Evidence: Sendable, Hashable {
    package var time: ClosedRange<Double>
    /// Counts marks of this name; all else is nil then.
    package var mark: String?
    package var object: ObjectKey?
    package var event: LedgerLine.Change?
    /// Changes of one of these, or of something beneath, in plain text; none is any line about the object.
    package var paths: [String]
    package var writer: String?
    package var count: Int

    package init(
      time: ClosedRange<Double>, mark: String? = nil, object: ObjectKey? = nil, event: LedgerLine.Change? = nil,
      paths: [String] = [], writer: String? = nil, count: Int = 0
    ) {
      self.time = time
      self.mark = mark
      self.object = object
      self.event = event
      self.paths = paths
      self.writer = writer
      self.count = count
    }
  }
}

extension Finding {
  /// With the keys of the reviewers' files.
  package var value: Value {
    [
      "kind": .string(kind.rawValue), "verdict": .string(verdict.rawValue), "about": .string(about),
      "evidence": .array(evidence.map(\.value)),
    ]
  }
}

extension Finding.Evidence {
  package var value: Value {
    var value: Object = ["time": .array([.double(time.lowerBound), .double(time.upperBound)])]
    if let mark { value["mark"] = .string(mark) }
    if let object {
      var key: Object = ["kind": .string(object.kind)]
      if let namespace = object.namespace { key["namespace"] = .string(namespace) }
      key["name"] = .string(object.name)
      value["object"] = .object(key)
    }
    if !paths.isEmpty { value["paths"] = .array(paths.map(Value.string)) }
    if let writer { value["writer"] = .string(writer) }
    if let event { value["event"] = .string(event.rawValue) }
    value["count"] = .integer(Int64(count))
    return .object(value)
  }
}
