package import Documents
package import Plans
package import SupplyChain

extension EvidenceJudge {
  /// Judges what a candidate brings; nil when its file names no evidence.
  ///
  /// - Parameter today: as `CalendarDay` writes it.
  /// - Throws: mistakes in the index. What is wrong with a file that it names is for the criteria.
  package init?(_ candidate: Candidate, policy: EvidencePolicy, today: String) throws(Diagnostics) {
    guard let path = candidate.supplyChain else { return nil }
    let (index, folder, _) = try EvidenceIndexLoader.load(path)
    self.init(Evidence(index, folder: folder), policy: policy, today: today)
  }
}
