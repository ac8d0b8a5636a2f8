import ArgumentParser
import Documents
import Plans
import Suites

/// `plugfest contract show`
struct ContractShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print a contract: intents, parameters, what must be observable, and examples.",
    discussion: """
      For whoever writes the file of a candidate: each intent is bound to a manifest that reads the parameters, with an
      expression for each observation. docs/contracts.md tells more.

      EXAMPLES
        plugfest contract show apn-config/v1
        plugfest contract show apn-config              when there is one version of it
        plugfest contract show suites/netbox/contract.yaml
        plugfest contract show --intent accessPoint apn-config/v1
        plugfest contract show --output json apn-config/v1
      """)

  @Argument(help: "The contract's name, as `contract list` tells it, or its file.")
  var name: String?

  @Option(name: .long, help: "The contract's file.", completion: .file(extensions: ["yaml", "yml", "json"]))
  var file: String?

  @Option(name: .long, help: "Only these intents; may be given several times.")
  var intent: [String] = []

  @Option(name: .shortAndLong, help: "How to print it: text, json or yaml.")
  var output = Output.text

  enum Output: String, CaseIterable, ExpressibleByArgument { case text, json, yaml }

  func validate() throws {
    guard (name == nil) != (file == nil) else {
      throw ValidationError("give the contract's name or its file: plugfest contract show apn-config/v1")
    }
  }

  func run() async throws {
    var contract = try Self.contract(name: name, file: file)
    for name in intent where contract.intent(name) == nil {
      throw Diagnostic.error(
        "the contract \(contract.title.quoted) has no intent \(name.quoted)",
        hint: Suggestion.hint(for: name, among: contract.intents.map(\.name)))
    }
    if !intent.isEmpty { contract.intents.removeAll { !intent.contains($0.name) } }
    switch output {
    case .text:
      let width = Terminal.output.isInteractive ? min(max(Terminal.output.size.width, 60), 140) : 100
      Terminal.output.write(ContractPage.text(contract, Terminal.output.style, width: width))
    case .json: Terminal.output.write(JSON.text(contract.document, pretty: true) + "\n")
    case .yaml: Terminal.output.write(YAML.text(contract.document))
    }
  }

  /// - Throws: `Diagnostics`, with a suggestion when there is none of the name.
  static func contract(name: String?, file: String?) throws(Diagnostics) -> Contract {
    let path: String
    if let file { path = file } else { path = try ContractCatalogue.nearby.path(of: name ?? "") }
    return try ContractLoader.load(path).contract
  }
}
