extension Fault {
  /// What an API server under load does to everybody: it is slow, refuses for a while, and drops watches. With a seed, so
  /// that a run can be repeated.
  package static func hardships(seed: Int) -> [Fault] {
    [
      Fault(name: "slow", frequency: .init(probability: 0.2, seed: seed), effect: .latency(.milliseconds(60))),
      Fault(
        name: "busy", selector: .init(verbs: [.get, .list, .create, .update, .patch, .delete]),
        frequency: .init(probability: 0.03, seed: seed &+ 1),
        effect: .refusal(.tooManyRequests, retryAfter: .seconds(1))
      ),
      Fault(
        name: "cut", selector: .init(verbs: [.watch]), frequency: .init(probability: 0.02, seed: seed &+ 2),
        effect: .events(.cut)),
    ]
  }
}

extension Fault.Frequency {
  fileprivate init(probability: Double, seed: Int) {
    self.init()
    self.probability = probability
    self.seed = seed
  }
}

extension Fault.Selector {
  fileprivate init(verbs: [Fault.Verb]) {
    self.init()
    self.verbs = verbs
  }
}
