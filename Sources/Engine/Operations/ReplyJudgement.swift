import Documents
import Expressions
import NETCONF
import Plans
import Verdicts
import XML

/// What the checks of a step find in a NETCONF reply.
struct ReplyJudgement {
  /// What is not as it must be.
  private(set) var wrong: [String] = []
  /// The texts that each path comes to, by the path as it is written.
  private(set) var values = Object()
  private var found: [String] = []

  /// - Throws: `Failure` when a check itself is wrong.
  init(_ reply: Reply, _ operation: Step.Operation.NETCONFRequest, _ scope: CaseScope) throws {
    let document: ParsedXML
    do { document = try ParsedXML(reply.text) } catch {
      throw Failure(.unexpectedResponse, "\(operation.endpoint) answers no XML: \(error)")
    }
    for check in operation.checks {
      let path = try scope.text(check.path)
      let result: XPath.Result
      do throws(XMLProblem) {
        result = try XPath(path, namespaces: operation.namespaces).evaluate(document)
      } catch {
        throw Failure(.suiteDefect, "\(error)", at: check.place)
      }
      values[check.source] = .array(result.texts.map(Value.string))
      found.append("\(path) is \(result.summary)")
      try judge(check, path, result, scope)
    }
  }

  var summary: String { found.isEmpty ? "answered" : found.joined(separator: "; ") }

  private mutating func judge(
    _ check: Step.Operation.NETCONFRequest.Check, _ path: String, _ result: XPath.Result, _ scope: CaseScope
  ) throws {
    if let template = check.equals {
      let expected = try scope.evaluate(template)
      if !result.equals(expected) { wrong.append("\(path) is \(result.summary), expected \(JSON.text(expected))") }
    }
    if let exists = check.exists, result.exists != exists {
      wrong.append(exists ? "there is no \(path)" : "there is \(path): \(result.summary)")
    }
    if let count = check.count, !count.contains(result.texts.count) {
      wrong.append("expected \(count) of \(path), found \(result.texts.count)")
    }
    if let pattern = check.matches {
      let expression: RegularExpression
      do { expression = try RegularExpression(pattern) } catch {
        throw Failure(.suiteDefect, "no regular expression: \(error)", at: check.place)
      }
      if result.texts.isEmpty || !result.texts.allSatisfy({ expression.matches($0) }) {
        wrong.append("\(path) is \(result.summary), which does not match \(pattern)")
      }
    }
  }
}

extension XPath.Result {
  /// Whether there are nodes, or it is true.
  fileprivate var exists: Bool {
    switch self {
    case .nodes(let texts): !texts.isEmpty
    case .bool(let bool): bool
    case .number, .text: true
    }
  }

  /// A list stands for the texts of all nodes, anything else for the only one; numbers are compared as numbers.
  fileprivate func equals(_ expected: Value) -> Bool {
    if let items = expected.array {
      let texts = texts
      return items.count == texts.count && zip(items, texts).allSatisfy { Self.means($1, $0) }
    }
    return texts.count == 1 && Self.means(texts[0], expected)
  }

  private static func means(_ text: String, _ value: Value) -> Bool {
    switch value {
    case .string(let string): text == string
    case .bool(let bool): text == "\(bool)"
    case .integer(let integer): Int64(text) == integer || Double(text) == Double(integer)
    case .double(let double): Double(text) == double
    default: text == JSON.text(value)
    }
  }

  fileprivate var summary: String {
    switch self {
    case .nodes(let texts) where texts.isEmpty: "not there"
    case .nodes(let texts):
      texts.prefix(10).map { "\"\($0.count > 200 ? $0.prefix(199) + "…" : $0)\"" }.joined(separator: ", ")
        + (texts.count > 10 ? ", … (\(texts.count))" : "")
    case .number, .bool: texts[0]
    case .text(let text): "\"\(text)\""
    }
  }
}
