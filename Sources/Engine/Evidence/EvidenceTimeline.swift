import Foundation

/// All that happened in a case, in its order, as one text.
struct EvidenceTimeline: Sendable {
  let start: ContinuousClock.Instant
  let startedAt: Date

  private static let kindWidth = 8

  func text(_ moments: [EvidenceMoment]) -> String {
    guard !moments.isEmpty else { return "" }
    let sorted = moments.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
    let lines = sorted.map { _, moment in
      let time = "\(moment.isRough ? "~" : " ")\(EvidenceTime.offset(moment.time - start))"
      let kind = Self.pad(moment.kind, Self.kindWidth)
      let indentation = String(repeating: " ", count: 14 + Self.kindWidth + 4)
      return "\(Self.pad(time, 12))  \(kind)  \(moment.text)\n"
        + moment.details.map { "\(indentation)\($0)\n" }.joined()
    }
    return """
      Times count from the beginning of the case at \(EvidenceTime.text(startedAt)) UTC. A time with ~ is known to the second
      only, and stands after what came before by revision. Of requests to systems outside only those that write are here.


      """ + lines.joined()
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
