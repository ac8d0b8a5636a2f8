// How time limits are multiplied for a slow lab.

extension TestSuite {
  mutating func scaleLimits(by factor: Double) {
    fixture.scaleLimits(by: factor)
    for index in groups.indices { groups[index].fixture.scaleLimits(by: factor) }
    for index in cases.indices { cases[index].scaleLimits(by: factor) }
  }
}

extension Fixture {
  fileprivate mutating func scaleLimits(by factor: Double) {
    timeout = timeout * factor
    setup.scaleLimits(by: factor)
    teardown.scaleLimits(by: factor)
  }
}

extension TestSuite.Case {
  fileprivate mutating func scaleLimits(by factor: Double) {
    timeout = timeout * factor
    setup.scaleLimits(by: factor)
    steps.scaleLimits(by: factor)
    teardown.scaleLimits(by: factor)
  }
}

extension [Step] {
  fileprivate mutating func scaleLimits(by factor: Double) {
    for index in indices { self[index].operation.scaleLimits(by: factor) }
  }
}

extension Step.Operation {
  fileprivate mutating func scaleLimits(by factor: Double) {
    switch self {
    case .eventually(var eventually):
      eventually.within = eventually.within * factor
      eventually.faster = eventually.faster.map { $0 * factor }
      self = .eventually(eventually)
    case .delete(var delete):
      delete.within = delete.within.map { $0 * factor }
      self = .delete(delete)
    case .http(var request):
      request.within = request.within.map { $0 * factor }
      request.timeout = request.timeout * factor
      self = .http(request)
    case .run(var command):
      command.timeout = command.timeout * factor
      self = .run(command)
    case .metrics(var metrics):
      metrics.within = metrics.within.map { $0 * factor }
      metrics.timeout = metrics.timeout * factor
      self = .metrics(metrics)
    case .promQL(var question):
      question.within = question.within.map { $0 * factor }
      question.timeout = question.timeout * factor
      self = .promQL(question)
    case .netconf(var request):
      request.within = request.within.map { $0 * factor }
      request.timeout = request.timeout * factor
      self = .netconf(request)
    case .logs(var logs):
      if case .match(let within) = logs.expectation { logs.expectation = .match(within: within * factor) }
      self = .logs(logs)
    case .loop(var loop):
      loop.steps.scaleLimits(by: factor)
      self = .loop(loop)
    case .parallel(var branches):
      for index in branches.indices { branches[index].scaleLimits(by: factor) }
      self = .parallel(branches)
    case .template(var use):
      use.steps.scaleLimits(by: factor)
      self = .template(use)
    case .journal(var journal):
      journal.within = journal.within.map { $0 * factor }
      self = .journal(journal)
    case .sequence(var sequence):
      sequence.within = sequence.within * factor
      self = .sequence(sequence)
    case .absent(var absent):
      absent.within = absent.within * factor
      self = .absent(absent)
    case .ready(var ready):
      ready.within = ready.within * factor
      self = .ready(ready)
    case .events(var events):
      events.within = events.within * factor
      self = .events(events)
    case .establish(var establish):
      if let within = establish.invalidity?.within { establish.invalidity?.within = within * factor }
      self = .establish(establish)
    case .apply, .create, .update, .patch, .consistently, .never, .candidate, .sleep, .southbound,
      .figure:
      break
    case .oracle(var oracle):
      oracle.settle = oracle.settle * factor
      self = .oracle(oracle)
    }
  }
}
