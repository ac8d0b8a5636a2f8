import Documents
import Kubernetes
import Verdicts

extension Recipe {
  /// Many wishes are as quiet as one: nothing is written, in the cluster or outside (I8).
  static let loadIdempotence: Recipe = {
    var recipe = Recipe([.phase("many"), .makeCopies, .rest, .look("idle", atLeast: 5)]) { $0.quietOfMany }
    recipe.figures = { $0.figuresAtRest }
    return recipe
  }()
}

extension RecipeEvidence {
  fileprivate var quietOfMany: [Judgement] {
    guard let idle = phase("idle") else { return [] }
    let count = judge.cast.wishes.filter { $0.groupKind == wish.groupKind }.count
    let writes = requestsAtRest.filter(\.isWrite)
    let outside =
      writes.first.map { first in
        [
          Judgement(
            .loadIdempotence, .violates, wish, in: idle,
            "with \(count) wishes at rest, there are \(writes.count) writes to \(first.endpoint), such as \(first.text) "
              + "at +\(LedgerJudge.seconds(first.time - idle.lowerBound))")
        ]
      } ?? []
    let blamed = phases(.quiescence).filter { $0.verdict == .violates }
    guard let worst = blamed.first else {
      guard outside.isEmpty else { return outside }
      let seen = requests.map { _ in "; \(requestsAtRest.count) reads outside" } ?? ""
      return [
        Judgement(
          .loadIdempotence, .conforms, wish, in: idle,
          "\(count) wishes are at rest, and nothing is written in \(LedgerJudge.seconds(length(of: idle)))\(seen)")
      ]
    }
    return [
      Judgement(
        .loadIdempotence, .violates, worst.subject, in: idle,
        "with \(count) wishes at rest, \(blamed.count) \(blamed.count == 1 ? "object is" : "objects are") written: "
          + worst.sentence, worst.evidence)
    ] + outside
  }

  fileprivate var figuresAtRest: [Figure] {
    guard let idle = phase("idle") else { return [] }
    let seconds = max(length(of: idle), 1)
    let count = Double(judge.cast.wishes.filter { $0.groupKind == wish.groupKind }.count)
    func rate(_ number: Int) -> Double { (Double(number) / seconds * 600).rounded() / 10 }
    let written = ledger.revisions(in: idle).filter { judge.cast.isByCandidate($0) && $0.writeClass > .infrastructure }
    var figures = [
      Figure(name: "wishes at rest", value: count, unit: nil),
      Figure(name: "writes at rest", value: rate(written.count), unit: "a minute"),
    ]
    if requests != nil {
      let reads = requestsAtRest.filter { !$0.isWrite }
      figures += [
        Figure(name: "writes outside at rest", value: rate(requestsAtRest.count - reads.count), unit: "a minute"),
        Figure(name: "reads outside at rest", value: rate(reads.count), unit: "a minute"),
      ]
    }
    return figures
  }

  private var requestsAtRest: [OutsideRequest] {
    guard let idle = phase("idle") else { return [] }
    return (requests ?? []).filter { idle.contains($0.time) }
  }

  private func length(of time: ClosedRange<Double>) -> Double { time.upperBound - time.lowerBound }
}
