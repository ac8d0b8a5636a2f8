import Documents
import Plans
import Verdicts

/// Reads the fields of a profile.
struct ProfileReader {
  let catalogue: CriteriaCatalogue
  let diagnostics: DiagnosticCollector

  func read(_ spec: inout MappingReader, name: String) -> Profile? {
    let title = spec.required("title", .name)
    let about = spec.required("about", .name)
    let threshold = spec.required(
      "threshold", .object("threshold") { $0.required("score", .integer(in: 0...100)) })
    let parts = spec.optional("profiles", .list(of: .object("part", part)), or: [])
    let entries = spec.optional("criteria", .list(of: .node), or: [])
    let cases = spec.optional("cases", .list(of: .object("selection of cases", cases)), or: [])
    let features = spec.optional("features", .list(of: .object("feature", feature)), or: [])
    let weights = spec.optional("weights", .object("weights", weights), or: Profile.Weights())
    let criteria = entries.flatMap(criteria)
    checkCombination(spec)
    guard let title, let about, let threshold, let parts, let criteria, let cases, let features, let weights else {
      return nil
    }
    return Profile(
      name: name, title: title, about: about, criteria: criteria, cases: cases, features: features, parts: parts,
      weights: weights, threshold: threshold, place: spec.place)
  }

  /// A combination counts nothing that none of its parts does.
  private func checkCombination(_ spec: MappingReader) {
    let own = ["criteria", "cases", "features", "weights"].filter { spec.node[$0] != nil }
    if spec.node["profiles"] == nil {
      let counted = ["criteria", "cases"].compactMap { spec.node[$0]?.items }.flatMap(\.self)
      if counted.isEmpty, spec.node.members != nil {
        diagnostics.error(
          "the profile counts nothing", at: spec.place, hint: "name criteria, cases, or profiles that it combines",
          rule: .missingField)
      }
    } else if let first = own.first {
      diagnostics.error(
        "a profile that combines others has no \(first.quoted) of its own", at: spec.place(of: first),
        hint: "put them into a profile of their own, and name that", rule: .conflictingFields)
    } else if spec.node["profiles"]?.items?.isEmpty == true {
      diagnostics.error("\"profiles\" must name at least one", at: spec.place(of: "profiles"), rule: .wrongValue)
    }
  }

  // MARK: Criteria

  /// Nil after an error; each criterion once, in the order of the catalogue.
  private func criteria(_ entries: [Node]) -> [Profile.DeclaredCriterion]? {
    var found: [String: Profile.DeclaredCriterion] = [:]
    var named: Set<String> = []
    var isRight = true
    for entry in entries {
      guard let chosen = entry.string == nil ? selection(entry) : criterion(entry).map(Chosen.init) else {
        isRight = false
        continue
      }
      for criterion in chosen.criteria {
        // Told by its id, a criterion counts as it is told there.
        if !chosen.isNamed, named.contains(criterion.id) { continue }
        if chosen.isNamed, !named.insert(criterion.id).inserted {
          diagnostics.error("\(criterion.id) is named twice", at: entry.place, rule: .duplicateName)
          isRight = false
        }
        found[criterion.id] = criterion
      }
    }
    return isRight ? catalogue.criteria.compactMap { found[$0.id] } : nil
  }

  private struct Chosen {
    var criteria: [Profile.DeclaredCriterion]
    /// By their ids.
    var isNamed: Bool

    init(_ criteria: [Profile.DeclaredCriterion], isNamed: Bool) {
      self.criteria = criteria
      self.isNamed = isNamed
    }

    init(_ criterion: Profile.DeclaredCriterion) { self.init([criterion], isNamed: true) }
  }

  /// `REC-02`
  private func criterion(_ node: Node) -> Profile.DeclaredCriterion? {
    guard let id = FieldType<String>.name.read(node, "criteria", diagnostics) else { return nil }
    if let criterion = catalogue.criteria.first(where: { $0.id == id }) { return criterion.declared() }
    diagnostics.error(
      "there is no criterion \(id.quoted)", at: node.place,
      hint: Suggestion.hint(for: id.uppercased(), among: catalogue.criteria.map(\.id))
        ?? "`plugfest criteria` lists them", rule: .unknownReference)
    return nil
  }

  private func selection(_ node: Node) -> Chosen? {
    MappingReader.read(node, as: "selection of criteria", diagnostics) { reader -> Chosen? in
      let ids = reader.optional("ids", .list(of: .node))
      let categories = reader.optional("category", .oneOrMore(.oneOf(catalogue.categories.map(\.name))))
      let severities = reader.optional("severity", .oneOrMore(.choice), or: [Severity]())
      let except = reader.optional("except", .list(of: .node), or: [])
      let severity: Severity? = reader.optional("as", .choice)
      let because = reader.optional("because", .name)
      let named = ids?.map(criterion)
      let left = except?.map(criterion)
      guard let severities, let left, !left.contains(where: { $0 == nil }),
        named?.contains(where: { $0 == nil }) != true
      else { return nil }
      if ids != nil, categories != nil || !severities.isEmpty || !left.isEmpty {
        diagnostics.error(
          "a selection names \"ids\", or \"category\" and \"severity\", but not both", at: reader.place,
          rule: .conflictingFields)
        return nil
      }
      if ["ids", "category", "severity"].allSatisfy({ reader.node[$0] == nil }) {
        diagnostics.error(
          "a selection needs \"ids\", \"category\" or \"severity\"", at: reader.place, rule: .missingField)
        return nil
      }
      let excepted = Set(left.compactMap { $0?.id })
      // What is wrong in them was told.
      if reader.node["category"] != nil, categories == nil { return nil }
      let chosen =
        named?.compactMap(\.self)
        ?? catalogue.categories.filter { categories?.contains($0.name) ?? true }.flatMap(\.criteria)
        .filter { (severities.isEmpty || severities.contains($0.severity)) && !excepted.contains($0.id) }
        .map { $0.declared() }
      if chosen.isEmpty {
        diagnostics.error("no criterion is selected", at: reader.place, rule: .wrongValue)
        return nil
      }
      return Chosen(chosen.map { $0.counted(as: severity, because: because) }, isNamed: ids != nil)
    }
  }

  // MARK: Everything else

  private func cases(_ reader: inout MappingReader) -> Profile.CaseSelection? {
    let contract = reader.optional("contract", .name)
    let categories = reader.optional("category", .oneOrMore(.name), or: [])
    let severities = reader.optional("severity", .oneOrMore(.choice), or: [Severity]())
    let because = reader.optional("because", .name)
    guard let categories, let severities else { return nil }
    return Profile.CaseSelection(
      contract: contract, categories: categories, severities: severities, because: because,
      place: reader.place(of: "contract"))
  }

  private func feature(_ reader: inout MappingReader) -> Profile.Feature? {
    let name = reader.required("name", .objectName)
    let about = reader.required("about", .name)
    let nodes = reader.required("criteria", .list(of: .node))
    let criteria = nodes?.map(criterion)
    guard let name, let about, let criteria, !criteria.contains(where: { $0 == nil }) else { return nil }
    return Profile.Feature(name: name, about: about, criteria: criteria.compactMap(\.self))
  }

  private func part(_ reader: inout MappingReader) -> Profile.Part? {
    let weight = reader.optional("weight", .integer(in: 1...100), or: 1)
    let because = reader.optional("because", .name)
    let source: Profile.Part.Source?
    switch reader.exactlyOne(of: ["profile", "contract"]) {
    case "profile": source = reader.required("profile", .objectName).map { .profile($0) }
    case "contract": source = reader.required("contract", .oneOf(["own"])).map { _ in .contractOfCandidate }
    default: source = nil
    }
    guard let source, let weight else { return nil }
    return Profile.Part(
      source, weight: weight, because: because,
      place: (reader.node["profile"] ?? reader.node["contract"] ?? reader.node).place)
  }

  private func weights(_ reader: inout MappingReader) -> Profile.Weights? {
    let usual = Profile.Weights()
    let essential = reader.optional("essential", .integer(in: 1...1000), or: usual.essential)
    let normal = reader.optional("normal", .integer(in: 0...1000), or: usual.normal)
    let bonus = reader.optional("bonus", .integer(in: 0...1000), or: usual.bonus)
    guard let essential, let normal, let bonus else { return nil }
    return Profile.Weights(essential: essential, normal: normal, bonus: bonus)
  }
}

extension Criterion {
  fileprivate func declared() -> Profile.DeclaredCriterion {
    .init(id: id, statement: statement, severity: severity, mayBeWaived: mayBeWaived)
  }
}

extension Profile.DeclaredCriterion {
  fileprivate func counted(as severity: Severity?, because: String?) -> Self {
    .init(
      id: id, statement: statement, severity: severity ?? self.severity, mayBeWaived: mayBeWaived, because: because)
  }
}

extension FieldType {
  /// One item, or a list of some.
  fileprivate static func oneOrMore<Item>(_ item: FieldType<Item>) -> FieldType where Output == [Item] {
    FieldType("\(item.expected), or a list of such") { node, name, diagnostics in
      node.items == nil
        ? item.read(node, name, diagnostics).map { [$0] }
        : FieldType<[Item]>.list(of: item).read(node, name, diagnostics)
    }
  }
}

extension FieldType where Output == String {
  fileprivate static func oneOf(_ names: [String]) -> FieldType {
    FieldType(
      "one of \(names.map(\.quoted).joined(separator: ", "))",
      hint: { node in node.string.flatMap { Suggestion.hint(for: $0, among: names) } },
      convert: { node in node.string.flatMap { names.contains($0) ? $0 : nil } })
  }
}
