import Plans

// Time that passes, and programs that nobody looks at.
extension CaseWalk {
  func checkTime(_ step: Step) {
    switch step.operation {
    case .sleep: report(.sleep, "a sleep proves nothing", at: step.place)
    case .run(let command) where command.sleeps:
      report(.sleep, "the program sleeps, which proves nothing", at: step.place)
    default: break
    }
  }

  func checkScript(_ step: Step) {
    // What sets up and tears down need not check anything.
    guard case .run(let command) = step.operation, phase == .steps, command.output.isEmpty,
      command.conditions.isEmpty, command.handle == nil, command.alwaysSucceeds
    else { return }
    report(.scriptWithoutCheck, "its exit code is always 0, and nothing looks at its output", at: step.place)
  }
}
