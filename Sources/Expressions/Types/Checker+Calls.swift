import Documents

extension Checker {
  mutating func checkCall(_ function: String, target: Syntax?, _ arguments: [Syntax], _ node: Syntax) -> CELType {
    guard let target else {
      let types = arguments.map { check($0) }
      return resolve(function, types, isMethod: false, node)
    }
    if let qualified = target.qualifiedName, qualified.isAbsolute || !isLocal(qualified.names[0]) {
      let name = (qualified.names + [function]).joined(separator: ".")
      let known = environment.candidates(name, isAbsolute: qualified.isAbsolute).first {
        environment.functions[$0] != nil
      }
      if let known {
        let types = arguments.map { check($0) }
        return resolve(known, types, isMethod: false, node)
      }
    }
    let targetType = check(target)
    let types = [targetType] + arguments.map { check($0) }
    return resolve(function, types, isMethod: true, node)
  }

  private func isLocal(_ name: String) -> Bool { scopes.contains { $0.name == name } }

  /// Chooses the overloads that fit and gives the type of the call.
  private mutating func resolve(_ function: String, _ types: [CELType], isMethod: Bool, _ node: Syntax) -> CELType {
    let candidates = environment.candidates(function, isAbsolute: false)
    guard let name = candidates.first(where: { environment.functions[$0] != nil }),
      let overloads = environment.functions[name]
    else {
      if environment.isUntyped {
        checked.references[node.id] = .undeclaredFunction
        return .dyn
      }
      report(
        "undeclared reference to '\(function)' (in container '\(environment.container)')", at: node,
        hint: Suggestion.hint(for: function, among: environment.functions.keys.filter { $0.first?.isLetter ?? false }))
      return .error
    }
    let sameForm = overloads.filter { $0.isMethod == isMethod && $0.takes(types.count) }
    if environment.isUntyped {
      checked.references[node.id] = .overloads(name, sameForm, isMethod: isMethod)
      return .dyn
    }
    var result: CELType?
    var fitting: [Overload] = []
    for overload in sameForm {
      guard let type = apply(overload, to: types) else { continue }
      fitting.append(overload)
      if let known = result {
        if !known.isDynamic, type != known { result = .dyn }
      } else {
        result = type
      }
    }
    guard let result else { return noOverload(name, types, isMethod: isMethod, node) }
    checked.references[node.id] = .overloads(name, fitting, isMethod: isMethod)
    return result
  }

  /// The type of the result when the arguments fit.
  private mutating func apply(_ overload: Overload, to types: [CELType]) -> CELType? {
    var declared = overload.parameters
    if overload.isVariadic, let last = declared.last {
      declared += Array(repeating: last, count: types.count - declared.count)
    }
    let instance = substitution.instantiate([overload.result] + declared)
    guard substitution.assign(types, to: Array(instance.dropFirst())) else { return nil }
    return substitution.resolve(instance[0])
  }

  private mutating func noOverload(_ function: String, _ types: [CELType], isMethod: Bool, _ node: Syntax) -> CELType {
    if types.contains(.error) { return .error }
    let shown = types.map { substitution.resolve($0, freeAsDynamic: true).description }
    let applied =
      isMethod
      ? "'\(shown[0]).(\(shown.dropFirst().joined(separator: ", ")))'" : "'(\(shown.joined(separator: ", ")))'"
    report("found no matching overload for '\(function)' applied to \(applied)", at: node)
    return .error
  }

  mutating func checkLogical(_ operands: [Syntax], _ node: Syntax) -> CELType {
    guard case .logical(let isAnd, _) = node.kind else { return .error }
    var types: [CELType] = []
    for operand in operands { types.append(check(operand)) }
    for type in types where !substitution.assign(type, to: .bool) {
      if environment.isUntyped { break }
      let shown = types.map { substitution.resolve($0, freeAsDynamic: true).description }
      report(
        "found no matching overload for '\(isAnd ? "_&&_" : "_||_")' applied to '(\(shown.joined(separator: ", ")))'",
        at: node)
      return .error
    }
    return .bool
  }
}
