import ArgumentParser
import Documents
import Expressions

/// `plugfest eval`: an expression tried out before it goes into a suite.
struct EvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Evaluates an expression and prints what it gives.",
    discussion: """
      The language is CEL, as in suites; docs/expressions.md shows it by example. Text with ${…} in it is evaluated as a \
      string of a suite is.

      EXAMPLES
        plugfest eval '1 + 2'
        plugfest eval "cidr('10.0.0.0/16').containsIP('10.0.1.1')"
        plugfest eval --file claim.yaml "object.status.conditions.exists(c, c.type == 'Ready' && c.status == 'True')"
        kubectl get deployment web -o yaml | plugfest eval --file - object.status.?readyReplicas
        plugfest eval --var name=demo --var 'sizes=[24, 28]' 'claim-${name}-${sizes[0]}'
        plugfest eval --kubernetes --file claim.yaml 'self.spec.size > 8'     as a CRD's validation rule
        plugfest eval -- '-7 % 3'                                             begins with a minus
      """)

  @Argument(help: "The expression.")
  var expression: String

  @Option(
    name: .long, help: "YAML or JSON that is `object`, and `self`, in the expression; `-` reads standard input.",
    completion: .file())
  var file: String?

  @Option(
    name: .customLong("var"),
    help: ArgumentHelp("A variable, its value in YAML; may be given several times.", valueName: "name=value"))
  var variables: [String] = []

  @Option(name: .long, help: "How the value is printed: yaml or json.")
  var format: Format = .yaml

  @Flag(name: .long, help: "Only the language of CRD validation rules: no functions of our own, no ${…}.")
  var kubernetes = false

  enum Format: String, ExpressibleByArgument, CaseIterable, Sendable { case yaml, json }

  func run() throws {
    var bindings = Bindings()
    if let file {
      let document = try Self.document(file)
      bindings.set("object", document)
      bindings.set("self", document)
    }
    for variable in variables {
      let (name, value) = try Self.assignment(variable)
      bindings.set(name, value)
    }
    let value = try evaluate(bindings)
    switch format {
    case .yaml: Terminal.output.write(YAML.text(value))
    case .json: Terminal.output.write(JSON.text(value, pretty: true) + "\n")
    }
  }

  /// - Throws: `Diagnostic` with the place in the expression.
  private func evaluate(_ bindings: Bindings) throws -> Value {
    let environment = (kubernetes ? Environment.kubernetes : Environment.suite)
      .declaring(Dictionary(uniqueKeysWithValues: bindings.names.map { ($0, .dyn) }))
    let start = Place(file: "expression", line: 1, column: 1)
    do {
      if !kubernetes, expression.contains("${") {
        return try Template(.string(expression), in: environment).evaluate(bindings)
      }
      return try Program(expression, in: environment).evaluate(bindings).value.document
    } catch let error as ExpressionError {
      throw error.diagnostic(at: start)
    } catch let failure as Template.Failure {
      throw failure.error.diagnostic(at: start)
    }
  }

  /// - Throws: `Diagnostics`, also when the file does not hold exactly one document.
  private static func document(_ file: String) throws -> Value {
    let documents = try Node.load(file: file)
    guard let document = documents.first else { throw Diagnostic.error("\"\(file)\" is empty: there is no `object`") }
    if documents.count > 1 {
      throw Diagnostic.error(
        "\"\(file)\" has \(documents.count) documents, and `object` is one", at: documents[1].place,
        hint: "keep one, or make a list of them")
    }
    return document.value
  }

  /// `name=VALUE`
  private static func assignment(_ text: String) throws -> (name: String, value: Value) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*/) != nil else {
      throw ValidationError("--var wants NAME=VALUE with a name of letters, digits and _, not \"\(text)\"")
    }
    let documents = try YAML.parse(String(parts[1]), file: "--var \(parts[0])")
    return (String(parts[0]), documents.first?.value ?? .null)
  }
}
