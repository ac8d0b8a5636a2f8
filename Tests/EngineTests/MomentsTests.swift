import Documents
import Kubernetes
import Testing

@testable import Engine

@Suite(.timeLimit(.minutes(5))) struct MomentsTests {
  private static func phases(_ moments: [Moment], _ name: String) -> [String] {
    moments.map { $0.object(LiveObjectsTests.key(name))?["phase"]?.string ?? "none" }
  }

  @Test("every state is a moment of its own, however fast they come, with the other objects as they were then")
  func everyState() {
    let live = LiveObjects()
    live.take(LiveObjectsTests.object("a", revision: 1, phase: "a1"))
    var moments = Moments(
      live, Interest(keys: ["a", "b"].map(LiveObjectsTests.key).reduce(into: []) { $0.insert($1) }))
    live.take(LiveObjectsTests.object("a", revision: 2, phase: "a2"))
    live.take(LiveObjectsTests.object("b", revision: 3, phase: "b3"))
    live.take(LiveObjectsTests.object("a", revision: 4, phase: "a4"))
    live.takeDeleted(LiveObjectsTests.object("b", revision: 5))
    let seen = moments.next()
    #expect(Self.phases(seen, "a") == ["a2", "a2", "a4", "a4"])
    #expect(Self.phases(seen, "b") == ["none", "b3", "b3", "none"])
    #expect(moments.next().isEmpty)
  }

  @Test("a state that comes late is looked at, and is not taken for the present one")
  func lateState() {
    let live = LiveObjects()
    live.take(LiveObjectsTests.object("a", revision: 1, phase: "a1"), from: .watch)
    var moments = Moments(live, Interest(keys: [LiveObjectsTests.key("a")]))
    live.take(LiveObjectsTests.object("a", revision: 3, phase: "a3"))
    live.take(LiveObjectsTests.object("a", revision: 2, phase: "a2"), from: .watch)
    live.take(LiveObjectsTests.object("a", revision: 3, phase: "a3"), from: .watch)
    #expect(Self.phases(moments.next(), "a") == ["a3", "a2"])
    #expect(Self.phases([moments.last], "a") == ["a3"])
  }

  @Test("a state that was over before anybody began to look is none of its moments, though it comes late")
  func pastState() {
    let live = LiveObjects()
    live.take(LiveObjectsTests.object("a", revision: 2, phase: "a2"))
    var moments = Moments(live, Interest(keys: [LiveObjectsTests.key("a")]))
    live.take(LiveObjectsTests.object("a", revision: 1, phase: "a1"), from: .watch)
    live.take(LiveObjectsTests.object("a", revision: 3, phase: "a3"), from: .watch)
    #expect(Self.phases(moments.next(), "a") == ["a3"])
  }

  @Test("the past can be gone through from where it began")
  func past() {
    let live = LiveObjects()
    live.take(LiveObjectsTests.object("a", revision: 1, phase: "a1"))
    let position = live.position
    for revision in 2...4 { live.take(LiveObjectsTests.object("a", revision: revision, phase: "a\(revision)")) }
    var moments = Moments(live, Interest(keys: [LiveObjectsTests.key("a")]), since: position)
    #expect(Self.phases([moments.last], "a") == ["a1"])
    #expect(Self.phases(moments.next(), "a") == ["a2", "a3", "a4"])
  }

  @Test("a state that lasts one event is judged, though the next one is there before anybody looks")
  func shortState() async throws {
    let live = LiveObjects()
    let interest = Interest(keys: [LiveObjectsTests.key("a")])
    var moments = Moments(live, interest)
    for (revision, phase) in [(1, "good"), (2, "bad"), (3, "good")] {
      live.take(LiveObjectsTests.object("a", revision: revision, phase: phase))
    }
    let seen: UInt64? = try await Lookout(live: live, interest: interest, limit: .now + .seconds(30)).look(
      through: &moments
    ) { moment in
      moment.object(LiveObjectsTests.key("a"))?["phase"] == "bad" ? moment.change?.revision : nil
    }
    #expect(seen == 2)
  }

  @Test("nothing more is waited for when the watch has ended")
  func endedWatch() async throws {
    let live = LiveObjects()
    let interest = Interest(keys: [LiveObjectsTests.key("a")])
    var moments = Moments(live, interest)
    live.takeEnd(of: LiveObjectsTests.scope, because: "it broke")
    let seen: Bool? = try await Lookout(live: live, interest: interest, limit: .now + .seconds(3000)).look(
      through: &moments
    ) { _ in nil }
    #expect(seen == nil && moments.loss != nil)
  }
}
