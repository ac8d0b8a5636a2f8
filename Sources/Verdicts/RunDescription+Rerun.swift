extension RunDescription {
  /// How one case of a run is carried out again.
  package struct Rerun: Sendable, Hashable, Codable {
    /// A suite and its file, as it was typed.
    package struct Suite: Sendable, Hashable, Codable {
      package var name: String
      package var path: String

      package init(name: String, path: String) {
        self.name = name
        self.path = path
      }
    }

    /// As it was typed.
    package var program: String
    package var suites: [Suite]
    /// The options that concern every case.
    package var options: [String]
    /// What goes to the candidate's program.
    package var candidateArguments: [String]

    package init(program: String, suites: [Suite], options: [String], candidateArguments: [String]) {
      self.program = program
      self.suites = suites
      self.options = options
      self.candidateArguments = candidateArguments
    }

    /// As it is typed into a shell. Other suites are left out: their cases may have the same id.
    ///
    /// - Parameter seed: The run's; each further round has the next one.
    package func command(for identity: CaseIdentity, seed: Int?) -> String {
      var words = [program, "run"]
      for suite in suites where suite.name == identity.suite { words += ["--suite", suite.path] }
      words += options + ["--case", identity.id]
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
