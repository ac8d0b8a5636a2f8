import Documents
import Synchronization
import Testing

@testable import LabStore

@Suite(.timeLimit(.minutes(5))) struct DeadlinesTests {
  @Test("actions happen in the order of their moments, and not when they were cancelled")
  func order() async {
    let deadlines = Deadlines()
    let (done, happens) = AsyncStream.makeStream(of: String.self)
    let start = ContinuousClock.now
    deadlines.at(start + .milliseconds(30)) { happens.yield("third") }
    deadlines.at(start + .milliseconds(10)) { happens.yield("first") }
    let cancelled = deadlines.at(start + .milliseconds(20)) { happens.yield("cancelled") }
    deadlines.at(start + .milliseconds(20)) { happens.yield("second") }
    deadlines.cancel(cancelled)
    deadlines.cancel(cancelled)
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await deadlines.run() }
      var seen: [String] = []
      for await text in done {
        seen.append(text)
        if seen.count == 3 { break }
      }
      #expect(seen == ["first", "second", "third"])
      #expect(deadlines.count == 0)
      group.cancelAll()
    }
  }

  @Test("watches that ended leave nothing behind, however they ended", arguments: ["client", "server", "future"])
  func watches(end: String) async throws {
    var configuration = LabStore.Configuration()
    configuration.versionPatience = .milliseconds(1)
    configuration.runsControllers = false
    try await StoreClient.withControllers(configuration) { client in
      let store = client.store
      let before = (store.withState { $0.watchers.count }, store.deadlines.count)
      for _ in 0..<100 {
        if end == "future" {
          let answer = try await client.send("GET", "/api/v1/namespaces?resourceVersion=\(store.revision + 100)")
          #expect(answer.status == 504)
          continue
        }
        let response = await store.respond(to: client.request("GET", "/api/v1/namespaces?watch=true"))
        guard case .watch(let stream) = response.body else {
          Issue.record("no watch")
          return
        }
        if end == "client" {
          stream.stop()
        } else {
          store.withState { $0.watchers.removeAll(of: StorageKey(group: "", plural: "namespaces")) }
        }
        for try await _ in stream {}
      }
      let after = (store.withState { $0.watchers.count }, store.deadlines.count)
      #expect(after == before, "\(before) \(after)")
    }
  }
}
