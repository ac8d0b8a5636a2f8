import Documents
package import Plans

/// The file of a candidate that binds nothing yet: all that its contract asks for stands in it, to be filled in.
package struct CandidateDraft {
  /// Stands wherever only the vendor knows what to write.
  package static let blank = "FILL-IN"
  private static let width = 118

  private let contract: Contract
  private var lines: [String] = []

  /// The text of the file, in YAML.
  package static func text(_ contract: Contract, name: String) -> String {
    var draft = CandidateDraft(contract: contract)
    draft.write(name)
    return draft.lines.joined(separator: "\n") + "\n"
  }

  private init(contract: Contract) { self.contract = contract }

  private mutating func write(_ name: String) {
    comment(
      """
      A candidate for the contract \(contract.title), drafted by `plugfest init candidate`. What is \(Self.blank), and every \
      observation without an expression, is yours to write; a parameter counts when its line is no comment any more. \
      `plugfest check` of this file tells what is still missing, `plugfest contract show \(contract.title)` what everything \
      means, and docs/candidates.md what else a candidate's file can say.
      """)
    lines += [
      "apiVersion: \(FileKind.apiVersion)", "kind: Candidate", "metadata: {name: \(name)}", "spec:",
      "  vendor: \(Self.blank)", "  version: \(Self.blank)", "  contract: \(contract.title)",
    ]
    writeInstallation()
    writeClaims()
    lines.append("  bindings:")
    for intent in contract.intents { write(intent) }
    lines += [
      "  # What is accepted as failing until a day:", "  # waivers:",
      "  # - {case: \(Self.blank), until: 2026-12-31, because: \(Self.blank)}",
    ]
  }

  // MARK: Around the bindings

  private mutating func writeInstallation() {
    lines += [
      "  # How the operator gets into the lab: exactly one of process, manifests and external.",
      "  install:",
      "    external: {}                  # it runs already",
      "    # manifests: {within: 5m}     # all manifests are applied, and waited for",
      "    # process:                    # a program that plugfest starts and stops",
      "    #   command: [\(Self.blank)]",
    ]
    if !contract.endpoints.isEmpty { lines.append("    #   env:") }
    for endpoint in contract.endpoints {
      comment("\(endpoint.name): \(endpoint.about)", indent: "    #     ")
      lines.append("    #     \(Self.blank): ${lab.endpoints.\(endpoint.name).url}")
    }
    lines += [
      "    #   ready: {log: \(Self.blank), within: 30s}",
      "  # Files and folders with its custom resource definitions, RBAC and workloads:",
      "  # manifests: manifests/",
    ]
  }

  private mutating func writeClaims() {
    let extended = contract.features.filter { $0.level == .extended }
    if !extended.isEmpty {
      comment("Features that the operator has; of what it does not claim, nothing is asked:", indent: "  ")
    }
    for feature in extended { comment("\(feature.name): \(feature.about ?? "")", indent: "  ", hanging: "  ") }
    lines.append("  claims: []")
  }

  // MARK: Bindings

  private mutating func write(_ intent: Contract.Intent) {
    let claim = contract.claim(for: intent)
    let start = lines.count
    if let about = intent.about { comment(about, indent: "    ") }
    lines += [
      "    \(intent.name):", "      manifest:", "        apiVersion: \(Self.blank)/v1", "        kind: \(Self.blank)",
    ]
    let hasName = intent.parameter("name")?.isRequired == true
    lines += ["        metadata: {name: \(hasName ? "\"${name}\"" : Self.blank)}", "        spec:"]
    for parameter in intent.parameters where !(hasName && parameter.name == "name") { write(parameter) }
    lines.append("      observe:")
    for observation in intent.observations {
      comment("\(observation.type.rawValue)\(observation.about.map { ": \($0)" } ?? "")", indent: "        ")
      lines.append("        \(observation.name):")
    }
    comment("What the operator's own messages call parameters, and parameters that it cannot take:", indent: "      ")
    let example = intent.parameters.last?.name ?? Self.blank
    lines += [
      "      # names: {\(example): [\(Self.blank)]}", "      # omits: {\(example): \(Self.blank)}",
    ]
    guard let claim else { return }
    for index in start..<lines.count { lines[index] = "    # " + lines[index].dropFirst(4) }
    lines.insert("    # Only when the operator has the feature \(claim), and claims it:", at: start)
  }

  private mutating func write(_ parameter: Contract.Parameter) {
    var words = [parameter.type.rawValue]
    if parameter.isRequired { words.append("required") }
    if parameter.isImmutable { words.append("immutable") }
    if let fallback = parameter.fallback { words.append("\(fallback.excerpt) unless given") }
    if !parameter.values.isEmpty { words.append("of \(parameter.values.map(\.excerpt).joined(separator: ", "))") }
    if let claim = contract.claim(for: parameter) { words.append("only with the feature \(claim)") }
    let about = [parameter.about, parameter.source.map { "(\($0))" }].compactMap(\.self).joined(separator: " ")
    comment("\(words.joined(separator: ", "))\(about.isEmpty ? "" : ". \(about)")", indent: "          ")
    let isSure = parameter.isRequired || parameter.fallback != nil
    lines.append("          # \(parameter.name): ${\(isSure ? "" : "with.?")\(parameter.name)}")
  }

  /// Lines of a comment, which end before the width is used up.
  private mutating func comment(_ text: String, indent: String = "", hanging: String = "") {
    var line = "\(indent)#"
    for word in text.split(whereSeparator: \.isWhitespace) {
      if line.count + word.count + 1 > Self.width, line.count > indent.count + 1 {
        lines.append(line)
        line = "\(indent)#\(hanging)"
      }
      line += " \(word)"
    }
    lines.append(line)
  }
}

extension Node {
  /// Fields that a drafted file leaves to be written, each as a warning.
  func blanks(_ name: String = "the file") -> [Diagnostic] {
    switch content {
    case .scalar(let value):
      guard value.string?.contains(CandidateDraft.blank) == true else { return [] }
      return [.warning("\(name.quoted) is not filled in", at: place, rule: .notFilledIn)]
    case .sequence(let items): return items.flatMap { $0.blanks(name) }
    case .mapping(let members): return members.flatMap { $0.value.blanks($0.name) }
    }
  }
}
