import Documents

extension TestSuite.Case {
  /// What any step takes that does not say: making and reading objects in a lab over a network.
  private static let stepTime = Duration.milliseconds(500)

  /// How long the case will take at least as far as its steps tell: what it says itself, else the times that it waits
  /// for sure and something for every step.
  package var estimate: Duration {
    expected ?? (setup + steps + teardown).reduce(.seconds(1)) { $0 + Self.time(of: $1) }
  }

  private static func time(of step: Step) -> Duration {
    switch step.operation {
    case .consistently(let consistently): stepTime + consistently.duration
    case .never(let never): stepTime + never.duration
    case .loop(let loop): time(of: loop)
    case .parallel(let branches): branches.map { $0.reduce(.zero) { $0 + time(of: $1) } }.max() ?? .zero
    case .template(let use): use.steps.reduce(.zero) { $0 + time(of: $1) }
    default: stepTime
    }
  }

  private static func time(of loop: Step.Operation.Loop) -> Duration {
    let turn = loop.steps.reduce(.zero) { $0 + time(of: $1) }
    // How long a list is, only the run tells.
    guard case .count(let count) = loop.items else { return turn }
    return turn * ((count + loop.parallel - 1) / loop.parallel)
  }
}
