import CLibXML2

/// An expression of XPath 1.0.
package struct XPath: Sendable, Hashable {
  package let source: String
  /// Which namespace each prefix in it stands for.
  package let namespaces: [String: String]

  /// What an expression comes to.
  package enum Result: Sendable, Hashable {
    /// The texts of the nodes, in the order of the document.
    case nodes([String])
    case number(Double)
    case text(String)
    case bool(Bool)
  }

  /// Steps of an evaluation; more are refused.
  private static let stepLimit: UInt = 50_000_000

  /// Checks the syntax, and that each prefix has its namespace.
  ///
  /// - Throws: `XMLProblem`
  package init(_ source: String, namespaces: [String: String]) throws(XMLProblem) {
    self.source = source
    self.namespaces = namespaces
    if let unknown = Self.unknownFunctions(in: source).first {
      throw XMLProblem("\(source): XPath 1.0 has no function \(unknown)()")
    }
    let document = try ParsedXML("<x/>")
    // Evaluated, it shows what parsing alone does not: prefixes and functions that are unknown.
    _ = try evaluate(document)
  }

  /// - Throws: `XMLProblem`, for example when it takes too long.
  package func evaluate(_ document: borrowing ParsedXML) throws(XMLProblem) -> Result {
    guard let context = xmlXPathNewContext(document.document) else { throw XMLProblem("libxml2 has no memory") }
    defer { xmlXPathFreeContext(context) }
    // Nothing is printed; what is wrong stands in the context.
    context.pointee.error = { _, _ in }
    context.pointee.opLimit = Self.stepLimit
    for (prefix, namespace) in namespaces { xmlXPathRegisterNs(context, prefix, namespace) }
    guard let compiled = xmlXPathCtxtCompile(context, source) else { throw problem(context) }
    defer { xmlXPathFreeCompExpr(compiled) }
    guard let object = xmlXPathCompiledEval(compiled, context) else { throw problem(context) }
    defer { xmlXPathFreeObject(object) }
    switch object.pointee.type {
    case XPATH_NODESET: return .nodes(Self.texts(object.pointee.nodesetval))
    case XPATH_NUMBER: return .number(object.pointee.floatval)
    case XPATH_BOOLEAN: return .bool(object.pointee.boolval != 0)
    case XPATH_STRING: return .text(XMLElement.string(object.pointee.stringval))
    default: throw XMLProblem("\(source) comes to nothing that can be compared")
    }
  }

  private func problem(_ context: xmlXPathContextPtr) -> XMLProblem {
    let error = context.pointee.lastError
    let (text, isSyntax) = Self.meaning(Int(error.code) - Self.firstCode)
    // Where parsing stopped, in bytes.
    return XMLProblem("\(source): \(text)\(isSyntax ? " at character \(error.int1 + 1)" : "")")
  }

  /// XML_XPATH_EXPRESSION_OK
  private static let firstCode = 1200

  /// libxml2 keeps the code, and prints the rest, which nobody would see.
  private static func meaning(_ code: Int) -> (text: String, isSyntax: Bool) {
    switch code {
    case 1: ("a number is expected", true)
    case 2, 3: ("a literal has no end", true)
    case 4, 5, 24: ("there are no variables", false)
    case 6: ("a predicate is wrong", true)
    case 8: ("a parenthesis is not closed", true)
    case 9: ("an unknown function", false)
    case 10, 11: ("values that do not fit together", false)
    case 12: ("a function with the wrong number of arguments", false)
    case 19: ("a prefix without a namespace", false)
    case 23, 26: ("it is nested too deeply", false)
    case 25: ("it takes too long", false)
    default: ("no expression of XPath", true)
    }
  }

  private static func texts(_ set: xmlNodeSetPtr?) -> [String] {
    guard let set, let nodes = set.pointee.nodeTab else { return [] }
    xmlXPathNodeSetSort(set)
    return (0..<Int(set.pointee.nodeNr)).map { XMLElement.owned(xmlXPathCastNodeToString(nodes[$0])) }
  }
}

extension XPath.Result {
  /// As a list of texts, numbers as XPath writes them.
  package var texts: [String] {
    switch self {
    case .nodes(let texts): texts
    case .number(let number): [Self.text(number)]
    case .text(let text): [text]
    case .bool(let bool): [bool ? "true" : "false"]
    }
  }

  private static func text(_ number: Double) -> String { XMLElement.owned(xmlXPathCastNumberToString(number)) }
}
