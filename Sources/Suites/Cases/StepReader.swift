import Documents
import Plans

/// Reads one step.
struct StepReader {
  let suite: SuiteReader
  let expressions: ExpressionReader
  let timeout: Duration?
  var diagnostics: DiagnosticCollector { suite.diagnostics }

  /// - Parameters:
  ///   - scope: what the steps before made; the handle that this step makes is in it afterwards.
  ///   - timeout: the case's.
  static func read(_ node: Node, _ suite: SuiteReader, _ scope: inout Scope, timeout: Duration?) -> Step? {
    let reader = StepReader(
      suite: suite, expressions: ExpressionReader(scope, places: suite.places), timeout: timeout)
    let step = reader.read(node)
    for handle in CaseHandles.handles(of: node) {
      scope.make(handle.name, handle.kind?.made ?? .object)
    }
    return step
  }

  private func read(_ node: Node) -> Step? {
    MappingReader.read(node, as: "step", diagnostics) { reader -> Step? in
      let outer = reader.optional("description", .name)
      let requirements = RequirementReader(expressions: expressions, contract: suite.contract).read(&reader)
      let kind = reader.exactlyOne(of: OperationKind.names).flatMap(OperationKind.init(rawValue:))
      let actor = readActor(&reader, kind)
      let allowances = AllowanceReader.read(&reader)
      guard let kind, let body = reader.required(kind.rawValue, .node) else { return nil }
      var inner: String?
      let operation = MappingReader.read(body, as: kind.rawValue, diagnostics) { reader -> Step.Operation? in
        inner = reader.optional("description", .name)
        if outer != nil, inner != nil {
          reader.error("the step has a description already", at: "description", hint: "keep one of the two")
        }
        return read(kind, &reader)
      }
      guard var operation, let requirements else { return nil }
      if actor != nil { operation.narrowRefusal() }
      let description = inner ?? outer
      let name = description ?? StepName(kind, body).text(operation)
      return Step(
        name: name, isDescribed: description != nil, requirements: requirements, operation: operation, actor: actor,
        allowances: allowances, uses: expressions.uses.all, place: node.place)
    }
  }

  private func read(_ kind: OperationKind, _ reader: inout MappingReader) -> Step.Operation? {
    switch kind {
    case .apply: readWrite(&reader).map(Step.Operation.apply)
    case .create: readWrite(&reader, naming: .nameOrGenerateName).map(Step.Operation.create)
    case .establish: readEstablish(&reader).map(Step.Operation.establish)
    case .update: readWrite(&reader).map(Step.Operation.update)
    case .patch: readPatch(&reader).map(Step.Operation.patch)
    case .delete: readDelete(&reader).map(Step.Operation.delete)
    case .eventually: readEventually(&reader).map(Step.Operation.eventually)
    case .consistently: readConsistently(&reader).map(Step.Operation.consistently)
    case .never: readNever(&reader).map(Step.Operation.never)
    case .sequence: readSequence(&reader).map(Step.Operation.sequence)
    case .absent: readAbsent(&reader).map(Step.Operation.absent)
    case .ready: readReady(&reader).map(Step.Operation.ready)
    case .events: readEvents(&reader).map(Step.Operation.events)
    case .http: readRequest(&reader).map(Step.Operation.http)
    case .restconf: readRESTCONF(&reader).map(Step.Operation.http)
    case .run: readCommand(&reader).map(Step.Operation.run)
    case .candidate: readOperator(&reader).map(Step.Operation.candidate)
    case .logs: readLogs(&reader).map(Step.Operation.logs)
    case .metrics: readMetrics(&reader).map(Step.Operation.metrics)
    case .southbound: readInterference(&reader).map(Step.Operation.southbound)
    case .journal: readJournal(&reader).map(Step.Operation.journal)
    case .oracle: readOracle(&reader).map(Step.Operation.oracle)
    case .figure: readFigure(&reader).map(Step.Operation.figure)
    case .promQL: readPromQL(&reader).map(Step.Operation.promQL)
    case .netconf: readNETCONF(&reader).map(Step.Operation.netconf)
    case .sleep: readSleep(&reader).map(Step.Operation.sleep)
    case .forEach: readForEach(&reader).map(Step.Operation.loop)
    case .repeat: readRepeat(&reader).map(Step.Operation.loop)
    case .parallel: readParallel(&reader).map(Step.Operation.parallel)
    case .use: readUse(&reader).map(Step.Operation.template)
    }
  }

  /// The name under which later steps see what this one made.
  func readHandle(_ reader: inout MappingReader) -> String? {
    guard let handle = reader.optional("as", .variableName) else { return nil }
    let owner =
      Scope.reserved.contains(handle)
      ? "a name that plugfest gives" : expressions.scope.variables.contains(handle) ? "a variable of the case" : nil
    if let owner {
      diagnostics.error(
        "\(handle.quoted) is \(owner)", at: reader.node["as"]?.place, hint: "choose another name",
        rule: .duplicateName)
    }
    return handle
  }

  /// Warns of a time that the case's own limit cuts off.
  func checkTime(_ time: Duration?, _ name: String, _ reader: MappingReader) {
    guard let time, let timeout, time > timeout else { return }
    reader.warning(
      "\(GoDuration.text(time)) is longer than the case may take (\(GoDuration.text(timeout)))", at: name,
      hint: "give the case a \"timeout\" that leaves time for it")
  }
}
