import Plans
import Testing
import Verdicts

@testable import Engine

@Suite struct ScheduleTests {
  private typealias Item = Schedule.Item

  private static func item(
    _ id: String, needs: [String] = [], locks: [String: TestSuite.LockMode] = [:], expected: Duration = .zero
  ) -> Schedule.Item {
    Schedule.Item(identity: identity(id), needs: needs.map(identity), locks: locks, expected: expected)
  }

  private static func identity(_ id: String) -> CaseIdentity { CaseIdentity(suite: "s", id: id) }

  /// What begins now, in order.
  private func begun(_ schedule: inout Schedule, timeLeft: Duration? = nil) -> [Int] {
    var result: [Int] = []
    while case .begin(let index)? = schedule.next(timeLeft: timeLeft) { result.append(index) }
    return result
  }

  @Test("cases begin in order, as many side by side as the lab allows")
  func order() {
    var schedule = Schedule(["a", "b", "c"].map { Self.item($0) }, parallel: 2)
    #expect(begun(&schedule) == [0, 1])
    schedule.end(1, .pass)
    #expect(begun(&schedule) == [2])
  }

  @Test("a case begins when what it needs has passed, and others go on meanwhile")
  func needs() {
    var schedule = Schedule([Self.item("b", needs: ["a"]), Self.item("a"), Self.item("c")], parallel: 8)
    #expect(begun(&schedule) == [1, 2])
    schedule.end(1, .pass)
    #expect(begun(&schedule) == [0])
  }

  @Test(
    "a case whose need did not pass is skipped with the reason, and so is what needs it",
    arguments: [(Verdict.fail, "failed"), (.error, "could not be judged"), (.flaky, "is flaky")])
  func unmetNeeds(verdict: Verdict, story: String) {
    var schedule = Schedule(
      [Self.item("a"), Self.item("b", needs: ["a"]), Self.item("c", needs: ["b"])], parallel: 8)
    #expect(begun(&schedule) == [0])
    schedule.end(0, verdict)
    let reason = story.hasPrefix("is") ? "NA: needs a, which is flaky" : "NA: needs a, which \(story)"
    guard case .leaveOut(1, let first)? = schedule.next(), case .leaveOut(2, let second)? = schedule.next() else {
      Issue.record("both must be left out")
      return
    }
    #expect("\(first)" == reason)
    #expect("\(second)" == "NA: needs b, which was skipped")
    #expect(schedule.next() == nil)
  }

  @Test("cases share a lock, and one that wants it alone has it alone")
  func locks() {
    var schedule = Schedule(
      [
        Self.item("a", locks: ["netbox": .shared]), Self.item("b", locks: ["netbox": .shared]),
        Self.item("alone", locks: ["netbox": .exclusive]), Self.item("c", locks: ["netbox": .shared]),
        Self.item("free"),
      ], parallel: 8)
    // A later case does not overtake the one that waits for the lock, but one without it does.
    #expect(begun(&schedule) == [0, 1, 4])
    schedule.end(0, .pass)
    #expect(begun(&schedule) == [])
    schedule.end(1, .pass)
    #expect(begun(&schedule) == [2])
    schedule.end(2, .fail)
    #expect(begun(&schedule) == [3])
  }

  @Test("a case that does not fit into the time left is skipped, and a shorter one behind it is not")
  func budget() {
    var schedule = Schedule(
      [Self.item("long", expected: .seconds(60)), Self.item("short", expected: .seconds(5))], parallel: 8)
    guard case .leaveOut(0, let reason)? = schedule.next(timeLeft: .seconds(10), budget: "15m") else {
      Issue.record("the long one must be left out")
      return
    }
    #expect("\(reason)" == "NA: not reached within the budget of 15m")
    #expect(schedule.next(timeLeft: .seconds(10)) == .begin(1))
  }
}
