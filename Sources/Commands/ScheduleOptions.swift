import ArgumentParser
import Documents
import Plans

/// Options that say when cases run.
struct ScheduleOptions: ParsableArguments {
  @Option(
    name: .long,
    help: """
      The run may take this long, such as 60m: the cases that are worth most a minute come first, time is kept for the \
      clean-up, and what is not reached is skipped. Without it, what the lab's file says.
      """)
  var budget: String?

  @Option(name: .long, help: "At most so many cases side by side; without it, what the lab's file says.")
  var parallel: Int?

  @Flag(name: .long, help: "Begin the cases in a random order, which the seed decides.")
  var shuffle = false

  @Option(name: .long, help: "Decides everything random; without it a new one, which is printed.")
  var seed: Int?

  func validate() throws {
    if let budget, duration == nil { throw ValidationError("--budget \(budget) is no duration such as 60m or 1h30m") }
    if let parallel, !(1...1000).contains(parallel) { throw ValidationError("--parallel must be from 1 to 1000") }
  }

  func apply(to plan: Plan) -> Plan {
    var plan = plan
    if let duration { plan.lab.budget.slot = duration }
    if let parallel { plan.lab.budget.parallel = parallel }
    plan.order = shuffle ? .shuffled : .asWritten
    plan.seed = seed ?? Int.random(in: 1...999_999)
    return plan
  }

  private var duration: Duration? { budget.flatMap(GoDuration.parse).flatMap { $0 > .zero ? $0 : nil } }
}
