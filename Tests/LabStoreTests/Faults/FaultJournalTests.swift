import Documents
import Kubernetes
import Plans
import Synchronization
import Testing

@testable import LabStore

/// Every fault that is injected is journaled: by whom it was met, and what was done.
@Suite(.timeLimit(.minutes(5))) struct FaultJournalTests {
  private static let maps = "/api/v1/namespaces/default/configmaps"
  private static let map: Value = ["metadata": ["name": "a"]]

  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var effect: Fault.Effect
    var method: String
    var path: String
    var action: String

    init(_ effect: Fault.Effect, _ method: String, _ path: String, _ action: String) {
      testDescription = action
      self.effect = effect
      self.method = method
      self.path = path
      self.action = action
    }
  }

  static let rows: [Row] = [
    Row(.latency(.milliseconds(1)), "GET", maps, "held the request for 0.001 seconds"),
    Row(.refusal(.conflict, retryAfter: nil), "POST", maps, "answered 409"),
    Row(.refusal(.expired, retryAfter: nil), "GET", maps, "answered 410"),
    Row(.refusal(.tooManyRequests, retryAfter: nil), "POST", maps, "answered 429"),
    Row(.refusal(.internalError, retryAfter: nil), "POST", maps, "answered 500"),
    Row(.refusal(.unavailable, retryAfter: nil), "POST", maps, "answered 503"),
    Row(.reset(.before), "POST", maps, "reset the connection before anything was done"),
    Row(.reset(.after), "POST", maps, "carried it out, and reset the connection in place of the answer"),
    Row(.stale(changes: 2), "GET", maps, "answered from before the last 2 changes"),
    Row(.asOf(revision: 2), "GET", maps, "lagged behind at revision 2"),
    Row(.restart(Fault.Restart()), "POST", maps, "restarted the server"),
    Row(
      .restart(Fault.Restart(keepsHistory: false, certificate: .expired)), "POST", maps,
      "restarted the server without its history, with a certificate that is expired"),
    Row(.events(.drop), "WATCH", maps, "dropped added default/a of revision "),
    Row(.events(.cut), "WATCH", maps, "cut the watch before added default/a of revision "),
    Row(.events(.expire), "WATCH", maps, "ended the watch with 410 before added default/a of revision "),
    Row(.eventDelay(.milliseconds(1)), "WATCH", maps, "held for 0.001 seconds added default/a of revision "),
  ]

  @Test("each effect leaves one record, with the fault, the request and what was done", arguments: rows)
  func journal(row: Row) async throws {
    let heard = HeardRecords()
    var configuration = LabStore.Configuration()
    var selector = Fault.Selector()
    // The namespace's own ConfigMap comes when its controller has the time.
    if row.method == "WATCH" { selector.name = "a" }
    configuration.faults = [
      Fault(name: "f", selector: selector, frequency: Fault.Frequency(times: 1), effect: row.effect)
    ]
    configuration.faultObserver = heard.append
    try await StoreClient.withControllers(configuration) { client in
      if row.method == "WATCH" {
        let events = try await client.watch("\(row.path)?watch=true")
        try await client.send("POST", row.path, Self.map)
        _ = await client.store.respond(to: client.request("POST", row.path, ["metadata": ["name": "b"]]))
        client.store.endWatches()
        do { for try await _ in events {} } catch is WatchStream.Cut {}
      } else {
        _ = await client.store.respond(to: client.request(row.method, row.path, Self.map))
      }
      let records = client.store.faults.records()
      #expect(records.count == 1)
      let record = try #require(records.first)
      #expect(record.fault == "f" && record.number == 1)
      #expect(record.action.hasPrefix(row.action), "\(record.action)")
      let verbs = ["GET": "list", "POST": "create", "WATCH": "watch"]
      #expect(record.request?.verb == verbs[row.method])
      #expect(record.request?.resource == "configmaps" && record.request?.namespace == "default")
      #expect(record.request?.user == "kubernetes-admin" && record.request?.userAgent == "test/1")
      #expect(heard.all == records)
    }
  }

  @Test(
    "a refusal tells when to come back, in whole seconds",
    arguments: [
      (Fault.Refusal.tooManyRequests, nil, "1"), (.tooManyRequests, .seconds(2), "2"),
      (.tooManyRequests, .milliseconds(1_500), "2"), (.unavailable, .seconds(3), "3"), (.unavailable, nil, nil),
      (.internalError, nil, nil),
    ] as [(Fault.Refusal, Duration?, String?)])
  func retryAfter(refusal: Fault.Refusal, retryAfter: Duration?, header: String?) async throws {
    var configuration = LabStore.Configuration()
    configuration.faults = [Fault(name: "f", effect: .refusal(refusal, retryAfter: retryAfter))]
    let client = StoreClient(configuration)
    let answer = await client.store.respond(to: client.request("GET", Self.maps))
    #expect(answer.status == refusal.rawValue)
    #expect(answer.headers.first { $0.name.lowercased() == "retry-after" }?.value == header)
  }

  @Test("what is done at once by an administrator is journaled, too, and the history is gone")
  func administration() async throws {
    let client = StoreClient()
    let created = try await client.send("POST", Self.maps, Self.map)
    let version = created.body["metadata"]?["resourceVersion"]?.string ?? ""
    try await client.send("POST", Self.maps, ["metadata": ["name": "b"]])
    let compacted = try await client.send("POST", "/_plugfest/compact")
    #expect(compacted.status == 200)
    var events = try await client.watch("\(Self.maps)?watch=true&resourceVersion=\(version)").makeAsyncIterator()
    let event = try await events.next()
    #expect(event?["type"] == "ERROR" && event?["object"]?["code"] == 410)
    #expect(client.store.faults.records().map(\.action) == ["forgot the history"])
    let wrong = try await client.send("POST", "/_plugfest/restart?certificate=old")
    #expect(wrong.status == 400)
    #expect(wrong.body["message"]?.string == "certificate must be one of current, expired, notYetValid, not \"old\"")
    let elsewhere = try await client.send("GET", "/_plugfest/elsewhere")
    #expect(elsewhere.status == 404)
    let method = try await client.send("PUT", "/_plugfest/faults")
    #expect(method.status == 405)
  }
}

private final class HeardRecords: Sendable {
  private let records = Mutex<[FaultRecord]>([])
  func append(_ record: FaultRecord) { records.withLock { $0.append(record) } }
  var all: [FaultRecord] { records.withLock { $0 } }
}
