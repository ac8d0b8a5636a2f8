import Documents
import Expressions
import Foundation
import Plans
import Verdicts

/// Carries out steps one after another, tells each as an event, and stops at the first that fails.
struct StepRunner: Sendable {
  let run: RunContext
  /// Nil for what surrounds cases; its steps are no part of any.
  let identity: CaseIdentity?
  let record: CaseRecord
  /// What a failure is in steps that only prepare or tidy up; nil when they judge the candidate.
  let failureKind: Failure.Kind?
  /// Which turn of which loop this is: `n=3: `.
  var turn = ""

  /// Returns whether all passed.
  func carryOut(_ steps: [Step], _ context: CaseContext) async -> Bool {
    for step in steps {
      guard await carryOut(step, context) else { return false }
    }
    return true
  }

  private func carryOut(_ step: Step, _ context: CaseContext) async -> Bool {
    let name = turn + step.name
    if let identity { run.emit(.stepStarted(identity, name: name)) }
    let start = run.clock.seconds
    var result = StepResult(name: name, duration: 0, passed: true)
    if case .oracle(let oracle) = step.operation { result.oracle = oracle.recipe.rawValue }
    var failure: Failure?
    do {
      if let reason = try await RequirementCheck(run: run).unmet(step.requirements, in: context.scope) {
        result.skipReason = "\(reason)"
        record.noteLeftOut(reason)
      } else {
        var inner = try context.asking(as: step.actor)
        inner.stepBegan = .now
        inner.record = record
        if case .oracle = step.operation {
          inner.consultation = UUID().uuidString
          result.consultation = inner.consultation
        }
        result.observation = try await carryOut(step.operation, inner)
        if step.operation.isCheck { record.noteCheck() }
      }
    } catch let unseen as NotObservable {
      result.skipReason = "\(SkipReason.notApplicable(unseen.reason))"
      record.noteLeftOut(.notApplicable(unseen.reason))
    } catch is InnerStepFailed {
      // It has told its failure itself.
      result.passed = false
    } catch {
      failure = await context.explain(describe(error, in: step))
      result.passed = false
      result.observation = failure?.message
    }
    result.duration = run.clock.seconds - start
    result.observation = result.observation.map(run.redactor.redact)
    if let identity { run.emit(.stepEnded(identity, result)) }
    record.add(result)
    // What another branch stopped by its failure has none of its own.
    if let failure, !(failure.kind == .interrupted && Task.isCancelled) { record.fail(failure) }
    return result.passed
  }

  private func describe(_ error: any Error, in step: Step) -> Failure {
    var failure = Failure(describing: error, kind: .suiteDefect, doing: turn + step.name)
    if failure.place == nil { failure.place = step.place }
    if step.isDescribed, failure.kind.accusesCandidate {
      failure.message = "not so: \(turn)\(step.name) (\(failure.message))"
    } else if !turn.isEmpty {
      failure.message = turn + failure.message
    }
    if let failureKind, failure.kind != .interrupted {
      failure.details.insert(
        "in a step that only prepares or tidies up, so it says nothing about the candidate", at: 0)
      failure.kind = failureKind
    }
    return failure
  }

  // MARK: Steps that hold steps

  private func carryOut(_ operation: Step.Operation, _ context: CaseContext) async throws -> String {
    switch operation {
    case .loop(let loop): try await carryOut(loop, context)
    case .parallel(let branches): try await carryOut(branches, context)
    case .template(let use): try await carryOut(use, context)
    case .figure(let figure): try note(figure, context.scope)
    default: try await context.carryOut(operation)
    }
  }

  private func carryOut(_ loop: Step.Operation.Loop, _ context: CaseContext) async throws -> String {
    let items = try items(of: loop, context.scope)
    guard !items.isEmpty else {
      throw Failure(.suiteDefect, "the list of the loop is empty, so nothing in it was carried out")
    }
    let scopes = items.map { item in
      let scope = context.scope.inner()
      if let variable = loop.variable { scope.set(variable, item) }
      return scope
    }
    try await sideBySide(scopes.count, atMost: loop.parallel) { index in
      var runner = self
      runner.turn += loop.variable.map { "\($0)=\(items[index].excerpt): " } ?? "turn \(index + 1): "
      var inner = context
      inner.scope = scopes[index]
      return await runner.carryOut(loop.steps, inner)
    }
    for name in loop.made { context.scope.set(name, .list(scopes.compactMap { $0.name(name) })) }
    return "\(items.count) turns"
  }

  private func items(of loop: Step.Operation.Loop, _ scope: CaseScope) throws -> [Value] {
    switch loop.items {
    case .count(let count): return (0..<count).map { .integer(Int64($0)) }
    case .list(let template):
      let value = try scope.evaluate(template)
      guard case .array(let items) = value else {
        throw Failure(.suiteDefect, "the loop needs a list, but got \(value.excerpt)")
      }
      return items
    }
  }

  private func note(_ operation: Step.Operation.Figure, _ scope: CaseScope) throws -> String {
    let value = try scope.evaluate(operation.value)
    guard let number = value.number else {
      throw Failure(.suiteDefect, "a figure must be a number, but this is \(value.excerpt)", at: operation.place)
    }
    let figure = Figure(name: try scope.text(operation.name), value: number, unit: operation.unit)
    record.add(figure)
    return figure.text
  }

  /// What a branch makes is seen after all of them have ended.
  private func carryOut(_ branches: [[Step]], _ context: CaseContext) async throws -> String {
    try await sideBySide(branches.count, atMost: branches.count) { await self.carryOut(branches[$0], context) }
    return "\(branches.count) branches"
  }

  private func carryOut(_ use: Step.Operation.TemplateUse, _ context: CaseContext) async throws -> String {
    var inner = context
    inner.scope = context.scope.inner()
    for (name, template) in use.arguments {
      // A handle that is passed on stays one, so that the template sees its object as it is at each moment.
      if let alias = context.scope.alias(template) {
        inner.scope.set(name, alias)
      } else {
        inner.scope.set(name, try context.scope.evaluate(template))
      }
    }
    guard await carryOut(use.steps, inner) else { throw InnerStepFailed() }
    if let output = use.output, let made = inner.scope.name(output.made) { context.scope.set(output.handle, made) }
    return "\(use.steps.count) steps"
  }

  /// The first that fails stops the others.
  private func sideBySide(
    _ count: Int, atMost limit: Int, _ body: @escaping @Sendable (Int) async -> Bool
  ) async throws {
    let passed = await withTaskGroup(of: Bool.self) { group in
      var next = 0
      var passed = true
      while next < min(limit, count) {
        let index = next
        group.addTask { await body(index) }
        next += 1
      }
      for await result in group {
        if !result {
          passed = false
          group.cancelAll()
        } else if passed, next < count {
          let index = next
          group.addTask { await body(index) }
          next += 1
        }
      }
      return passed
    }
    guard passed else { throw InnerStepFailed() }
  }
}

/// A step inside of this one failed, and has told so.
private struct InnerStepFailed: Error {}
