import Verdicts

extension Failure {
  /// What follows the message wherever there is room: where, what was seen, and what to do.
  var explanation: [String] {
    (place.map { ["at \($0)"] } ?? []) + details + (remedy.map { ["hint: \($0)"] } ?? [])
  }
}
