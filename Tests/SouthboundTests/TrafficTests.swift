import Documents
import Foundation
import Plans
import Testing

@testable import Southbound

@Suite struct TrafficTests {
  @Test(
    "a selector takes methods, paths with asterisks, and parts of bodies",
    arguments: [
      (TrafficSelector(), true),
      (TrafficSelector(methods: ["POST", "PUT"]), true),
      (TrafficSelector(methods: ["GET"]), false),
      (TrafficSelector(path: "/api/*/prefixes/"), true),
      (TrafficSelector(path: "/api/*"), true),
      (TrafficSelector(path: "*prefixes*"), true),
      (TrafficSelector(path: "/api"), false),
      (TrafficSelector(path: "/api/*/addresses/"), false),
      (TrafficSelector(body: "10.0.0.0/24"), true),
      (TrafficSelector(body: "10.0.1.0/24"), false),
    ])
  func selects(_ selector: TrafficSelector, _ expected: Bool) {
    #expect(
      selector.matches(method: "POST", path: "/api/ipam/prefixes/", body: #"{"prefix": "10.0.0.0/24"}"#) == expected)
  }

  @Test("a pattern that could be tried in very many ways is decided at once")
  func globIsBounded() {
    let selector = TrafficSelector(path: String(repeating: "*a", count: 2000) + "b")
    #expect(!selector.matches(method: "GET", path: String(repeating: "a", count: 4000), body: nil))
  }

  @Test("a fault that is meant for one request takes one and is gone")
  func faultIsTakenOnce() {
    let faults = TrafficFaults()
    faults.add(TrafficFault(name: "once", effect: .reset, selector: TrafficSelector(methods: ["POST"]), times: 1))
    faults.add(TrafficFault(name: "always", effect: .latency(.seconds(1))))
    #expect(faults.take(method: "GET", path: "/", body: nil).map(\.name) == ["always"])
    #expect(faults.take(method: "POST", path: "/", body: nil).map(\.name) == ["once", "always"])
    #expect(faults.take(method: "POST", path: "/", body: nil).map(\.name) == ["always"])
    #expect(faults.remove(named: "always") && !faults.remove(named: "always"))
    #expect(faults.take(method: "POST", path: "/", body: nil).isEmpty)
  }

  @Test("who waits for faults is told of each change", .timeLimit(.minutes(1)))
  func faultsTellOfChanges() async {
    let faults = TrafficFaults()
    var changes = faults.changes().makeAsyncIterator()
    faults.add(TrafficFault(name: "outage", effect: .refuse))
    #expect(await changes.next() != nil)
    faults.removeAll()
    #expect(await changes.next() != nil)
  }

  @Test("the journal's file has a request before its answer is known")
  func journalIsWrittenAhead() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).jsonl").path
    defer { try? FileManager.default.removeItem(atPath: file) }
    let journal = try TrafficJournal(file: file)
    let number = journal.begin(TrafficEntry(method: "POST", path: "/x", body: "{}"))
    func lines() throws -> [Value] {
      try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").map { try JSON.parse(Array($0.utf8)) }
    }
    let asked = try #require(try lines().first)
    #expect(asked["phase"] == "asked" && asked["path"] == "/x" && asked["status"] == nil)
    journal.finish(number, status: 201, seconds: 0.5, faults: ["slow"])
    let answered = try #require(try lines().last)
    #expect(answered["phase"] == "answered" && answered["status"] == 201 && answered["number"] == 1)
    #expect(journal.entries().map(\.status) == [201])
  }

  @Test("a journal that has forgotten requests says so")
  func journalIsBounded() throws {
    let journal = try TrafficJournal(limit: 10)
    let start = ContinuousClock.now
    for _ in 1...10 { _ = journal.begin(TrafficEntry(method: "GET", path: "/")) }
    #expect(journal.entries(since: start).isComplete)
    let middle = ContinuousClock.now
    for _ in 1...8 { _ = journal.begin(TrafficEntry(method: "GET", path: "/")) }
    #expect(!journal.entries(since: start).isComplete)
    #expect(journal.entries(since: middle).entries.count == 8 && journal.entries(since: middle).isComplete)
    #expect(journal.count == 18 && journal.entries(after: 15).map(\.number) == [16, 17, 18])
    // An answer to what is forgotten does no harm.
    journal.finish(1, status: 200, seconds: 0)
  }

  @Test(
    "what reads is told from what writes",
    arguments: [
      ("GET", false), ("HEAD", false), ("POST", true), ("DELETE", true), ("get-config", false), ("edit-config", true),
      ("commit", true), ("lock", false),
    ])
  func tellsWrites(_ method: String, _ isWrite: Bool) {
    #expect(TrafficEntry(method: method, path: "/").isWrite == isWrite)
  }
}
