import Documents
import Kubernetes
import Testing

@testable import LabStore

@Suite(.timeLimit(.minutes(1))) struct JobTests {
  private static let path = "/apis/batch/v1/namespaces/default/jobs"

  /// Watches the job of a lab while the body runs; the pods of the job do what `simulate` says.
  private static func withJob(
    _ spec: Object, simulate: String,
    _ body: @escaping @Sendable (StoreClient, AsyncMapSequence<WatchStream, Value>) async throws -> Void
  ) async throws {
    var all: Object = [
      "template": [
        "metadata": ["annotations": [KubeletController.annotation: .string(simulate)]],
        "spec": [
          "restartPolicy": "Never", "serviceAccountName": "robot", "containers": [["name": "c", "image": "i"]],
        ],
      ]
    ]
    for (key, value) in spec { all[key] = value }
    let job: Value = ["metadata": ["name": "j"], "spec": .object(all)]
    try await StoreClient.withControllers { client in
      try await client.send("POST", "/api/v1/namespaces/default/serviceaccounts", ["metadata": ["name": "robot"]])
      let events = try await client.watch("\(path)?watch=true")
      try #require(try await client.send("POST", path, job).status == 201)
      try await body(client, events)
    }
  }

  private static func condition(_ type: String, of event: Value) -> Value? {
    event["object"]?["status"]?["conditions"]?.array?.first { $0["type"]?.string == type && $0["status"] == "True" }
  }

  @Test("a job that is over goes after the time that it asks for, and its pods with it") func expiry() async throws {
    try await Self.withJob(["ttlSecondsAfterFinished": 1], simulate: "succeed") { client, events in
      var types: [String] = []
      for try await event in events {
        let type = event["type"]?.string ?? ""
        if type == "DELETED" { break }
        if Self.condition("Complete", of: event) != nil, types.isEmpty { types.append("complete") }
      }
      #expect(types == ["complete"])
      let pods = try await client.send("GET", "/api/v1/namespaces/default/pods")
      #expect(pods.body["items"] == [])
    }
  }

  @Test("a job that takes longer than it may has failed, and its pods go") func deadline() async throws {
    try await Self.withJob(["activeDeadlineSeconds": 1], simulate: "run") { client, events in
      let pods = try await client.watch("/api/v1/namespaces/default/pods?watch=true")
      for try await event in events {
        guard let failed = Self.condition("Failed", of: event) else { continue }
        #expect(failed["reason"] == "DeadlineExceeded")
        break
      }
      for try await event in pods where event["type"] == "DELETED" { break }
    }
  }

  @Test("a job whose pods fail too often has failed") func backoff() async throws {
    try await Self.withJob(["backoffLimit": 2], simulate: "fail") { _, events in
      for try await event in events {
        guard let failed = Self.condition("Failed", of: event) else { continue }
        #expect(failed["reason"] == "BackoffLimitExceeded")
        #expect(event["object"]?["status"]?["failed"] == 3)
        break
      }
    }
  }

  @Test("a suspended job begins when it is resumed") func suspension() async throws {
    try await Self.withJob(["suspend": true], simulate: "succeed") { client, events in
      for try await event in events {
        if Self.condition("Complete", of: event) != nil {
          #expect(Self.condition("Suspended", of: event) == nil)
          break
        }
        guard Self.condition("Suspended", of: event) != nil else { continue }
        #expect(event["object"]?["status"]?["startTime"] == nil)
        try await client.send(
          "PATCH", "\(Self.path)/j", ["spec": ["suspend": false]], type: "application/merge-patch+json")
      }
    }
  }
}
