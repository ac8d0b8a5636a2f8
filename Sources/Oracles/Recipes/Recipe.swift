package import Plans
package import Verdicts

/// How an oracle perturbs, and what it then asks the ledger.
package struct Recipe: Sendable {
  /// What is done, in this order. A recipe that repeats itself is given the number of the turn, from 1 on.
  package var deeds: [Deed]
  /// Deeds that are done again and again, each time as one turn; none when they do not apply any more.
  package var turns: [[Deed]]
  /// What it says of the time from its beginning to its end.
  package var judge: @Sendable (RecipeEvidence) -> [Judgement]
  /// Whether what it blames explains why the wish does not get ready, or does not go.
  package var explainsTrouble = false

  /// What it measures, which tells nothing about passing.
  package var figures: @Sendable (RecipeEvidence) -> [Figure] = { _ in [] }

  package init(
    _ deeds: [Deed], turns: [[Deed]] = [], explainsTrouble: Bool = false,
    judge: @escaping @Sendable (RecipeEvidence) -> [Judgement]
  ) {
    self.explainsTrouble = explainsTrouble
    self.deeds = deeds
    self.turns = turns
    self.judge = judge
  }
}

extension RecipeName {
  package var recipe: Recipe {
    switch self {
    case .quiescence: .quiescence
    case .reapply: .reapply
    case .nudge: .nudge
    case .update: .update
    case .restart: .restart
    case .partialRepeat: .partialRepeat
    case .roundTrip: .roundTrip
    case .pathIndependence: .pathIndependence
    case .consistency: .consistency
    case .errorRecovery: .errorRecovery
    case .crash: .crash
    case .crashAtWrite: .crashAtWrite
    case .crashInDeletion: .crashInDeletion
    case .missedChange: .missedChange
    case .missedRoundTrip: .missedRoundTrip
    case .missedRecreation: .missedRecreation
    case .missedChildDeletion: .missedChildDeletion
    case .missedDeletion: .missedDeletion
    case .missedDrift: .missedDrift
    case .missedOutsideChange, .missedOutsideDeletion: .missedOutside
    case .wipedStatus: .wipedStatus
    case .reinstall: .reinstall
    case .driftOfChild: .driftOfChild
    case .driftOfField: .driftOfField
    case .foreignField: .foreignField
    case .deletion: .deletion(.background)
    case .deletionInForeground: .deletion(.foreground)
    case .deletionWithOrphans: .deletion(.orphan)
    case .recreation: .recreation
    case .externalIdempotence: .externalIdempotence
    case .rapidUpdates: .rapidUpdates
    case .deletionWhenNotReady: .deletionWhenNotReady
    case .deletionOfNamespace: .deletionOfNamespace
    case .deletionWhileOutsideIsDown: .deletionWhileOutsideIsDown
    case .orderIndependence: .orderIndependence
    case .secretRotation: .secretRotation
    case .upgrade: .upgrade
    case .conversion: .conversion
    case .leaderFailOver: .leaderFailOver
    case .lostAnswer: .lostAnswer
    case .watchCut: .watchCut
    case .loadIdempotence: .loadIdempotence
    case .writeDenial: .denial(.policy)
    case .quotaDenial: .denial(.quota)
    case .permissionRevoked: .denial(.permission)
    case .staleReads: .staleReads
    case .coexistence: .coexistence
    }
  }
}
