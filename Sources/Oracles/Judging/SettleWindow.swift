/// How long nothing must have been written before a candidate counts as having come to rest.
///
/// A fixed time would accuse those that retry slowly, and wait for nothing with the others: the window follows what was
/// seen of the candidate so far.
package struct SettleWindow: Sendable, Hashable {
  package static let shortest = 2.0
  package static let longest = 65.0

  /// Seconds.
  package var length: Double
  /// For the report.
  package var reason: String

  /// Three times the longest pause between two writes of one object that came back again and again.
  ///
  /// - Parameter writes: of the candidate, in their order.
  package init(after writes: [Revision]) {
    var last: [String: Double] = [:]
    var pauses: [String: [Double]] = [:]
    for write in writes {
      let key = "\(write.key)"
      if let before = last[key], write.time - before > 0.5 { pauses[key, default: []].append(write.time - before) }
      last[key] = write.time
    }
    // A pause that came once says nothing about the next one.
    let recurring = pauses.values.filter { $0.count >= 3 }.compactMap { list in list.sorted()[list.count / 2] }
    guard let longest = recurring.max() else {
      self.init(length: Self.shortest, reason: "no recurring write was seen")
      return
    }
    let length = min(max(3 * longest, Self.shortest), Self.longest)
    self.init(length: length, reason: "writes recur about every \((longest * 10).rounded() / 10) s")
  }

  package init(length: Double, reason: String) {
    self.length = length
    self.reason = reason
  }
}
