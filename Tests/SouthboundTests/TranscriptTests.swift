import Foundation
import Southbound
import Testing

@Suite(.enabled(if: SharedData.canReplay, "needs the NetBox transcripts and Python 3.11"))
struct TranscriptTests {
  @Test(
    "Answers like the NetBox that was recorded", .timeLimit(.minutes(5)),
    arguments: [["--shuffle"], ["--shuffle", "--jobs", "4"]])
  func replaysTranscripts(options: [String]) async throws {
    let simulator = try NetBoxSimulator(
      NetBoxSimulator.Configuration(token: "admin-token", readOnlyToken: "reader", unprivilegedToken: "guest"))
    try await simulator.withServer { address in
      let (status, output) = try await Self.replay(address.url, options)
      #expect(status == 0, "\(output)")
      #expect(output.contains(" passed, 0 failed"))
    }
    #expect(simulator.journal.count > 500)
    #expect(simulator.journal.entries().allSatisfy { $0.userAgent == "netbox-transcript-replay/1" })
  }

  private static func replay(_ url: String, _ options: [String]) async throws -> (status: Int32, output: String) {
    let process = SharedData.python(
      [
        SharedData.replayer, "--server", url, "--token", "admin-token", "--readonly-token", "reader",
        "--unprivileged-token", "guest", "--without", "server-bugs", "--messages", "--quiet",
      ] + options)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    return try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { process in
        let data = (try? output.fileHandleForReading.readToEnd()) ?? Data()
        continuation.resume(returning: (process.terminationStatus, String(decoding: data, as: UTF8.self)))
      }
      do { try process.run() } catch { continuation.resume(throwing: error) }
    }
  }
}
