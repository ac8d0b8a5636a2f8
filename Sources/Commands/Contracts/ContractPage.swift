import Documents
import Plans
import Reports

/// A contract as text for whoever binds it.
struct ContractPage {
  private let contract: Contract
  private let style: TextStyle
  private let width: Int
  private var lines: [String] = []

  static func text(_ contract: Contract, _ style: TextStyle, width: Int) -> String {
    var page = ContractPage(contract: contract, style: style, width: width)
    page.write()
    return page.lines.joined(separator: "\n") + "\n"
  }

  private init(contract: Contract, style: TextStyle, width: Int) {
    self.contract = contract
    self.style = style
    self.width = width
  }

  private mutating func write() {
    lines.append(style(contract.title, .strong))
    if let about = contract.about { add(about, indent: 2) }
    table("Systems outside", contract.endpoints.map { ($0.name, "", $0.about) })
    table("Features", contract.features.map { ($0.name, $0.level.rawValue, $0.about ?? "") })
    for intent in contract.intents { write(intent) }
    lines += [
      "", style("Next", .strong), "  plugfest init candidate --contract \(contract.title) --output candidate.yaml",
      "  plugfest check candidate.yaml",
    ]
  }

  private mutating func write(_ intent: Contract.Intent) {
    let claim = contract.claim(for: intent).map { ", only for candidates that claim \($0)" } ?? ""
    lines += ["", "\(style("Intent \(intent.name)", .strong))\(style(claim, .quiet))"]
    if let about = intent.about { add(about, indent: 2) }
    if !intent.parameters.isEmpty { lines += ["", "  Parameters"] }
    for parameter in intent.parameters { write(parameter) }
    table("Must be observable", intent.observations.map { ($0.name, $0.type.rawValue, $0.about ?? "") }, indent: 2)
    if !intent.facts.isEmpty { lines += ["", "  Must hold in the systems outside"] }
    for fact in intent.facts {
      let template = fact.template.map { " [\($0)]" } ?? ""
      add("\(fact.name)\(fact.about.map { ": \($0)" } ?? "")\(template)", indent: 4, hanging: 2)
    }
    examples("Has to be taken", intent, intent.validExamples)
    examples("Has to be refused, or to fail", intent, intent.invalidExamples)
  }

  private mutating func write(_ parameter: Contract.Parameter) {
    var words = [parameter.type.rawValue]
    if parameter.isRequired { words.append("required") }
    if parameter.isImmutable { words.append("immutable") }
    if let fallback = parameter.fallback { words.append("\(fallback.excerpt) unless given") }
    if !parameter.values.isEmpty { words.append("of \(parameter.values.map(\.excerpt).joined(separator: ", "))") }
    if let claim = contract.claim(for: parameter) { words.append("only with \(claim)") }
    let text = PlainText.oneLine(words.joined(separator: ", "), limit: 500)
    lines.append("    \(style(parameter.name, .strong))  \(text)")
    let about = [parameter.about, parameter.source.map { "[\($0)]" }].compactMap(\.self).joined(separator: " ")
    if !about.isEmpty { add(about, indent: 8, .quiet) }
  }

  private mutating func examples(_ title: String, _ intent: Contract.Intent, _ examples: [Contract.Example]) {
    guard !examples.isEmpty else { return }
    lines += ["", "  \(title) (\(examples.count))"]
    for example in examples {
      let claims = contract.claims(for: example, of: intent).filter { $0 != intent.feature }
      var words = [String]()
      if !example.naming.isEmpty { words.append("names \(example.naming.joined(separator: " or "))") }
      if let because = example.because { words.append(because) }
      if !claims.isEmpty { words.append("only with \(claims.joined(separator: ", "))") }
      let note = words.isEmpty ? "" : "; \(words.joined(separator: "; "))"
      lines.append("    \(PlainText.sanitized(example.name))\(style(PlainText.sanitized(note), .quiet))")
      add(Value.object(example.parameters).description, indent: 8, .quiet)
    }
  }

  // MARK: Lines

  /// Rows whose first two columns are as wide as they need to be.
  private mutating func table(_ title: String, _ rows: [(String, String, String)], indent: Int = 0) {
    guard !rows.isEmpty else { return }
    let space = String(repeating: " ", count: indent)
    lines += ["", "\(space)\(title)"]
    let first = rows.map(\.0.count).max() ?? 0
    let second = rows.map(\.1.count).max() ?? 0
    for row in rows {
      let name = style(row.0, .strong) + String(repeating: " ", count: first - row.0.count + 2)
      let kind = second == 0 ? "" : row.1 + String(repeating: " ", count: second - row.1.count + 2)
      let left = indent + 2 + first + 2 + (second == 0 ? 0 : second + 2)
      let text = wrapped(row.2, indent: left, hanging: 0)
      lines.append("\(space)  \(name)\(kind)\(text.first?.dropFirst(left) ?? "")")
      lines += text.dropFirst()
    }
  }

  private mutating func add(_ text: String, indent: Int, hanging: Int = 0, _ tone: TextStyle.Tone? = nil) {
    for line in wrapped(text, indent: indent, hanging: hanging) {
      lines.append(tone.map { style(line, $0) } ?? line)
    }
  }

  private func wrapped(_ text: String, indent: Int, hanging: Int) -> [String] {
    var result: [String] = []
    var line = String(repeating: " ", count: indent)
    var isEmpty = true
    for word in PlainText.sanitized(text).split(whereSeparator: \.isWhitespace) {
      if !isEmpty, line.count + word.count + 1 > width {
        result.append(line)
        line = String(repeating: " ", count: indent + hanging)
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    return isEmpty ? result : result + [line]
  }
}
