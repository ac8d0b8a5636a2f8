package import Documents
package import Kubernetes

/// One fault that was injected.
package struct FaultRecord: Sendable, Hashable {
  /// Counts from 1 and never repeats.
  package var number: Int
  package var time: KubernetesTime
  /// The fault's name; nil for what an administrator did at once, and for what holds from the start.
  package var fault: String?
  /// Nil when it was about no request.
  package var request: FaultSubject?
  /// `answered 429`, `dropped MODIFIED default/a of revision 17`
  package var action: String

  package var value: Value {
    var object: Object = ["number": .integer(Int64(number)), "time": .string(time.microTime)]
    object["fault"] = fault.map(Value.string)
    object["request"] = request?.value
    object["action"] = .string(action)
    return .object(object)
  }
}

/// What was injected, in order. The oldest are forgotten when there are too many.
struct FaultJournal: Sendable {
  private(set) var records: [FaultRecord] = []
  private var count = 0

  static let limit = 20_000

  mutating func append(_ fault: String?, _ request: FaultSubject?, _ action: String) -> FaultRecord {
    count += 1
    let record = FaultRecord(number: count, time: .now, fault: fault, request: request, action: action)
    records.append(record)
    // Cut in large steps, so that appending stays cheap.
    if records.count > Self.limit + Self.limit / 4 { records.removeFirst(records.count - Self.limit) }
    return record
  }
}
