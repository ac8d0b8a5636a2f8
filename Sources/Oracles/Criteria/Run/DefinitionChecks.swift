import Documents
import Kubernetes

/// What the API server says of the candidate's custom resource definitions, as a mark of the run has it.
private struct Definitions: Sendable {
  private(set) var all: [Value] = []

  mutating func see(_ mark: LedgerLine.Mark) {
    if mark.name == CandidateLife.definitions { all = mark.details["definitions"]?.array ?? [] }
  }

  static let unseen = "the candidate has no custom resource definition among its manifests"

  static func name(_ definition: Value) -> String { definition["name"]?.string ?? "" }
}

/// API-02: the API server has accepted the names of the definitions, and serves them.
struct EstablishedDefinitionsCheck: RunCheck {
  private var definitions = Definitions()

  mutating func see(_ mark: LedgerLine.Mark, in scene: RunScene) { definitions.see(mark) }

  func judgement(in scene: RunScene) -> RunJudgement {
    var faults = RunFaults()
    for definition in definitions.all {
      for condition in ["NamesAccepted", "Established"] where definition[condition]?.bool != true {
        let message = definition["message"]?.string ?? ""
        faults.add("\(Definitions.name(definition)): \(condition) is not True\(message.isEmpty ? "" : ": \(message)")")
      }
    }
    return RunJudgement(
      subjects: definitions.all.count, faults: faults, holds: "all \(definitions.all.count) definitions are served",
      unseen: Definitions.unseen)
  }
}

/// API-17: each definition belongs to one operator.
struct SingleOwnerCheck: RunCheck {
  private var definitions = Definitions()

  mutating func see(_ mark: LedgerLine.Mark, in scene: RunScene) { definitions.see(mark) }

  func judgement(in scene: RunScene) -> RunJudgement {
    var faults = RunFaults()
    for definition in definitions.all {
      let owners = (definition["owners"]?.array ?? []).compactMap(\.string)
      if owners.count > 1 {
        faults.add("\(Definitions.name(definition)) is claimed by \(owners.joined(separator: " and "))")
      }
    }
    return RunJudgement(
      subjects: definitions.all.count, faults: faults, holds: "no definition is claimed twice",
      unseen: Definitions.unseen)
  }
}

/// LCY-09: reading an object in each served version loses nothing.
struct ServedVersionsCheck: RunCheck {
  private var definitions = Definitions()

  mutating func see(_ mark: LedgerLine.Mark, in scene: RunScene) { definitions.see(mark) }

  func judgement(in scene: RunScene) -> RunJudgement {
    if definitions.all.isEmpty { return .unseen(Definitions.unseen) }
    let several = definitions.all.filter { ($0["served"]?.array?.count ?? 0) > 1 }
    if several.isEmpty { return .inapplicable("every definition is served in one version alone") }
    return .unseen("no object was read in all versions of \(Definitions.name(several[0]))")
  }
}
