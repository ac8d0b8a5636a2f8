import Documents
import Expressions
import Kubernetes
import Plans
import Synchronization

/// The names that the expressions of one case can use, and what stands behind them.
final class CaseScope: Sendable {
  private struct State {
    var values: [String: Value] = [:]
    var handles: [String: Handle] = [:]
    /// In the order in which they were made.
    var made: [ObjectReference] = []
  }

  let namespace: String
  private let live: LiveObjects
  private let state: Mutex<State>

  /// - Parameter values: What every case sees: `lab` and `run`.
  init(namespace: String, values: [String: Value], live: LiveObjects) {
    self.namespace = namespace
    self.live = live
    state = Mutex(State(values: values))
  }

  func set(_ name: String, _ value: Value) { state.withLock { $0.values[name] = value } }

  func set(_ name: String, _ handle: Handle) { state.withLock { $0.handles[name] = handle } }

  func handle(_ name: String) -> Handle? { state.withLock { $0.handles[name] } }

  /// Notes an object that has to be removed at the end of the case.
  func noteMade(_ reference: ObjectReference) {
    state.withLock { if !$0.made.contains(reference) { $0.made.append(reference) } }
  }

  /// What the case made, in the order in which it was made.
  var made: [ObjectReference] { state.withLock { $0.made } }

  /// The objects on which the value of a template depends.
  func dependencies(of template: Template) -> [ObjectReference] {
    let handles = state.withLock { $0.handles }
    return template.references.compactMap { handles[$0.variable]?.reference }
  }

  /// - Throws: `ExpressionError`.
  func evaluate(_ template: Template, extra: [String: Value] = [:]) throws -> Value {
    try template.evaluate(bindings(for: template, extra: extra))
  }

  /// - Throws: `ExpressionError`, also when the value is not text; a number or boolean is written out.
  func text(_ template: Template) throws -> String {
    switch try evaluate(template) {
    case .string(let text): text
    case let value: JSON.text(value)
    }
  }

  /// What an expression read, for whoever wonders why it came out false: `claim.prefix is "10.0.0.0/28"`.
  func values(behind template: Template, extra: [String: Value] = [:]) -> [String] {
    template.references.compactMap { reference in
      let environment = Environment.suite.declaring(reference.variable)
      guard let single = try? Template(.string("${\(reference)}"), in: environment),
        let value = try? evaluate(single, extra: extra), value.object == nil
      else { return nil }
      return "\(reference) is \(value.excerpt)"
    }
  }

  private func bindings(for template: Template, extra: [String: Value]) -> Bindings {
    let (values, handles) = state.withLock { ($0.values, $0.handles) }
    var bindings = Bindings(values)
    for (name, value) in extra { bindings.set(name, value) }
    for (name, handle) in handles where extra[name] == nil {
      let fields = template.references.filter { $0.variable == name }.map { $0.fields.first }
      if fields.isEmpty { continue }
      bindings.set(name, lazily: { try CELValue(self.observe(handle, fields: fields)) })
    }
    return bindings
  }

  /// What can be seen of an object: what its binding observes, and `object`, `name`, `namespace` and `exists`.
  ///
  /// - Parameter fields: Those that are looked at, with nil for the whole; no others are worked out, so that an
  ///   observation that fails for now does not hide the others.
  private func observe(_ handle: Handle, fields: [String?]) throws -> Value {
    let object = live.object(handle.reference.key)
    var result: Object = [
      "name": .string(handle.reference.name), "namespace": handle.reference.namespace.map(Value.string) ?? .null,
      "exists": .bool(object != nil), "object": object?.value ?? .null,
    ]
    for (field, template) in handle.binding?.observe ?? [:] where fields.contains(nil) || fields.contains(field) {
      result[field] = try template.evaluate(Bindings(["object": object?.value ?? .null]))
    }
    return .object(result)
  }
}
