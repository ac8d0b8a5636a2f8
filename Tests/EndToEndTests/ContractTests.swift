import Documents
import Foundation
import Testing
import Verdicts

/// Contracts as a vendor meets them: shown, drafted, checked, and carried out.
@Suite(.timeLimit(.minutes(5))) struct ContractTests {
  static let contract = """
    apiVersion: plugfest.dev/v1alpha1
    kind: Contract
    metadata: {name: widgets}
    spec:
      version: v1
      about: what makes widgets
      features: [{name: paint, level: extended}]
      intents:
        widget:
          parameters:
            name: {type: string, required: true}
            amount: {type: integer, required: true, about: how many, source: ISO 9}
            colour: {type: string, default: red}
            note: {type: string}
            paint: {type: string, feature: paint}
          observe: {ready: {type: boolean}, failed: {type: boolean}, message: {type: string}}
          examples:
            valid:
            - {name: one, with: {name: a, amount: 1}}
            - {name: a hundred, with: {name: a, amount: 100}}
            - {name: painted, with: {name: a, amount: 1, paint: gold}}
            invalid:
            - {name: none at all, with: {name: a, amount: 0}, naming: [amount]}
            - {name: unlucky number, with: {name: a, amount: 13}, naming: [amount], because: everybody knows}

    """

  static let definition = """
    apiVersion: apiextensions.k8s.io/v1
    kind: CustomResourceDefinition
    metadata: {name: widgets.example.com}
    spec:
      group: example.com
      scope: Namespaced
      names: {plural: widgets, singular: widget, kind: Widget, listKind: WidgetList}
      versions:
      - name: v1
        served: true
        storage: true
        schema:
          openAPIV3Schema:
            type: object
            properties:
              spec:
                type: object
                x-kubernetes-validations: [{rule: "self.size != 99", message: 99 is not for sale}]
                properties: {size: {type: integer, minimum: 1, maximum: 99}, colour: {type: string}, note: {type: string}}

    """

  /// Says of itself what an operator would say.
  static let binding = """
    {manifest: {apiVersion: example.com/v1, kind: Widget, metadata: {name: "${name}"}, \
    spec: {size: "${amount}", colour: "${colour}", note: "${with.?note}"}}, names: {amount: [size]}, \
    observe: {ready: "object.?spec.?size.orValue(0) in [1, 14]", failed: "object.?spec.?size.orValue(0) in [13, 15]", \
    message: "object.?spec.?size.orValue(0) == 13 ? 'size 13 is unlucky' : 'no'"}}
    """

  static let installation =
    "install: {external: {}}, contract: widgets/v1, bindings: {widget: \(binding)}, manifests: crd.yaml"

  private static func invalid(_ amount: Int, _ naming: String = "[amount]", _ within: String = "300ms") -> String {
    "{establish: {intent: widget, as: w, with: {name: a, amount: \(amount)}, invalid: {naming: \(naming), within: \(within)}}}"
  }

  static let rows: [OperationRow] = [
    OperationRow(
      name: "refused, in the candidate's words", steps: "[\(invalid(0)), {eventually: {that: ['${!w.exists}']}}]"),
    OperationRow(name: "refused with a text", steps: "[\(invalid(0, "[greater than or equal]"))]"),
    OperationRow(
      name: "refused for something else", steps: "[\(invalid(0, "[colour, note]"))]", verdict: .fail,
      message:
        "Widget a was refused, but the message does not name \"colour\" or \"note\": Widget.example.com \"a\" is invalid"
    ),
    OperationRow(name: "failed by itself", steps: "[\(invalid(13)), {eventually: {that: ['${w.exists}']}}]"),
    OperationRow(
      name: "failed for something else", steps: "[\(invalid(15))]", verdict: .fail,
      message: "Widget a failed, as it must, but within 300ms its message did not name \"amount\" or \"size\": \"no\""),
    OperationRow(
      name: "ready all the same", steps: "[\(invalid(14))]", verdict: .fail,
      message: "Widget a is invalid, but was accepted and became ready"),
    OperationRow(
      name: "nothing said", steps: "[\(invalid(20))]", verdict: .fail,
      message: "Widget a is invalid, but was accepted, and nothing was said of it within 300ms"),
    OperationRow(
      name: "defaults where nothing is given",
      steps: "[{establish: {intent: widget, as: w, with: {name: a, amount: 2}}}, "
        + "{eventually: {object: {apiVersion: example.com/v1, kind: Widget, metadata: {name: a}, "
        + "spec: {size: 2, colour: red, note: {$absent: true}}}}}]"),
    OperationRow(
      name: "what is given wins",
      steps: "[{establish: {intent: widget, as: w, with: {name: a, amount: 2, colour: blue}}}, "
        + "{eventually: {that: [\"${w.object.spec.colour == 'blue'}\"]}}]"),
    OperationRow(
      name: "all parameters at once",
      steps: "[{establish: {intent: widget, as: w, with: \"${{'name': 'a', 'amount': 3, 'note': 'x'}}\"}}, "
        + "{eventually: {that: [\"${w.object.spec.note == 'x' && w.object.spec.colour == 'red'}\"]}}]"),
  ]

  @Test("what is invalid has to be refused or to fail, and defaults are given")
  func operations() async throws {
    try await OperationRow.check(
      Self.rows, "contract: widgets/v1", files: ["contract.yaml": Self.contract, "crd.yaml": Self.definition],
      candidate: Self.installation)
  }

  @Test("a case for examples is carried out, listed, selected and reported once for each")
  func examples() async throws {
    let suite = """
      contract: widgets/v1
      timeouts: {case: 20s, eventually: 500ms}
      cases:
      - name: widgets are made
        id: W-1
        examples: {intent: widget, of: valid}
        steps: [{establish: {intent: widget, as: w, with: "${example.with}"}}, {eventually: {that: ["${w.ready}"]}}]
      - name: what cannot be is told
        id: W-2
        needs: [W-1/one]
        examples: {intent: widget, of: invalid, as: wrong}
        steps: [{establish: {intent: widget, with: "${wrong.with}", invalid: {naming: "${wrong.naming}", within: 5s}}}]
      - {name: afterwards, id: W-3, needs: [W-1], steps: [{run: {script: "true", stdout: []}}]}
      """
    let folder = try TemporaryFolder()
    let run = try await WrittenSuite.run(
      suite, files: ["contract.yaml": Self.contract, "crd.yaml": Self.definition], candidate: Self.installation,
      reports: folder.path)
    let verdicts = Dictionary(
      run.scorecard.cases.map { ($0.summary.identity.id, $0.verdict) }, uniquingKeysWith: { first, _ in first })
    #expect(
      verdicts == [
        "W-1/one": .pass, "W-1/a-hundred": .fail, "W-1/painted": .skipped, "W-2/none-at-all": .pass,
        "W-2/unlucky-number": .pass, "W-3": .skipped,
      ], "\(run.errors)")
    #expect(run["W-1/painted"]?.skipReason.map { "\($0)" } == "UNCLAIMED: paint")
    let junit = try String(contentsOfFile: "\(folder.path)/\(run.scorecard.run.id)/junit.xml", encoding: .utf8)
    #expect(junit.contains("W-1/a-hundred") && junit.contains("widgets are made: a hundred"))
    #expect(run.scorecard.cases.contains { !$0.evidence.isEmpty })
  }

  @Test("a contract is shown, a candidate is drafted, and the checker tells what the definition refuses")
  func vendor() async throws {
    let folder = try TemporaryFolder()
    let contract = try folder.file("contract.yaml", Self.contract)
    let shown = try await Program.plugfest(["contract", "show", contract])
    #expect(shown.code == 0 && shown.output.contains("    amount  integer, required\n        how many [ISO 9]\n"))
    #expect(shown.output.contains("    unlucky number; names amount; everybody knows\n"))
    let json = try JSON.parse(
      try await Program.plugfest(["contract", "show", "--file", contract, "--output", "json"]).output)
    #expect(json["intents"]?["widget"]?["parameters"]?["colour"]?["default"] == "red")
    let unknown = try await Program.plugfest(["contract", "show", "apn-confg/v1"])
    #expect(unknown.code == 64 && unknown.errors.contains("did you mean \"apn-config/v1\"?"))
    #expect(try await Program.plugfest(["contract", "list"]).output.contains("apn-config/v1"))

    let draft = "\(folder.path)/candidate.yaml"
    let arguments = ["init", "candidate", "--contract", contract, "--name", "acme", "--output", draft]
    #expect(try await Program.plugfest(arguments).code == 0)
    let again = try await Program.plugfest(arguments)
    #expect(again.code == 64 && again.errors.contains("is there already"))
    #expect(try await Program.plugfest(arguments + ["--force"]).code == 0)
    let checked = try await Program.plugfest(["check", draft])
    #expect(checked.code == 64 && checked.output.contains("\"vendor\" is not filled in"))
    #expect(checked.output.contains("the binding of \"widget\" does not observe \"ready\""))

    _ = try folder.file("crd.yaml", Self.definition)
    let candidate = try folder.file(
      "bound.yaml",
      "apiVersion: plugfest.dev/v1alpha1\nkind: Candidate\nmetadata: {name: acme}\nspec: "
        + "{vendor: Acme, version: 1.0.0, claims: [paint], \(Self.installation)}\n")
    let bound = try await Program.plugfest(["check", candidate])
    #expect(
      bound.code == 64
        && bound.output.contains(
          "refuses the valid example \"a hundred\" of widget: spec.size: Invalid value: 100: spec.size in body should be less than or equal to 99"
        ), "\(bound.output)")
    #expect(bound.output.contains("paint of widget has no effect"))
    #expect(bound.output.hasSuffix("1 error, 1 warning in 1 file\n"))
  }
}
