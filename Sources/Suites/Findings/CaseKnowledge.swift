import Documents
import Expressions
import Plans

/// What is known for sure, before anything runs, at one step of a case.
struct CaseKnowledge {
  /// What an object is called. The namespace of the case stands for none.
  struct Identity: Hashable {
    var apiVersion: String
    var kind: String
    var namespace: String
    var name: String

    init?(_ value: Value) {
      guard let apiVersion = value["apiVersion"]?.string, let kind = value["kind"]?.string,
        let name = value[path: "metadata", "name"]?.string ?? value["name"]?.string
      else { return nil }
      self.apiVersion = apiVersion
      self.kind = kind
      namespace = value[path: "metadata", "namespace"]?.string ?? value["namespace"]?.string ?? Self.caseNamespace
      self.name = name
    }

    static let caseNamespace = "the-namespace-of-the-case"

    /// An object with nothing but its name.
    var object: Value {
      [
        "apiVersion": .string(apiVersion), "kind": .string(kind),
        "metadata": ["name": .string(name), "namespace": .string(namespace)],
      ]
    }
  }

  /// What a handle stands for.
  private enum Handle {
    /// Made by an intent, whose object only a candidate's binding knows.
    case intent
    case object(Identity)
    case deleted
  }

  /// Which state of the objects is supposed.
  enum Supposition { case bare, applied, gone }

  /// Values that stay the same for the whole case.
  private(set) var constants: [String: Value] = [:]
  /// Names whose values nothing in the case can change.
  private(set) var fixed = given
  /// Those of them whose values differ from run to run.
  private(set) var unsettled = given
  private var handles: [String: Handle] = [:]
  /// What the case applied, and nobody else may have changed since.
  private var applied: [Identity: Value] = [:]
  /// A check that a candidate that does nothing cannot pass.
  var hasPositive = false
  /// Names that such a check read.
  var shown: Set<String> = []
  /// How much of the case's time is over at least.
  var elapsed = Duration.zero
  /// Why no step is carried out any more.
  var end: String?

  private static let given: Set<String> = ["lab", "run"]
  private static let run: Value = ["namespace": .string(Identity.caseNamespace)]
}

// MARK: Names

extension CaseKnowledge {
  /// Variables, each of which may read those before it.
  mutating func declare(_ variables: [(name: String, value: Template)]) {
    for variable in variables {
      let names = variable.value.references.map(\.variable)
      guard names.allSatisfy(fixed.contains) else { continue }
      constants[variable.name] = value(of: variable.value)
      fixed.insert(variable.name)
      if names.contains(where: unsettled.contains) { unsettled.insert(variable.name) }
    }
  }

  /// A name about which nothing is known, in place of what it stood for.
  mutating func forget(_ name: String) {
    handles[name] = nil
    constants[name] = nil
    fixed.remove(name)
  }

  /// What the steps of a template know: of what is outside, only its parameters.
  func inside(_ use: Step.Operation.TemplateUse) -> CaseKnowledge {
    var inner = self
    inner.handles = [:]
    inner.constants = [:]
    (inner.fixed, inner.unsettled) = (Self.given, Self.given)
    inner.shown = []
    for argument in use.arguments {
      if let name = argument.value.soleVariable, let handle = handles[name] {
        inner.handles[argument.name] = handle
        if shown.contains(name) { inner.shown.insert(argument.name) }
      } else {
        inner.constants[argument.name] = value(of: argument.value)
      }
    }
    return inner
  }

  /// What is known after the steps of a template.
  mutating func leave(_ use: Step.Operation.TemplateUse, _ inner: CaseKnowledge) {
    applied = inner.applied
    hasPositive = inner.hasPositive
    elapsed = inner.elapsed
    end = inner.end
    for argument in use.arguments {
      guard let name = argument.value.soleVariable, handles[name] != nil else { continue }
      if inner.shown.contains(argument.name) { shown.insert(name) }
      handles[name] = inner.handles[argument.name]
    }
    guard let output = use.output else { return }
    handles[output.handle] = inner.handles[output.made]
    if inner.shown.contains(output.made) { shown.insert(output.handle) }
  }

  /// What is known after branches that went on side by side.
  mutating func join(_ branches: [CaseKnowledge]) {
    for branch in branches {
      hasPositive = hasPositive || branch.hasPositive
      shown.formUnion(branch.shown)
      handles.merge(branch.handles) { $1 }
      end = end ?? branch.end
    }
    elapsed = branches.map(\.elapsed).max() ?? elapsed
    // In which order they wrote, only the run tells.
    applied = [:]
  }
}

// MARK: Effects

extension CaseKnowledge {
  mutating func take(_ effect: StepMeaning.Effect) {
    switch effect {
    case .none: break
    case .writes(let manifest, let handle):
      let value = value(of: manifest)
      let identity = value.flatMap(Identity.init)
      if let identity { applied[identity] = value } else { applied = [:] }
      if let handle { handles[handle] = identity.map(Handle.object) }
    case .makes(let handle): if let handle { handles[handle] = .intent }
    case .keeps(let handle): if let handle { forget(handle) }
    case .alters(let target): alter(target)
    case .removes(let target): remove(target)
    case .anything(let handle):
      forgetObjects()
      if let handle { forget(handle) }
    }
  }

  /// Whatever the objects are now.
  mutating func forgetObjects() {
    applied = [:]
    handles = handles.filter { if case .deleted = $0.value { true } else { false } }
  }

  private mutating func alter(_ target: Step.Operation.Target) {
    switch target {
    case .handle(let name):
      if case .object(let identity)? = handles[name] { applied[identity] = nil } else { applied = [:] }
      handles[name] = nil
    case .reference: forgetObjects()
    }
  }

  private mutating func remove(_ target: Step.Operation.Target) {
    switch target {
    case .handle(let name):
      alter(target)
      handles[name] = .deleted
    case .reference(let reference):
      guard let identity = value(of: reference).flatMap(Identity.init) else { return forgetObjects() }
      applied[identity] = nil
      for (name, handle) in handles {
        if case .object(identity) = handle { handles[name] = .deleted }
      }
    }
  }
}

// MARK: Values

extension CaseKnowledge {
  /// Nil when it depends on more than is known.
  func value(of template: Template) -> Value? {
    // What is known of an object for good is how it is called.
    let isKnown = template.references.allSatisfy { reference in
      handles[reference.variable] == nil || ["name", "namespace"].contains(reference.fields.first ?? "")
    }
    guard isKnown, let bindings = bindings(for: template, .bare) else { return nil }
    return try? template.evaluate(bindings)
  }

  /// Whether a condition is true under the supposition; nil when that depends on more than is known.
  func isTrue(_ template: Template, _ supposition: Supposition) -> Bool? {
    guard let bindings = bindings(for: template, supposition) else { return nil }
    return (try? template.evaluateKeepingTypes(bindings))?.bool
  }

  /// What the case applied and nobody changed since.
  func manifest(of identity: Identity) -> Value? { applied[identity] }

  func isHandle(_ name: String) -> Bool { handles[name] != nil }

  func isDeleted(_ name: String) -> Bool { if case .deleted? = handles[name] { true } else { false } }

  /// Nil when the template reads what is not known.
  private func bindings(for template: Template, _ supposition: Supposition) -> Bindings? {
    var bindings = Bindings()
    for reference in template.references {
      let name = reference.variable
      if let value = constants[name] {
        bindings.set(name, value)
      } else if let handle = handles[name], Self.seenFields.contains(reference.fields.first ?? "exists"),
        let value = seen(handle, supposition)
      {
        bindings.set(name, value)
      } else if name == "run", reference.fields == ["namespace"] {
        bindings.set(name, Self.run)
      } else {
        return nil
      }
    }
    return bindings
  }

  /// What is seen of every object; all else, a candidate's binding says.
  private static let seenFields: Set<String> = ["exists", "name", "namespace", "object"]

  private func seen(_ handle: Handle, _ supposition: Supposition) -> Value? {
    switch (handle, supposition) {
    case (.deleted, _), (_, .gone): return ["exists": false, "object": .null]
    case (.intent, _): return ["exists": true, "object": ["metadata": [:]]]
    case (.object(let identity), _):
      var object = identity.object
      if supposition == .applied {
        guard let manifest = applied[identity] else { return nil }
        object = manifest.merging(object)
      }
      return [
        "exists": true, "name": .string(identity.name), "namespace": .string(identity.namespace), "object": object,
      ]
    }
  }
}

extension Value {
  /// The same with the members of another object on top, object by object.
  fileprivate func merging(_ other: Value) -> Value {
    guard var object, let other = other.object else { return other }
    for (key, value) in other { object[key] = object[key].map { $0.merging(value) } ?? value }
    return .object(object)
  }
}

extension Template {
  /// The name of the variable that the template is, if it is one and nothing else.
  fileprivate var soleVariable: String? {
    guard let program = programs.first, programs.count == 1, program.references.count == 1 else { return nil }
    let reference = program.references[0]
    return reference.fields.isEmpty && program.text.filter { $0 != " " } == reference.variable
      ? reference.variable : nil
  }
}
