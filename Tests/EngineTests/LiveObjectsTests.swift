import Documents
import Kubernetes
import Testing

@testable import Engine

@Suite(.timeLimit(.minutes(5))) struct LiveObjectsTests {
  static func object(_ name: String, revision: Int, phase: String = "") -> KubernetesObject {
    KubernetesObject([
      "apiVersion": "v1", "kind": "ConfigMap",
      "metadata": ["name": .string(name), "namespace": "n", "resourceVersion": .string("\(revision)")],
      "phase": .string(phase),
    ])
  }

  static func key(_ name: String) -> ObjectKey { object(name, revision: 0).key }

  static let scope = WatchScope(kind: key("a").groupKind, namespace: nil)

  /// The revisions of an object's states since a position, in the order in which they became known.
  static func revisions(_ live: LiveObjects, _ name: String, since position: Int = 0) -> [UInt64] {
    live.states(of: Interest(keys: [key(name)]), after: position).states.map(\.revision)
  }

  @Test("a watch that is behind the answer to a write does not bring the old state back, but it is in the history")
  func staleEvent() {
    let live = LiveObjects()
    live.take(Self.object("a", revision: 7, phase: "new"))
    live.take(Self.object("a", revision: 5, phase: "old"), from: .watch)
    live.takeDeleted(Self.object("a", revision: 6))
    live.take(Self.object("a", revision: 7, phase: "new"), from: .watch)
    #expect(live.object(Self.key("a"))?["phase"] == "new")
    #expect(Self.revisions(live, "a") == [7, 5, 6])
  }

  @Test("what a new list does not hold is gone, unless it was written after the list")
  func relist() {
    let live = LiveObjects()
    for (name, revision) in [("a", 1), ("b", 2), ("c", 9)] { live.take(Self.object(name, revision: revision)) }
    live.takeAll([Self.object("a", revision: 5)], of: Self.scope)
    let known = ["a", "b", "c"].filter { live.object(Self.key($0)) != nil }
    #expect(known == ["a", "c"])
  }

  @Test("an empty list says that all is gone that the watch has shown, and what was written before the list")
  func emptyList() {
    let live = LiveObjects()
    live.take(Self.object("seen", revision: 3), from: .watch)
    live.take(Self.object("written", revision: 4))
    live.take(Self.object("later", revision: 8))
    live.takeAll([], of: Self.scope, moment: 6, isAfterLoss: true)
    let known = ["seen", "written", "later"].filter { live.object(Self.key($0)) != nil }
    #expect(known == ["later"])
  }

  @Test("a list of one namespace says nothing of another one")
  func scopes() {
    let live = LiveObjects()
    live.take(Self.object("a", revision: 3), from: .watch)
    live.takeAll([], of: WatchScope(kind: Self.scope.kind, namespace: "other"), moment: 9, isAfterLoss: true)
    #expect(live.object(Self.key("a")) != nil)
    #expect(live.loss(of: Interest(keys: [Self.key("a")]), since: 0) == nil)
  }

  @Test("only those that wait for an object are woken, and a change between two looks is not lost")
  func changes() async {
    let live = LiveObjects()
    let interest = Interest(keys: [Self.key("a")])
    var iterator = live.changes(of: interest).stream.makeAsyncIterator()
    live.take(Self.object("b", revision: 1))
    let position = live.position
    live.take(Self.object("a", revision: 2))
    live.take(Self.object("a", revision: 3))
    #expect(await iterator.next() != nil)
    #expect(live.states(of: interest, after: position).states.map(\.revision) == [2, 3])
    live.take(Self.object("a", revision: 4))
    #expect(await iterator.next() != nil)
  }

  @Test("an object that is not selected wakes nobody, and one that leaves the selection does")
  func selections() async {
    let live = LiveObjects()
    var interest = Interest()
    interest.selections = [
      ObjectSelection(kind: Self.scope.kind, namespace: "n", labels: LabelSelector(matching: ["app": "x"]))
    ]
    let changes = live.changes(of: interest)
    live.take(Self.object("b", revision: 1))
    changes.finish()
    var woken = 0
    for await _ in changes.stream { woken += 1 }
    #expect(woken == 0)

    var selected = Self.object("a", revision: 2)
    selected.labels = ["app": "x"]
    live.take(selected)
    let leaving = live.changes(of: interest)
    live.take(Self.object("a", revision: 3))
    leaving.finish()
    for await _ in leaving.stream { woken += 1 }
    #expect(woken == 1)
  }

  // MARK: What may be missing

  @Test("a history is bounded, and whoever asks for what is not kept any more is told")
  func forgetting() {
    let live = LiveObjects(bounds: .init(perObject: 3, total: 100))
    let interest = Interest(keys: [Self.key("a")])
    for revision in 1...3 { live.take(Self.object("a", revision: revision)) }
    #expect(live.loss(of: interest, since: 0) == nil)
    let middle = live.position
    for revision in 4...6 { live.take(Self.object("a", revision: revision)) }
    #expect(live.loss(of: interest, since: 0) == .forgotten(Self.key("a")))
    #expect(live.loss(of: interest, since: middle + 1) == nil)
    #expect(Self.revisions(live, "a") == [4, 5, 6])
  }

  @Test("objects that nobody looks at cannot push out more than the room that all have together")
  func totalBound() {
    let live = LiveObjects(bounds: .init(perObject: 100, total: 10))
    live.take(Self.object("a", revision: 1))
    for revision in 2...30 { live.take(Self.object("b", revision: revision)) }
    #expect(live.object(Self.key("a")) != nil)
    #expect(Self.revisions(live, "a") == [])
    #expect(Self.revisions(live, "b").count == 10)
  }

  @Test("after an interruption, states of what changed or was not there may be missing, and of nothing else")
  func interruption() {
    let live = LiveObjects()
    for name in ["same", "changed", "gone"] { live.take(Self.object(name, revision: 1), from: .watch) }
    // The answer to a write of our own says nothing of what came between.
    live.take(Self.object("written", revision: 2), from: .watch)
    live.take(Self.object("written", revision: 4))
    let before = live.position
    live.takeAll(
      [
        Self.object("same", revision: 1), Self.object("changed", revision: 3), Self.object("written", revision: 4),
        Self.object("new", revision: 5),
      ], of: Self.scope, moment: 9, isAfterLoss: true)
    func isLost(_ name: String, since position: Int) -> Bool {
      live.loss(of: Interest(keys: [Self.key(name)]), since: position) != nil
    }
    let names = ["same", "changed", "gone", "written", "new", "never"]
    #expect(names.filter { isLost($0, since: before) } == ["changed", "gone", "written", "new", "never"])
    #expect(names.filter { isLost($0, since: live.position) } == [])
  }

  @Test("a watch that ended shows nothing more, and those that wait are told")
  func end() async {
    let live = LiveObjects()
    let interest = Interest(keys: [Self.key("a")])
    var iterator = live.changes(of: interest).stream.makeAsyncIterator()
    live.takeEnd(of: Self.scope, because: "the right was taken away")
    #expect(await iterator.next() != nil)
    #expect(live.loss(of: interest, since: live.position) == .ended("ConfigMap", because: "the right was taken away"))
  }

  @Test("of a namespace that is gone nothing is kept, also when its last events come late")
  func goneNamespace() {
    let live = LiveObjects()
    var namespace = KubernetesObject(apiVersion: "v1", kind: "Namespace", name: "n")
    namespace.resourceVersion = "2"
    live.take(namespace, from: .watch)
    live.take(Self.object("a", revision: 3), from: .watch)
    namespace.resourceVersion = "9"
    live.takeDeleted(namespace)
    #expect(Self.revisions(live, "a") == [])
    live.take(Self.object("a", revision: 3), from: .watch)
    live.takeDeleted(Self.object("a", revision: 4))
    #expect(live.object(Self.key("a")) == nil)
    #expect(Self.revisions(live, "a") == [])
  }
}
