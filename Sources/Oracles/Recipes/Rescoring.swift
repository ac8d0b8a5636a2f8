import Documents

/// Judges a recording again while it is read, each consultation of an oracle at its end, as the run did.
package struct Rescoring: Sendable {
  /// One consultation, judged again.
  package struct Item: Sendable {
    package var consultation: Consultation
    /// Nil when the ledger does not tell its end.
    package var outcome: Consultation.Outcome?
  }

  /// In the order in which they began.
  package private(set) var items: [Item] = []
  package private(set) var lineCount = 0
  /// Whether the recording came to its end.
  package private(set) var isComplete = false
  /// What is wrong with the files, though they could be read.
  package private(set) var notes: [String] = []
  /// What the lines tell of the criteria.
  package private(set) var witness = RunWitness()
  private var ledger = Ledger()

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
    witness.add(line, to: &ledger)
    lineCount += 1
    guard case .mark = line, let mark = ledger.marks.last else { return }
    switch mark.name {
    case Consultation.beginning:
      if let consultation = Consultation(mark) { items.append(Item(consultation: consultation)) }
    case Consultation.ending:
      guard let index = items.lastIndex(where: { $0.outcome == nil && $0.consultation.isEnded(by: mark) }) else {
        return
      }
      items[index].outcome = items[index].consultation.outcome(endedBy: mark, in: ledger)
    case "end": isComplete = true
    default: break
    }
  }
}
