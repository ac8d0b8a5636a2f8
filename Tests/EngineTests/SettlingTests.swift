import Documents
import Foundation
import Kubernetes
import Oracles
import Synchronization
import Testing

@testable import Cluster
@testable import Engine

@Suite(.timeLimit(.minutes(1))) struct SettlingTests {
  /// A recording in which the candidate has written once, just now.
  private static func withRecording<Result: Sendable>(_ body: (Settling) async throws -> Result) async throws -> Result
  {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let recorder = Recorder(
      writer: LedgerWriter(folder: folder, partLimit: 1 << 20),
      scope: RecordingScope(namespaces: ["ns"], kinds: [], runID: "run"))
    recorder.candidateStarts()
    var object = KubernetesObject(apiVersion: "v1", kind: "ConfigMap", namespace: "ns", name: "child")
    object.value[path: "metadata", "uid"] = "uid-child"
    object.value[path: "metadata", "resourceVersion"] = "1"
    object.value[path: "metadata", "managedFields"] = [
      [
        "manager": "an-operator", "operation": "Update", "apiVersion": "v1", "fieldsType": "FieldsV1",
        "fieldsV1": ["f:data": ["f:a": [:]]],
      ]
    ]
    object.value["data"] = ["a": "b"]
    recorder.take(Informer.Event(change: .added(object), arrival: .now, isSynthetic: false))
    return try await body(Settling(recorder: recorder, namespace: "ns"))
  }

  @Test("what is quiet and not ready is looked at again when something happens or the time is over, and not in between")
  func quiet() async throws {
    let looks = Mutex(0)
    let (_, ending) = try await Self.withRecording { settling in
      try await settling.wait(after: 0, atMost: .seconds(2), deadline: .now + .seconds(30)) {
        looks.withLock { $0 += 1 }
        return false
      }
    }
    #expect(ending == .unready(after: .seconds(2)))
    #expect(looks.withLock { $0 } <= 5)
  }

  @Test("who is kept waiting by a slow machine gets more time before anybody calls it not ready")
  func slowMachine() async throws {
    let (_, ending) = try await Self.withRecording { settling in
      settling.recorder.lag.note(.milliseconds(50))
      return try await settling.wait(after: 0, atMost: .seconds(1), deadline: .now + .seconds(30)) { false }
    }
    #expect(ending == .unready(after: .seconds(3)))
  }

  @Test("the longest delay of the last while counts, until a longer one comes")
  func longestDelay() {
    let meter = LagMeter()
    #expect(meter.seconds == 0)
    for (delay, longest) in [(20, 20), (200, 200), (10, 200), (150, 200), (300, 300)] {
      meter.note(.milliseconds(delay))
      #expect(meter.seconds == Double(longest) / 1000)
    }
  }

  @Test("a case that ends before anybody can be quiet says that, and blames nobody")
  func shortOfTime() async throws {
    let (window, ending) = try await Self.withRecording { settling in
      try await settling.wait(after: 0, atMost: .seconds(30), deadline: .now + .milliseconds(50)) { true }
    }
    #expect(ending == .outOfTime)
    #expect(window.length >= SettleWindow.shortest)
  }

  @Test("who has written is at rest when the window is over")
  func settled() async throws {
    let (window, ending, quiet) = try await Self.withRecording { settling in
      let (window, ending) = try await settling.wait(after: 0, atMost: .seconds(30), deadline: .now + .seconds(60)) {
        true
      }
      return (window, ending, settling.recorder.now)
    }
    #expect(ending == .settled)
    #expect(quiet >= window.length)
  }
}
