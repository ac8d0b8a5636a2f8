import Documents
import Kubernetes

// Judgements as findings, whose evidence anybody can count again.
extension LedgerJudge {
  /// In the order of the judgements.
  package func findings() -> [Finding] { judgements().map(finding) }

  package func finding(_ judgement: Judgement) -> Finding {
    var evidence = groups(judgement.evidence).flatMap { entries($0, in: judgement.time) }
    evidence += judgement.absences.flatMap(entries)
    evidence += judgement.marks.map { mark in
      let time = mark.time...mark.time
      return Finding.Evidence(
        time: time, mark: mark.name, count: ledger.marks.count { $0.name == mark.name && time.contains($0.time) })
    }
    if evidence.isEmpty, let subject = judgement.subject {
      evidence = entries(Judgement.Absence(key: subject, time: judgement.time, isOfCandidate: true))
    }
    return Finding(kind: judgement.oracle, verdict: judgement.verdict, about: judgement.sentence, evidence: evidence)
  }

  /// How many lines of the ledger an entry is about, by the rule that the recordings' reviewers used.
  func count(_ entry: Finding.Evidence) -> Int {
    guard let key = entry.object else { return 0 }
    // An entry names no group.
    return namesakes[key.withoutGroup, default: []].lazy.flatMap { plainHistory($0, in: entry.time) }
      .count { revision in
        if let event = entry.event, revision.change != event { return false }
        if !entry.paths.isEmpty {
          guard revision.change == .modified, entry.paths.contains(where: revision.changes(in:)) else { return false }
        }
        if let writer = entry.writer, revision.change != .deleted { return revision.isWritten(by: writer) }
        return true
      }
  }

  private func plainHistory(_ key: ObjectKey, in time: ClosedRange<Double>) -> [Revision] {
    guard let history = plainHistories[key] else { return [] }
    return history[history.indices(in: time)].filter { !$0.isInitial }
  }

  private func counted(_ entry: Finding.Evidence) -> Finding.Evidence {
    var entry = entry
    entry.count = count(entry)
    return entry
  }

  // MARK: What is there

  /// Revisions that one entry can stand for.
  private struct Group {
    var key: ObjectKey
    var change: LedgerLine.Change
    var writer: String?
    var revisions: [Revision]
  }

  private func groups(_ revisions: [Revision]) -> [Group] {
    var groups: [Group] = []
    for revision in revisions where !revision.isInitial {
      let names = revision.writers.map(\.manager)
      let writer = names.first { cast.role(of: $0) == .candidate } ?? names.first
      let index = groups.firstIndex {
        $0.key == revision.key && $0.change == revision.change && $0.writer == writer
      }
      if let index {
        groups[index].revisions.append(revision)
      } else {
        groups.append(Group(key: revision.key, change: revision.change, writer: writer, revisions: [revision]))
      }
    }
    return groups
  }

  /// The widest time that counts no other line: the whole time of the judgement, or that of the lines alone, or of each.
  private func entries(_ group: Group, in time: ClosedRange<Double>) -> [Finding.Evidence] {
    guard let first = group.revisions.first, let last = group.revisions.last else { return [] }
    let paths = group.change == .modified ? Self.paths(group.revisions) : []
    let hull = min(first.time, last.time)...max(first.time, last.time)
    let entry = Finding.Evidence(
      time: time, object: group.key, event: group.change, paths: paths, writer: group.writer)
    let whole = counted(entry)
    if whole.count == group.revisions.count, time.contains(first.time), time.contains(last.time) { return [whole] }
    var narrow = entry
    narrow.time = hull
    narrow = counted(narrow)
    if narrow.count == group.revisions.count || group.revisions.count > 10 { return [narrow] }
    return group.revisions.map { revision in
      var single = entry
      single.time = revision.time...revision.time
      single.paths = group.change == .modified ? Self.paths([revision]) : []
      return counted(single)
    }
  }

  /// What changed, cut to what can be read.
  private static func paths(_ revisions: [Revision]) -> [String] {
    let all = Set(revisions.flatMap { $0.changes.map(\.path) })
    let told = all.filter { $0.plainText != "metadata.generation" }
    let paths = told.isEmpty ? all : told
    for length in [Int.max, 3, 2] {
      let texts = Set(paths.map { FieldPath(Array($0.elements.prefix(length))).plainText })
      if texts.count <= 4 { return texts.sorted() }
    }
    return Set(paths.map { FieldPath(Array($0.elements.prefix(1))).plainText }).sorted()
  }

  // MARK: What is not there

  private func entries(_ absence: Judgement.Absence) -> [Finding.Evidence] {
    let entry = counted(
      Finding.Evidence(time: absence.time, object: absence.key, event: absence.change, paths: absence.paths))
    if entry.count == 0 || !absence.isOfCandidate || cast.candidate.isEmpty { return [entry] }
    let ofCandidate = cast.candidate.sorted().map { writer in
      var own = entry
      own.writer = writer
      return counted(own)
    }
    if ofCandidate.allSatisfy({ $0.count == 0 }) || !absence.paths.isEmpty { return ofCandidate }
    // What goes on all the time is left out, if it is in the status alone.
    return ofCandidate.map { own in
      guard own.count > 0 else { return own }
      var content = own
      content.paths = ["data", "metadata", "spec"]
      content = counted(content)
      return content.count == 0 ? content : own
    }
  }
}

extension ObjectKey {
  /// The same name in any group.
  var withoutGroup: ObjectKey { ObjectKey(group: "", kind: kind, namespace: namespace, name: name) }
}
