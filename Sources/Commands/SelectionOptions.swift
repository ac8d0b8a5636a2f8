import ArgumentParser
import Documents
import Kubernetes
import Plans
import Suites
import Verdicts

/// Options that say which cases are wanted.
struct SelectionOptions: ParsableArguments {
  @Option(
    name: [.long, .customLong("case")],
    help: "Only cases with this id, or with this text in their name, and what they need; may be given several times.")
  var include: [String] = []

  @Option(name: .long, help: "No cases with this id, or with this text in their name; may be given several times.")
  var exclude: [String] = []

  @Option(
    name: .long,
    help: """
      Only cases with these labels, as in kubectl -l; every case has id, suite, group, category and severity. May be \
      given several times.
      """)
  var select: [String] = []

  @Flag(name: .long, help: "Selecting no case is no error.")
  var allowEmpty = false

  /// Every case is wanted.
  var isEmpty: Bool { include.isEmpty && exclude.isEmpty && select.isEmpty }

  /// - Throws: `Diagnostics`.
  func apply(to plan: Plan) throws -> Plan {
    let selection = Selection(labels: try select.map(Self.selector), included: include, excluded: exclude)
    try checkNames(plan)
    let selected = plan.selecting(selection)
    guard selected.cases.isEmpty, !allowEmpty else { return selected }
    let texts = (include + exclude + select).map(\.quoted).joined(separator: ", ")
    throw Diagnostics([
      .error("no case is selected by \(texts)", hint: "`--list` shows the cases; `--allow-empty` allows none")
    ])
  }

  /// A name that is misspelt among others would be lost in silence.
  private func checkNames(_ plan: Plan) throws {
    let cases = plan.cases
    let unknown =
      allowEmpty
      ? []
      : include.filter { text in !cases.contains(where: Selection(included: [text]).contains) }
    guard !unknown.isEmpty else { return }
    let ids = cases.map(\.summary.identity.id)
    throw Diagnostics(
      unknown.map {
        .error(
          "no case is selected by \($0.quoted)",
          hint: Suggestion.hint(for: $0, among: ids) ?? "`--list` shows all cases")
      })
  }

  private static func selector(_ text: String) throws -> LabelSelector {
    do { return try LabelSelector(parsing: text) } catch {
      throw Diagnostics([
        .error("--select \(text.quoted): \(error)", hint: "write it like severity=essential,area!=slow")
      ])
    }
  }
}
