extension Candidate {
  /// The same, with another candidate that runs in its lab as a companion, and with what that one needs.
  ///
  /// - Returns: nil when plugfest cannot start the other one.
  package func joined(by other: Candidate) -> Candidate? {
    var copy = self
    let known = Set(companions.map(\.name))
    copy.companions += other.companions.filter { !known.contains($0.name) }
    switch other.installation {
    case .process(let process):
      copy.companions.append(
        Companion(name: other.name, process: process, manifests: other.manifests, place: other.place))
      return copy
    // It is there already.
    case .external: return copy
    case .manifests: return nil
    }
  }
}
