import Documents

/// Judges a recording again while it is read, each consultation of an oracle at its end, as the run did.
package struct Rescoring: Sendable {
  /// One consultation, judged again.
  package struct Item: Sendable {
    package var consultation: Consultation
    /// Nil when the ledger does not tell its end.
    package var outcome: Consultation.Outcome?
    /// The step of the run that consulted the oracle; nil when the ledger does not tell its end.
    package var step: Step?
  }

  package struct Step: Sendable, Hashable {
    /// The title of its case.
    package var caseTitle: String
    /// Among the steps of that title, in the order in which they ended; from 0 on.
    package var position: Int
  }

  /// In the order in which they began.
  package private(set) var items: [Item] = []
  package private(set) var lineCount = 0
  /// Whether the recording came to its end.
  package private(set) var isComplete = false
  /// What is wrong with the files, though they could be read.
  package private(set) var notes: [String] = []
  private var ledger = Ledger()
  private var endedSteps: [String: Int] = [:]

  package init() {}

  /// Reads the ledger of a run, in all its parts.
  ///
  /// - Throws: `LedgerFile.Unreadable`, also when there is none.
  package init(folder: String) throws {
    for part in try Ledger.existingParts(in: folder) {
      if try LedgerFile(part).forEachLine({ line, _ in add(line) }) != .whole {
        notes.append("the end of \(part) is cut off")
      }
    }
    if !isComplete {
      notes.append("the recording was not brought to its end: the run was killed, or lines are missing")
    }
  }

  package mutating func add(_ line: LedgerLine) {
    ledger.add(line)
    lineCount += 1
    guard case .mark = line, let mark = ledger.marks.last else { return }
    switch mark.name {
    case Consultation.beginning:
      if let consultation = Consultation(mark) { items.append(Item(consultation: consultation)) }
    case Consultation.ending:
      let index = items.lastIndex {
        $0.outcome == nil && $0.consultation.namespace == mark.details["scope"]?.string
      }
      guard let index else { return }
      items[index].outcome = items[index].consultation.outcome(endedBy: mark, in: ledger)
    case "step ended": endStep(mark)
    case "end": isComplete = true
    default: break
    }
  }

  /// The step that ends next in a case whose consultation has ended is the one that asked for it.
  private mutating func endStep(_ mark: LedgerLine.Mark) {
    guard let title = mark.details["case"]?.string else { return }
    let position = endedSteps[title, default: 0]
    endedSteps[title] = position + 1
    let index = items.lastIndex {
      $0.step == nil && $0.outcome != nil
        && (title == $0.consultation.caseID || title.hasPrefix("\($0.consultation.caseID) #"))
    }
    if let index { items[index].step = Step(caseTitle: title, position: position) }
  }
}
