import Documents
import Expressions

/// The names that the expressions of one place can use.
///
/// | name | where | holds |
/// |---|---|---|
/// | `lab` | everywhere but in `observe` | `name`, `endpoints.<name>` with `url`, `token`, `protocol` and files, `values` |
/// | `run` | everywhere but in `observe` | `id`, and in cases and bindings `namespace`, the case's own, and `seed` |
/// | variables | in their case, each after those before it | what they were given |
/// | handles | in their case, after the step that makes them | `Scope.object`, `response` or `result` |
/// | `example`, or what `examples` calls it | in a case for examples | `name`, `with`, `naming`, `because` |
/// | `response` | `that` of an `http` or `restconf` step | `status`, `headers`, `body` |
/// | `result` | `that` of a `run` step | `exitCode`, `stdout`, `stderr` |
/// | `result` | `that` of a `promql` step | `type`, `value`, `values`, `series`, `items`, `count`, `warnings` |
/// | `metric` | `that` of a `metrics` step | `value`, `values`, `count` |
/// | `journal` | `that` of a `journal` step | `requests`, `count`, `reads`, `writes` |
/// | `with` and its members | the manifest of a binding | the parameters of the intent |
/// | `object` | `observe` | the live object |
struct Scope: Sendable {
  private(set) var environment: Environment
  /// What the case itself gives names to.
  private(set) var variables: Set<String> = []
  /// Names that the steps so far made, and for what they stand.
  private(set) var handles: [String: Made] = [:]
  /// Names that a later step makes, with the place where it does.
  private var later: [String: Place] = [:]

  private init(_ environment: Environment) { self.environment = environment }

  /// The command and environment of a candidate's process.
  static let candidateProcess = Scope(
    .suite.declaring(["lab": lab, "run": run(["id": .string], name: "run of a candidate")]))

  static let suite = Scope(
    .suite.declaring(["lab": lab, "run": run(["id": .string, "namespace": .string, "seed": .int])]))

  /// A binding's manifest: which parameters there are, each use of the intent says.
  static let binding: Scope = {
    var environment = suite.environment.declaring("with", .map(.string, .dyn))
    environment.allowsUndeclared = true
    return Scope(environment)
  }()

  static let observation = Scope(.suite.declaring("object"))

  /// Names that a case cannot give to anything of its own.
  static let reserved: Set<String> = ["lab", "run", "object", "response", "result", "metric", "journal", "with"]

  /// Names that are no parameters in a binding's manifest.
  static let givenToBindings: Set<String> = ["lab", "run", "with"]

  private static let lab = CELType.structure(
    StructureType(
      name: "lab",
      fields: [
        "name": .string, "values": .dyn,
        "endpoints": .map(.string, .structure(StructureType(name: "endpoint", fields: endpointFields))),
      ]))

  /// Files and folders are there only where they apply.
  private static let endpointFields: [String: CELType] = [
    "url": .string, "token": .string, "user": .string, "protocol": .string, "tokenFile": .string, "caFile": .string,
    "keyFile": .string, "knownHostsFile": .string, "folder": .string,
  ]

  /// - Parameter name: types with other fields have other names.
  private static func run(_ fields: [String: CELType], name: String = "run") -> CELType {
    .structure(StructureType(name: name, fields: fields))
  }

  /// What every object that a step made shows; after `establish` also what its binding observes.
  static let objectFields: [String: CELType] = ["name": .string, "namespace": .dyn, "exists": .bool, "object": .dyn]

  static let object = CELType.structure(StructureType(name: "object", fields: objectFields))

  /// What a case sees of the example that it is for.
  static let example = CELType.structure(
    StructureType(
      name: "example", fields: ["name": .string, "with": .dyn, "naming": .list(.string), "because": .string]))

  static let response = CELType.structure(
    StructureType(
      name: "response", fields: ["status": .int, "headers": .map(.string, .string), "body": .dyn]))

  /// Numbers of any type, so that whole ones can be compared with them.
  static let metric = CELType.structure(
    StructureType(name: "metric", fields: ["value": .dyn, "values": .dyn, "count": .int]))

  static let journal = CELType.structure(
    StructureType(
      name: "journal",
      fields: ["requests": .dyn, "count": .int, "reads": .int, "writes": .int, "position": .int]))
  /// Numbers of any type, as in `metric`.
  static let queryResult = CELType.structure(
    StructureType(
      name: "query result",
      fields: [
        "type": .string, "value": .dyn, "values": .dyn, "series": .list(.dyn), "items": .list(.dyn), "count": .int,
        "warnings": .list(.string),
      ]))

  /// What a `netconf` step with `as` makes: the message, and the texts that each path came to.
  static let netconfReply = CELType.structure(
    StructureType(name: "reply", fields: ["reply": .string, "values": .map(.string, .list(.string))]))

  static let result = CELType.structure(
    StructureType(name: "result", fields: ["exitCode": .int, "stdout": .string, "stderr": .string]))
}

extension Scope {
  /// The same with one more name.
  func declaring(_ name: String, _ type: CELType = .dyn) -> Scope {
    var copy = self
    copy.environment = environment.declaring(name, type)
    return copy
  }

  /// The same with a name that a later step makes, so that a use before that can say so.
  func expecting(_ name: String, _ type: CELType, at place: Place) -> Scope {
    var copy = declaring(name, environment.variables[name].map { $0 == type ? type : .dyn } ?? type)
    if copy.later[name] == nil, environment.variables[name] == nil { copy.later[name] = place }
    return copy
  }

  /// The same with a variable of the case.
  func declaring(variable name: String, _ type: CELType = .dyn) -> Scope {
    var copy = declaring(name, type)
    copy.variables.insert(name)
    return copy
  }

  /// What a name stands for that a step makes.
  enum Made {
    /// An object of the cluster.
    case object
    /// What a system or a program answered.
    case answer
    /// What a loop made, turn by turn.
    case list
  }

  /// The step that makes the handle is done.
  mutating func make(_ handle: String, _ made: Made) {
    later[handle] = nil
    handles[handle] = made
  }

  /// The same with a parameter of a template, which may be given anything.
  func declaring(parameter name: String) -> Scope {
    var copy = declaring(name)
    copy.handles[name] = .object
    return copy
  }

  /// Where the name is made, when that is further down.
  func isMadeLater(_ name: String) -> Place? { later[name] }
}
