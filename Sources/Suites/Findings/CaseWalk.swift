import Documents
import Expressions
import Plans
import Verdicts

/// Goes through the steps of a case in their order, as a run would, and reports what no run could ever show.
struct CaseWalk {
  enum Phase { case setup, steps, teardown }

  let collector: SmellCollector
  var known: CaseKnowledge
  var phase = Phase.steps
  /// How long the case may take; nil where no case is around.
  var timeout: Duration?
  /// Those around the step, outer ones first.
  var allowances: [Allowance] = []
  /// The step of the case that uses the template in which the walk is now.
  private var use: Step?
  /// Whether a step of the case itself checks anything.
  private(set) var checks = false
  /// Steps that wait until what they delete is gone, when nothing was seen of the candidate before.
  var deletions: [(place: Place, allowances: [Allowance])] = []

  init(_ collector: SmellCollector, _ known: CaseKnowledge = CaseKnowledge(), timeout: Duration? = nil) {
    self.collector = collector
    self.known = known
    self.timeout = timeout
  }

  mutating func walk(_ steps: [Step], _ phase: Phase) {
    self.phase = phase
    if phase == .steps { checks = false }
    walk(steps)
  }

  /// What only all of its steps together show.
  func finish(_ item: TestSuite.Case) {
    if !checks { report(.caseWithoutCheck, "the case checks nothing", at: item.summary.place) }
    guard !known.hasPositive else { return }
    for deletion in deletions {
      collector.report(
        .negativeWithoutPositive, "that an object is gone shows nothing when the candidate has done nothing before",
        at: deletion.place, allowances: deletion.allowances)
    }
  }

  private mutating func walk(_ steps: [Step]) {
    for step in steps {
      collector.declare(step.allowances)
      let outer = allowances
      allowances += step.allowances
      defer { allowances = outer }
      if let end = known.end {
        // What comes after the first is as unreachable, and need not be told again.
        if !end.isEmpty { report(.unreachable, "this step is never reached: \(end)", at: step.place) }
        known.end = ""
        checks = checks || step.flattened.contains { StepMeaning($0.operation).isCheck }
        continue
      }
      if isReached(step) { walk(step) }
    }
  }

  private mutating func walk(_ step: Step) {
    let before = known
    switch step.operation {
    case .loop(let loop): walk(loop)
    case .parallel(let branches): walk(branches)
    case .template(let use): walk(use, step)
    default: look(at: step)
    }
    // A step with requirements may as well be left out.
    guard !step.requirements.isEmpty else { return }
    known.forgetObjects()
    (known.elapsed, known.end) = (before.elapsed, before.end)
  }

  func report(_ rule: DiagnosticRule, _ message: String, at place: Place?, hint: String? = nil) {
    collector.report(rule, message, at: place, hint: hint, allowances: allowances)
  }

  /// Where to report what a step does wrong for what comes before it: a template is not to blame for its use.
  func placeInCase(_ step: Step) -> Place { use?.place ?? step.place }

  // MARK: Steps that hold steps

  private mutating func walk(_ loop: Step.Operation.Loop) {
    let before = known
    if let variable = loop.variable { known.forget(variable) }
    var isSure = true
    if case .list(let list) = loop.items {
      isSure = false
      if known.value(of: list)?.array?.isEmpty == true, list.isConstant, let first = loop.steps.first {
        return report(.unreachable, "this step is never reached: the list of the loop is empty", at: first.place)
      }
    }
    walk(loop.steps)
    for name in loop.made { known.forget(name) }
    if !isSure { (known.elapsed, known.end) = (before.elapsed, before.end) }
  }

  private mutating func walk(_ branches: [[Step]]) {
    let before = known
    var after: [CaseKnowledge] = []
    let showing = branches.map { $0.flatMap(\.flattened).contains { StepMeaning($0.operation).isPositive } }
    let count = showing.count { $0 }
    for (branch, isShowing) in zip(branches, showing) {
      known = before
      // What goes on beside it shows the candidate at work as well.
      if count > (isShowing ? 1 : 0) { known.hasPositive = true }
      walk(branch)
      after.append(known)
    }
    known = before
    known.join(after)
  }

  private mutating func walk(_ use: Step.Operation.TemplateUse, _ step: Step) {
    let outer = (known: known, use: self.use)
    known = known.inside(use)
    self.use = self.use ?? step
    walk(use.steps)
    let inner = known
    (known, self.use) = outer
    known.leave(use, inner)
  }

  // MARK: Single steps

  private mutating func look(at step: Step) {
    let meaning = StepMeaning(step.operation)
    checks = checks || meaning.isCheck
    checkTime(step)
    checkScript(step)
    checkConstants(meaning)
    if phase != .teardown { checkVacuity(step, meaning) }
    known.elapsed += meaning.time
    known.take(meaning.effect)
    if let timeout, known.elapsed >= timeout, known.end == nil {
      known.end =
        "the steps before it take \(GoDuration.text(known.elapsed)), and the case may take \(GoDuration.text(timeout))"
    }
  }
}
