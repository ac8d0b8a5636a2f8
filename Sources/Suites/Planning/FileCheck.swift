package import Documents
package import Plans

/// Finds the mistakes in files of any kind, without a run.
package struct FileCheck {
  /// All that was found, by file and place; each with its rule and the line that it is about.
  package private(set) var findings: [Diagnostic] = []
  /// Every file that was read for itself.
  package private(set) var files: [String] = []

  /// Those that are right by themselves.
  package private(set) var candidates: [Candidate] = []
  private var labs: [Lab] = []
  private var suites: [TestSuite] = []
  private var contracts: ContractLookup
  private var quarantine: [QuarantinedCase] = []
  private var profiles: [Profile] = []
  private let criteria: CriteriaCatalogue?
  private let profileCatalogue: ProfileCatalogue?

  /// - Parameters:
  ///   - paths: files, and folders whose files of plugfest are meant. When one candidate, one lab and suites are among
  ///     them, what does not fit together is found too.
  ///   - catalogue: contracts for candidates, besides those among the files and around them. Without one, contracts that
  ///     cannot be found are not told.
  ///   - criteria: what profiles and waivers name; without them, waivers are not checked.
  ///   - profiles: what combinations of profiles may name, besides those among the files.
  package init(
    _ paths: [String], contracts catalogue: ContractCatalogue? = nil, criteria: CriteriaCatalogue? = nil,
    profiles: ProfileCatalogue? = nil
  ) {
    contracts = ContractLookup(catalogue)
    self.criteria = criteria
    profileCatalogue = profiles
    var seen: Set<String> = []
    for path in paths {
      do {
        for file in try CheckedFiles.find(path) where seen.insert(file).inserted {
          files.append(file)
          load(file)
        }
      } catch {
        findings += error.all
      }
    }
    checkTogether()
    checkProfiles()
    for candidate in candidates {
      checkBindings(of: candidate)
      if let criteria { findings += WaiverCheck.find(candidate, criteria) }
    }
    finish()
  }

  private mutating func load(_ path: String) {
    do {
      let file = try PlugfestFile.parse(path)
      switch try FileKind.read(file.node, expecting: FileKind.allCases) {
      case .candidate:
        let read = try CandidateLoader.load(file)
        candidates.append(read.candidate)
        findings += read.warnings
      case .lab:
        let read = try LabLoader.load(file)
        labs.append(read.lab)
        findings += read.warnings
      case .quarantine:
        let read = try QuarantineLoader.load(file)
        quarantine += read.cases
        findings += read.warnings
      case .contract:
        let read = try ContractLoader.load(file)
        contracts.add(read.contract)
        findings += read.warnings
      case .supplyChain: findings += try EvidenceIndexLoader.check(file)
      case .evidencePolicy: findings += try EvidencePolicyLoader.load(file).warnings
      case .criteria: findings += try CriteriaLoader.load(file).warnings
      case .profile: try loadProfile(file)
      case .stepTemplates: findings += try StepTemplatesReader.check(file)
      case .suite:
        let read = try SuiteLoader.load(file)
        suites.append(read.suite)
        if let contract = read.suite.definition { contracts.add(contract) }
        findings += read.warnings + SuiteSmells.find(in: read.suite)
      }
    } catch {
      findings += error.all
    }
  }

  private mutating func loadProfile(_ file: PlugfestFile) throws(Diagnostics) {
    guard let criteria else {
      throw Diagnostics([
        .error("the catalogue of criteria is not there, so the profile cannot be checked", at: file.node.place)
      ])
    }
    let read = try ProfileLoader.load(file, criteria)
    profiles.append(read.profile)
    findings += read.warnings
  }

  private mutating func checkProfiles() {
    let names = Set(profiles.map(\.name))
    let others = profileCatalogue?.profiles.filter { !names.contains($0.name) } ?? []
    findings += ProfileCatalogue.check(profiles, among: profiles + others)
    for selection in profiles.flatMap(\.cases) {
      guard let title = selection.contract, !contracts.has(title) else { continue }
      findings.append(
        .error(
          "there is no contract \(title.quoted)", at: selection.place, hint: contracts.hint(for: title),
          rule: .unknownReference))
    }
  }

  /// What does not fit together; nothing while a file is wrong by itself.
  private mutating func checkTogether() {
    if !suites.isEmpty, !quarantine.isEmpty, !Diagnostics(findings).hasErrors {
      findings += QuarantineLoader.check(quarantine, suites.flatMap(\.cases), today: CalendarDay.today)
    }
    guard candidates.count == 1, labs.count == 1, !suites.isEmpty, !Diagnostics(findings).hasErrors else { return }
    findings += PlanChecker.check(Plan(candidate: candidates[0], lab: labs[0], suites: suites))
  }

  /// The contract that a candidate serves, when it can be found and is right.
  package func contract(of candidate: Candidate) -> Contract? {
    var contracts = contracts
    return candidate.contract.flatMap { try? contracts.find($0, for: candidate) }
  }

  /// Adds what somebody else found in the files.
  package mutating func add(_ others: [Diagnostic]) {
    findings += others
    finish()
  }

  private mutating func checkBindings(of candidate: Candidate) {
    guard let title = candidate.contract else { return checkClaims(of: candidate) }
    do {
      guard let contract = try contracts.find(title, for: candidate) else {
        if let hint = contracts.hint(for: title) {
          findings.append(
            Diagnostic(
              .note, "the contract \(title.quoted) is not here, so the bindings are not compared with it",
              at: candidate.contractPlace, hint: hint, rule: .unknownReference))
        }
        return
      }
      let features = (profileCatalogue?.features ?? []) + profiles.flatMap(\.features)
      findings += BindingAgreement.check(candidate, contract, features: Set(features.map(\.name)))
    } catch {
      // A contract among the files tells its mistakes itself.
      findings += error.all
    }
  }

  /// Without a contract, only what any operator can claim means something.
  private mutating func checkClaims(of candidate: Candidate) {
    guard let profileCatalogue else { return }
    let features = (profileCatalogue.features + profiles.flatMap(\.features)).map(\.name)
    for (claim, place) in zip(candidate.claims, candidate.claimPlaces) where !features.contains(claim) {
      findings.append(
        .error(
          "no profile has the feature \(claim.quoted)", at: place,
          hint: Suggestion.hint(for: claim, among: features) ?? "there are \(features.joined(separator: ", "))",
          rule: .unknownReference))
    }
  }

  /// A file of templates is found in each suite that names it, too.
  private mutating func finish() {
    var seen: Set<Diagnostic> = []
    var lines = SourceLines()
    findings = findings.compactMap { finding in
      var finding = finding
      finding.rule = finding.rule ?? .invalid
      guard seen.insert(finding).inserted else { return nil }
      finding.excerpt = finding.excerpt ?? finding.place.flatMap { lines.excerpt(at: $0) }
      return finding
    }
  }
}
