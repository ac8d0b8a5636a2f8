package import Documents
package import Kubernetes
package import Plans
package import Verdicts

/// One use of an oracle on one wish. The ledger tells of it from its beginning to its end, and nothing else decides its
/// verdict.
package struct Consultation: Sendable {
  /// The marks around it.
  package static let beginning = "oracle"
  package static let ending = "oracle ended"

  /// Its own; empty when the ledger gives it none.
  package var id: String
  package var recipe: RecipeName
  /// The id of the case.
  package var caseID: String
  package var wish: ObjectKey
  /// The namespace of the case.
  package var namespace: String
  /// Seconds since the recorder began.
  package var began: Double

  /// Nil when the mark begins none.
  package init?(_ mark: LedgerLine.Mark) {
    guard mark.name == Self.beginning,
      let recipe = mark.details["recipe"]?.string.flatMap(RecipeName.init(rawValue:)),
      let object = mark.details["object"], let namespace = mark.details["scope"]?.string
    else { return nil }
    id = mark.details["id"]?.string ?? ""
    self.recipe = recipe
    caseID = mark.details["case"]?.string ?? ""
    let wish = KubernetesObject([
      "apiVersion": object["apiVersion"] ?? "", "kind": object["kind"] ?? "", "metadata": object,
    ])
    self.wish = wish.key
    self.namespace = namespace
    began = mark.time
  }

  /// What the mark of its beginning tells, besides its scope.
  package static func details(
    _ recipe: RecipeName, id: String, caseID: String, wish: ObjectKey, apiVersion: String
  ) -> Value {
    [
      "id": .string(id), "recipe": .string(recipe.rawValue), "case": .string(caseID), "wish": .string("\(wish)"),
      "object": [
        "apiVersion": .string(apiVersion), "kind": .string(wish.kind), "name": .string(wish.name),
        "namespace": wish.namespace.map(Value.string) ?? .null,
      ],
    ]
  }

  /// What the mark of its end tells, besides its scope.
  ///
  /// - Parameters:
  ///   - unseen: why nothing can be said.
  ///   - trouble: what broke it off.
  package static func details(
    _ window: SettleWindow, id: String = "", unseen: String? = nil, trouble: String? = nil
  ) -> Value {
    var details: Object = ["id": .string(id), "window": .double(window.length), "because": .string(window.reason)]
    if let unseen { details["unseen"] = .string(unseen) }
    if let trouble { details["trouble"] = .string(trouble) }
    return .object(details)
  }
}

extension Consultation {
  /// Whether it would blame the candidate, if it ended now, for something that the ledger does not show yet, or could say
  /// nothing for the same reason.
  package func isMissingSomething(at time: Double, in ledger: Ledger) -> Bool {
    evidence(until: time, in: ledger).judgements(recipe.recipe).contains {
      $0.verdict != .conforms && !$0.absences.isEmpty
    }
  }

  /// Whether it would blame the candidate, if it ended now, for how things are at this moment.
  package func isBlamingState(at time: Double, in ledger: Ledger) -> Bool {
    evidence(until: time, in: ledger).judgements(recipe.recipe).contains { $0.verdict == .violates && $0.isOfMoment }
  }

  private func evidence(until time: Double, in ledger: Ledger) -> RecipeEvidence {
    RecipeEvidence(ledger.filtered(to: namespace), wish: wish, time: began...max(began, time))
  }

  /// Whether the mark is the end of this one.
  func isEnded(by mark: LedgerLine.Mark) -> Bool {
    mark.name == Self.ending && mark.details["id"]?.string ?? "" == id && mark.details["scope"]?.string == namespace
  }

  /// What it came to, in the words of the report.
  package struct Outcome: Sendable {
    /// Nil when it was broken off, so that nobody can tell.
    package var verdict: Judgement.Verdict?
    package var sentence: String
    /// The lines of the ledger that it rests on, and what else was found.
    package var details: [String] = []
    /// What was left out of account, and how often.
    package var masked: [Mask: Int] = [:]
    /// What was measured.
    package var figures: [Figure] = []
  }

  /// - Parameters:
  ///   - end: the mark of its end.
  ///   - ledger: as it was at that mark.
  package func outcome(endedBy end: LedgerLine.Mark, in ledger: Ledger) -> Outcome {
    if let reason = end.details["unseen"]?.string { return Outcome(verdict: .notObservable, sentence: reason) }
    if let trouble = end.details["trouble"]?.string { return Outcome(verdict: nil, sentence: trouble) }
    let evidence = evidence(until: end.time, in: ledger)
    let window = SettleWindow(
      length: end.details["window"]?.number ?? 0, reason: end.details["because"]?.string ?? "")
    let judgements = evidence.judgements(recipe.recipe)
    var outcome = Outcome(judgements, window)
    let compared = judgements.reduce(into: [:]) { $0.merge($1.masked, uniquingKeysWith: +) }
    // What was seen to change is not another change when its outcome is compared.
    outcome.masked = evidence.masked.merging(compared, uniquingKeysWith: max)
    outcome.figures = recipe.recipe.figures(evidence)
    return outcome
  }
}

extension Consultation.Outcome {
  /// The first that blames decides; without one, the first that has seen something.
  init(_ judgements: [Judgement], _ window: SettleWindow) {
    let settled = "settle window \((window.length * 10).rounded() / 10) s: \(window.reason)"
    if let wrong = judgements.first(where: { $0.verdict == .violates }) {
      let lines = wrong.evidence.prefix(20).map { "ledger line \($0.line): \($0.summary)" }
      let others = judgements.filter { $0.verdict == .violates }.dropFirst().map { "also: \($0.sentence)" }
      self.init(verdict: .violates, sentence: wrong.sentence, details: lines + others + [settled])
      return
    }
    let seen = judgements.filter { $0.verdict == .conforms }
    guard let first = seen.first(where: { !$0.evidence.isEmpty }) ?? seen.first else {
      self.init(verdict: .notObservable, sentence: judgements.first?.sentence ?? "nothing of it could be seen")
      return
    }
    self.init(verdict: .conforms, sentence: "\(first.sentence) (\(settled))")
  }
}

extension Revision {
  /// `MODIFIED ConfigMap demo/x data.conf by operator (Update) at 4.2 s`
  var summary: String {
    let paths = changes.prefix(3).map(\.path.plainText).joined(separator: ", ")
    return "\(change.rawValue) \(key) \(paths) by \(writers.map(\.description).joined(separator: ", ")) at \(time) s"
  }
}
