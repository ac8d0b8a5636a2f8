import Documents
import Kubernetes
import Testing

@testable import Engine

@Suite(.timeLimit(.minutes(1))) struct LiveObjectsTests {
  static func object(_ name: String, revision: Int, phase: String = "") -> KubernetesObject {
    KubernetesObject([
      "apiVersion": "v1", "kind": "ConfigMap",
      "metadata": ["name": .string(name), "namespace": "n", "resourceVersion": .string("\(revision)")],
      "phase": .string(phase),
    ])
  }

  @Test("a watch that is behind the answer to a write does not bring the old state back")
  func staleEvent() {
    let live = LiveObjects()
    live.take(Self.object("a", revision: 7, phase: "new"))
    live.take(Self.object("a", revision: 5, phase: "old"))
    live.takeDeleted(Self.object("a", revision: 6))
    #expect(live.object(Self.object("a", revision: 0).key)?["phase"] == "new")
  }

  @Test("what a new list does not hold is gone, unless it was written after the list")
  func relist() {
    let live = LiveObjects()
    for (name, revision) in [("a", 1), ("b", 2), ("c", 9)] { live.take(Self.object(name, revision: revision)) }
    live.takeAll([Self.object("a", revision: 5)], of: Self.object("a", revision: 1).key.groupKind)
    let known = ["a", "b", "c"].filter { live.object(Self.object($0, revision: 0).key) != nil }
    #expect(known == ["a", "c"])
  }

  @Test("only those that wait for an object are woken, and a change between two looks is not lost")
  func changes() async {
    let live = LiveObjects()
    let key = Self.object("a", revision: 0).key
    let stream = live.changes(of: [key])
    live.take(Self.object("b", revision: 1))
    live.take(Self.object("a", revision: 2))
    live.take(Self.object("a", revision: 3))
    var iterator = stream.makeAsyncIterator()
    #expect(await iterator.next() != nil)
    #expect(live.object(key)?.resourceVersion == "3")
    live.take(Self.object("a", revision: 4))
    #expect(await iterator.next() != nil)
  }
}
