import Documents
import Expressions
import Plans
import XML

extension StepReader {
  func readNETCONF(_ reader: inout MappingReader) -> Step.Operation.NETCONFRequest? {
    let endpoint = reader.required("endpoint", .name)
    let namespaces = reader.optional("namespaces", .map(of: .name), or: []).map { list in
      Dictionary(list.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }
    let action = readAction(&reader, namespaces ?? [:])
    let checks = reader.optional(
      "xpath", .list(of: .object("check") { readCheck(&$0, namespaces ?? [:]) }), or: [])
    let handle = readHandle(&reader)
    let within = reader.optional("within", .duration)
    checkTime(within, "within", reader)
    guard let endpoint, let namespaces, let action, let checks else { return nil }
    let request = Step.Operation.NETCONFRequest(
      endpoint: endpoint, action: action, namespaces: namespaces, checks: checks, handle: handle, within: within,
      timeout: suite.timeouts.http)
    check(request, reader)
    return request
  }

  private func check(_ request: Step.Operation.NETCONFRequest, _ reader: MappingReader) {
    if request.isEdit {
      for name in ["xpath", "within"] where reader.node[name] != nil {
        reader.error("an edit is answered with nothing that could be checked", at: name, hint: "read afterwards")
      }
    } else if !request.expectsSomething, request.handle == nil {
      diagnostics.error(
        "\(reader.what) expects nothing", at: reader.place, hint: "give it \"xpath\" or \"as\"")
    }
  }

  // MARK: What is asked

  private func readAction(
    _ reader: inout MappingReader, _ namespaces: [String: String]
  ) -> Step.Operation.NETCONFRequest.Action? {
    switch reader.exactlyOne(of: ["get", "get-config", "edit-config"]) {
    case "get":
      reader.required(
        "get",
        .object("get") { reader in
          .get(readFilter(&reader, namespaces))
        })
    case "get-config":
      reader.required(
        "get-config",
        .object("get-config") { reader in
          let source = reader.optional("source", .word(of: ["running", "candidate", "startup"]), or: "running")
          let filter = readFilter(&reader, namespaces)
          return source.map { .getConfig(source: $0, filter) }
        })
    case "edit-config":
      reader.required("edit-config", .object("edit-config", readEdit)).map { .edit($0) }
    default: nil
    }
  }

  private func readFilter(
    _ reader: inout MappingReader, _ namespaces: [String: String]
  ) -> Step.Operation.NETCONFRequest.Filter? {
    reader.optional(
      "filter",
      .object("filter") { reader in
        switch reader.exactlyOne(of: ["subtree", "xpath"]) {
        case "subtree":
          let subtree = reader.required("subtree", expressions.text)
          checkElements(reader.node["subtree"], allowsNothing: true)
          return subtree.map { .subtree($0) }
        case "xpath":
          let path = reader.required("xpath", expressions.text)
          if let node = reader.node["xpath"] { checkFilter(node, namespaces, reader) }
          return path.map { .xpath($0) }
        default: return nil
        }
      })
  }

  private func readEdit(_ reader: inout MappingReader) -> Step.Operation.NETCONFRequest.Edit? {
    let config = reader.required("config", expressions.text)
    checkElements(reader.node["config"], allowsNothing: false)
    let target = reader.optional("target", .word(of: ["running", "candidate", "startup"]))
    let operation = reader.optional("defaultOperation", .word(of: ["merge", "replace", "none"]))
    let commits = reader.optional("commit", .bool, or: true)
    guard let config, let commits else { return nil }
    return Step.Operation.NETCONFRequest.Edit(
      config: config, target: target, defaultOperation: operation, commits: commits)
  }

  // MARK: Checks of the reply

  private func readCheck(
    _ reader: inout MappingReader, _ namespaces: [String: String]
  ) -> Step.Operation.NETCONFRequest.Check? {
    let path = reader.required("path", expressions.text)
    if let node = reader.node["path"] { checkPath(node, namespaces) }
    let equals = reader.optional("equals", expressions.template)
    let exists = reader.optional("exists", .bool)
    let count = reader.optional("count", .countRange)
    let matches = reader.optional("matches", .regularExpression)
    guard let path else { return nil }
    return Step.Operation.NETCONFRequest.Check(
      path: path, source: reader.node["path"]?.string ?? "", equals: equals, exists: exists, count: count,
      matches: matches, place: reader.place)
  }

  /// What holds expressions is known only when it is carried out.
  private func checkPath(_ node: Node, _ namespaces: [String: String]) {
    guard let text = node.string, !text.contains("${") else { return }
    do throws(XMLProblem) { _ = try XPath(text, namespaces: namespaces) } catch {
      diagnostics.error(
        "no XPath expression: \(error)", at: node.place,
        hint: error.description.contains("prefix") ? "name its namespace under \"namespaces\"" : nil)
    }
  }

  /// The server evaluates a filter, and may know other functions than XPath's own, or fall over those that it does not know.
  private func checkFilter(_ node: Node, _ namespaces: [String: String], _ reader: MappingReader) {
    guard let text = node.string else { return }
    if let unknown = XPath.unknownFunctions(in: text.withoutExpressions).first {
      reader.warning(
        "XPath 1.0 has no function \(unknown)(), and a server that does not know it may refuse the filter or break down",
        at: "xpath", hint: "filter with less, and check the rest with \"xpath\" over the reply")
    } else {
      checkPath(node, namespaces)
    }
  }

  private func checkElements(_ node: Node?, allowsNothing: Bool) {
    guard let node, let text = node.string, !text.contains("${") else { return }
    if allowsNothing, text.isEmpty { return }
    do throws(XMLProblem) { _ = try ParsedXML("<x>\(text)</x>").root } catch {
      diagnostics.error("no XML: \(error)", at: node.place)
    }
  }
}

extension String {
  /// Without what stands in `${…}`, as far as braces tell.
  fileprivate var withoutExpressions: String {
    var result = ""
    var depth = 0
    var previous: Character?
    for character in self {
      if depth == 0, character == "{", previous == "$" {
        depth = 1
        result.removeLast()
        result.append("0")
      } else if depth > 0 {
        if character == "{" { depth += 1 }
        if character == "}" { depth -= 1 }
      } else {
        result.append(character)
      }
      previous = character
    }
    return result
  }
}

extension FieldType where Output == String {
  /// One of these words.
  fileprivate static func word(of words: [String]) -> FieldType {
    FieldType("one of \(words.map(\.quoted).joined(separator: ", "))") { node in
      node.string.flatMap { words.contains($0) ? $0 : nil }
    }
  }
}
