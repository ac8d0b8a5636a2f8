import Documents
import Expressions
import Kubernetes
import Plans
import Southbound
import Synchronization

/// The names that the expressions of one case can use, and what stands behind them. What surrounds the case, a suite or
/// a group, has a scope of its own; so has each turn of a loop.
final class CaseScope: Sendable {
  /// What a name stands for.
  indirect enum Name: Sendable {
    case value(Value)
    case object(Handle)
    /// What the turns of a loop made.
    case list([Name])

    var handles: [Handle] {
      switch self {
      case .value: []
      case .object(let handle): [handle]
      case .list(let names): names.flatMap(\.handles)
      }
    }
  }

  private struct State {
    var names: [String: Name] = [:]
    /// In the order in which they were made.
    var made: [ObjectReference] = []
    /// Nil before the first.
    var lastWrite: Mark?
    /// What puts right whatever else was changed.
    var repairs: [@Sendable () async throws -> Void] = []
  }

  /// A moment to which later steps look back.
  struct Mark: Sendable {
    /// What was known before: `LiveObjects.position`.
    var position: Int
    /// When it was done.
    var time: ContinuousClock.Instant
    /// When it was begun: what answers to it may come before it is done.
    var began: ContinuousClock.Instant
  }

  let namespace: String
  private let live: LiveObjects
  private let outer: CaseScope?
  /// Whether what is made here is removed with what the outer scope made.
  private let isInner: Bool
  private let state: Mutex<State>
  /// When the case began, or what surrounds it.
  let beginning: Mark

  /// - Parameters:
  ///   - values: What every case sees: `lab` and `run`.
  ///   - outer: The scope of what surrounds the case.
  init(namespace: String, values: [String: Value], live: LiveObjects, outer: CaseScope? = nil) {
    self.namespace = namespace
    self.live = live
    self.outer = outer
    isInner = false
    let now = ContinuousClock.now
    beginning = Mark(position: live.position, time: now, began: now)
    state = Mutex(State(names: values.mapValues(Name.value)))
  }

  private init(within outer: CaseScope) {
    namespace = outer.namespace
    live = outer.live
    self.outer = outer
    isInner = true
    beginning = outer.beginning
    state = Mutex(State())
  }

  /// A scope for steps whose names nobody else sees, such as one turn of a loop.
  func inner() -> CaseScope { CaseScope(within: self) }

  func set(_ name: String, _ value: Value) { set(name, .value(value)) }

  func set(_ name: String, _ handle: Handle) { set(name, .object(handle)) }

  func set(_ name: String, _ meaning: Name) { state.withLock { $0.names[name] = meaning } }

  func name(_ name: String) -> Name? { state.withLock { $0.names[name] } ?? outer?.name(name) }

  func handle(_ name: String) -> Handle? {
    if case .object(let handle)? = self.name(name) { handle } else { nil }
  }

  /// Of the objects that the case's own steps made, without those of loops.
  var handles: [Handle] {
    state.withLock { $0.names.sorted { $0.key < $1.key }.flatMap(\.value.handles) }
  }

  /// Notes an object that has to be removed at the end of the case.
  func noteMade(_ reference: ObjectReference) {
    if isInner, let outer { return outer.noteMade(reference) }
    state.withLock { if !$0.made.contains(reference) { $0.made.append(reference) } }
  }

  /// Notes what has to be done at the end of the case, even when it is done already.
  func note(repair: @escaping @Sendable () async throws -> Void) {
    if isInner, let outer { return outer.note(repair: repair) }
    state.withLock { $0.repairs.append(repair) }
  }

  /// Newest first; nobody else gets them.
  func takeRepairs() -> [@Sendable () async throws -> Void] {
    if isInner, let outer { return outer.takeRepairs() }
    return state.withLock { state in
      defer { state.repairs = [] }
      return state.repairs.reversed()
    }
  }

  /// Notes that a step changes something now.
  func noteWrite() {
    if isInner, let outer { return outer.noteWrite() }
    let now = ContinuousClock.now
    let mark = Mark(position: live.position, time: now, began: now)
    state.withLock { $0.lastWrite = mark }
  }

  /// Notes that the change is done.
  func noteAnswer() {
    if isInner, let outer { return outer.noteAnswer() }
    state.withLock { $0.lastWrite?.time = .now }
  }

  /// When a step last changed something; the beginning when none has.
  var lastWrite: Mark {
    if isInner, let outer { return outer.lastWrite }
    return state.withLock { $0.lastWrite } ?? beginning
  }

  /// What the case made, in the order in which it was made.
  var made: [ObjectReference] {
    if isInner, let outer { return outer.made }
    return state.withLock { $0.made }
  }

  /// What was made by that which surrounds the case.
  var madeAround: [ObjectReference] {
    guard let outer else { return [] }
    return isInner ? outer.madeAround : outer.madeAround + outer.made
  }

  /// The objects that have a name here, sorted by it.
  var references: [ObjectReference] {
    let names = state.withLock(\.names)
    return (outer?.references ?? [])
      + names.sorted { $0.key < $1.key }.flatMap(\.value.handles).map(\.reference)
  }

  /// The objects on which the value of a template depends.
  func dependencies(of template: Template) -> [ObjectReference] {
    handles(in: template).map(\.reference)
  }

  /// The handles that a template reads.
  func handles(in template: Template) -> [Handle] {
    template.references.flatMap { name($0.variable)?.handles ?? [] }
  }

  /// The name for which the template stands as a whole: `${claim}`.
  func alias(_ template: Template) -> Name? {
    guard template.references.count == 1, template.programs.count == 1,
      template.programs[0].text == template.references[0].variable
    else { return nil }
    return name(template.references[0].variable)
  }

  /// - Parameter moment: When objects are looked at; nil means now.
  /// - Throws: `ExpressionError`.
  func evaluate(_ template: Template, extra: [String: Value] = [:], at moment: Moment? = nil) throws -> Value {
    try template.evaluate(bindings(for: template, extra: extra, at: moment))
  }

  /// - Throws: `ExpressionError`, also when the value is not text; a number or boolean is written out.
  func text(_ template: Template) throws -> String {
    switch try evaluate(template) {
    case .string(let text): text
    case let value: JSON.text(value)
    }
  }

  /// The same with each result in it percent-encoded, so that it is one part of a path whatever it holds.
  func path(_ template: Template) throws -> String {
    try template.text(bindings(for: template, extra: [:], at: nil)) { PathSegment.encoded($0) }
  }

  /// What an expression read, for whoever wonders why it came out false: `claim.prefix is "10.0.0.0/28"`.
  func values(behind template: Template, extra: [String: Value] = [:], at moment: Moment? = nil) -> [String] {
    template.references.compactMap { reference in
      let environment = Environment.suite.declaring(reference.variable)
      guard let single = try? Template(.string("${\(reference)}"), in: environment),
        let value = try? evaluate(single, extra: extra, at: moment), value.object == nil
      else { return nil }
      return "\(reference) is \(value.excerpt)"
    }
  }

  private func bindings(for template: Template, extra: [String: Value], at moment: Moment?) -> Bindings {
    var bindings = Bindings(extra)
    for variable in Set(template.references.map(\.variable)) where extra[variable] == nil {
      switch name(variable) {
      case .value(let value): bindings.set(variable, value)
      case .object(let handle):
        let fields = template.references.filter { $0.variable == variable }.map { $0.fields.first }
        bindings.set(variable, lazily: { try CELValue(self.observe(handle, fields: fields, at: moment)) })
      case .list(let names):
        bindings.set(variable, lazily: { CELValue(.array(names.map { self.observeWhole($0, at: moment) })) })
      case nil: break
      }
    }
    return bindings
  }

  /// What can be seen of an object: what its binding observes, and `object`, `name`, `namespace` and `exists`.
  ///
  /// - Parameter fields: Those that are looked at, with nil for the whole; no others are worked out, so that an
  ///   observation that fails for now does not hide the others.
  private func observe(_ handle: Handle, fields: [String?], at moment: Moment?) throws -> Value {
    let object = object(handle, at: moment)
    var result = Self.seen(handle, object)
    for (field, template) in handle.binding?.observe ?? [:] where fields.contains(nil) || fields.contains(field) {
      result[field] = try Self.observation(template, of: object)
    }
    return .object(result)
  }

  /// All that can be seen for now; which fields are looked at, a list does not tell.
  private func observeWhole(_ name: Name, at moment: Moment?) -> Value {
    switch name {
    case .value(let value): return value
    case .list(let names): return .array(names.map { observeWhole($0, at: moment) })
    case .object(let handle):
      let object = object(handle, at: moment)
      var result = Self.seen(handle, object)
      for (field, template) in handle.binding?.observe ?? [:] {
        if let value = try? Self.observation(template, of: object) { result[field] = value }
      }
      return .object(result)
    }
  }

  private func object(_ handle: Handle, at moment: Moment?) -> KubernetesObject? {
    if let moment { moment.object(handle.reference.key) } else { live.object(handle.reference.key) }
  }

  private static func observation(_ template: Template, of object: KubernetesObject?) throws -> Value {
    try template.evaluate(Bindings(["object": object?.value ?? .null]))
  }

  private static func seen(_ handle: Handle, _ object: KubernetesObject?) -> Object {
    [
      "name": .string(handle.reference.name), "namespace": handle.reference.namespace.map(Value.string) ?? .null,
      "exists": .bool(object != nil), "object": object?.value ?? .null,
    ]
  }
}
