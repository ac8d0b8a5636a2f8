import Documents
import Expressions
import Plans
import Verdicts

/// Reads one criterion of the catalogue.
struct CriterionReader {
  let category: String
  private let places: ScalarPlaces

  init(category: String, file: PlugfestFile) {
    self.category = category
    places = ScalarPlaces(file)
  }

  func read(_ node: Node, _ diagnostics: DiagnosticCollector) -> Criterion? {
    MappingReader.read(node, as: "criterion", diagnostics) { reader -> Criterion? in
      let id = reader.required("id", id)
      let statement = reader.required("statement", .name)
      let severity: Severity? = reader.required("severity", .choice)
      let subject: Criterion.Subject? = reader.required("about", .choice)
      let when = reader.optional("when", .node)
      let check = reader.optional("check", .node)
      let runCheck: CriterionCheckName? = reader.optional("inRun", .choice)
      let needs = reader.optional("needs", .list(of: .choice), or: [RunFigure]())
      let remedy = reader.required("remedy", .name)
      let impact = reader.required("impact", .name)
      let sources = reader.required("sources", .list(of: .name))
      let answers = reader.optional("answers", .list(of: .name), or: [])
      let since = reader.required("since", .name)
      let mayBeWaived = reader.required("waiver", .bool)
      guard let subject else { return nil }
      let compiler = RuleCompiler(environment: subject.environment, places: places, diagnostics: diagnostics)
      let applicability = when.map { compiler.condition($0, "when") }
      let judged = check.map { self.check($0, subject, compiler, diagnostics) }
      guard let id, let statement, let severity, let remedy, let impact, let sources, let answers, let since,
        let mayBeWaived, let needs
      else { return nil }
      // What is wrong in either was told.
      if case .some(nil) = applicability { return nil }
      if case .some(nil) = judged { return nil }
      return Criterion(
        id: id, statement: statement, severity: severity, subject: subject,
        applicability: applicability ?? nil, check: (judged ?? nil) ?? .none, runCheck: runCheck, needs: needs,
        remedy: remedy,
        impact: impact,
        sources: sources, answers: answers, since: since, mayBeWaived: mayBeWaived, place: reader.place)
    }
  }

  /// `REC-02` in the category `rec`.
  private var id: FieldType<String> {
    let prefix = category.uppercased() + "-"
    return FieldType("\(prefix) and a number of two digits or more") { node in
      node.string.flatMap { text in
        let digits = text.dropFirst(prefix.count)
        return text.hasPrefix(prefix) && digits.count >= 2 && digits.allSatisfy { ("0"..."9").contains($0) }
          ? text : nil
      }
    }
  }

  private func check(
    _ node: Node, _ subject: Criterion.Subject, _ compiler: RuleCompiler, _ diagnostics: DiagnosticCollector
  ) -> Criterion.Check? {
    MappingReader.read(node, as: "check", diagnostics) { reader -> Criterion.Check? in
      let rules = reader.optional("cel", .node).map { compiler.rules($0).map(Criterion.Check.rules) }
      let named: CriterionCheckName? = reader.optional("named", .choice)
      let oracles: [RecipeName]? = reader.optional("oracles", .list(of: .choice))
      let cases: [String]? = reader.optional("cases", .list(of: .name))
      let aspects: [String]? = reader.optional("aspects", .list(of: .name))
      let evidence: EvidenceCheckName? = reader.optional("evidence", .choice)
      // What is wrong in the conditions was told.
      if case .some(nil) = rules { return nil }
      let checks = [
        rules ?? nil, named.map(Criterion.Check.named), oracles.map(Criterion.Check.oracles),
        cases.map(Criterion.Check.cases), aspects.map(Criterion.Check.aspects), evidence.map(Criterion.Check.evidence),
      ].compactMap(\.self)
      if checks.isEmpty, node.members?.isEmpty ?? true {
        reader.error(
          "check needs at least one of \"cel\", \"named\", \"oracles\", \"cases\", \"aspects\" and \"evidence\"",
          at: "check")
      }
      return checks.count > 1 ? .several(checks) : checks.first
    }
  }
}

extension Criterion.Subject {
  /// The names that expressions about the subject may use.
  var environment: Environment {
    var names = ["objects"]
    switch self {
    case .customResourceDefinition, .role, .binding, .service, .object: names.append("object")
    case .version: names += ["object", "version", "schema"]
    case .workload: names += ["object", "pod"]
    case .container: names += ["object", "pod", "container"]
    case .image: names += ["object", "image"]
    case .rule: names += ["object", "rule", "clusterWide", "foreignGroups"]
    case .webhook: names += ["object", "webhook", "foreignGroups"]
    case .release: names.append("release")
    case .change: names += ["old", "new"]
    case .manifests: break
    case .run: names = ["candidate", "figures"]
    case .evidence: names = ["candidate"]
    }
    return Environment.suite.declaring(Dictionary(uniqueKeysWithValues: names.map { ($0, CELType.dyn) }))
  }
}
