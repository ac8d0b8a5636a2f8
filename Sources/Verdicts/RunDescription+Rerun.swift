extension RunDescription {
  /// How one case of a run is carried out again.
  package struct Rerun: Sendable, Hashable, Codable {
    /// The program and the options that concern every case.
    package var arguments: [String]
    /// What goes to the candidate's program.
    package var candidateArguments: [String]

    package init(arguments: [String], candidateArguments: [String]) {
      self.arguments = arguments
      self.candidateArguments = candidateArguments
    }

    /// As it is typed into a shell.
    ///
    /// - Parameter seed: The run's; each further round has the next one.
    package func command(for identity: CaseIdentity, seed: Int?) -> String {
      var words = arguments + ["--include", identity.id]
      if let seed { words += ["--seed", "\(seed &+ ((identity.round ?? 1) - 1))"] }
      if !candidateArguments.isEmpty { words += ["--"] + candidateArguments }
      return words.map(Self.quoted).joined(separator: " ")
    }

    private static func quoted(_ word: String) -> String {
      let isPlain =
        !word.isEmpty
        && word.unicodeScalars.allSatisfy { scalar in
          ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
            || "-_./:=@%+,".unicodeScalars.contains(scalar)
        }
      return isPlain ? word : "'\(word.replacing("'", with: "'\\''"))'"
    }
  }
}
