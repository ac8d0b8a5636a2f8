import Documents
import Foundation
import Testing

@testable import Southbound

@Suite(.enabled(if: (try? PrometheusServer.program.path()) != nil, "prometheus is not installed"))
struct PrometheusServerTests {
  @Test("a real Prometheus is started, asked, reloaded and stopped", .timeLimit(.minutes(5)))
  func server() async throws {
    let folder = try await PrometheusServer().withServer { running in
      func ask(_ read: PrometheusRead) async throws -> PrometheusResult {
        try await PrometheusProbe(url: running.url).ask(read, timeout: .seconds(20))
      }
      #expect(try await ask(.instant(query: "vector(1) / 0", time: nil)).value["value"] == .double(.infinity))
      let range = try await ask(.range(query: "vector(3)", start: "10", end: "12", step: "1s"))
      #expect(range.values == [3.0, 3.0, 3.0] && range.type == "matrix")
      #expect(try await ask(.targets(labels: [:])).count == 0)
      await #expect {
        try await ask(.instant(query: "up >", time: nil))
      } throws: {
        ($0 as? PrometheusError)?.cause == .badData
      }
      await #expect {
        try await ask(.instant(query: "label_replace(vector(1), \"1a\", \"\", \"\", \"\")", time: nil))
      } throws: {
        ($0 as? PrometheusError)?.cause == .execution
      }
      let rules = #"{"groups": [{"name": "g", "rules": [{"alert": "A", "expr": "vector(1)"}]}]}"#
      try Data(rules.utf8).write(to: URL(fileURLWithPath: "\(running.folder)/rules/a.yml"))
      let reload = try await HTTPProbe().send(
        HTTPProbe.Request(method: "POST", url: "\(running.url)/-/reload"), timeout: .seconds(20))
      #expect(reload.status == 200)
      let found = try await ask(.rules(name: "A", group: "g"))
      #expect(found.items.first?["type"] == "alerting" && found.count == 1)
      return running.folder
    }
    #expect(!FileManager.default.fileExists(atPath: folder))
  }
}
