import Foundation
import Testing

@Suite(.timeLimit(.minutes(5))) struct ReplayTests {
  @Test(
    "the embedded lab and the NetBox simulator give the answers of real servers, in any order and again",
    .enabled(if: FileManager.default.fileExists(atPath: "\(Program.shared)/transcripts/replay.py"), "no recordings"))
  func recordings() async throws {
    let result = try await Program.run(
      "\(Program.repository)/scripts/replay", [],
      environment: ["PLUGFEST_SHARED": Program.shared, "PLUGFEST": "\(Program.folder)/plugfest", "TIMES": "2"])
    #expect(result.code == 0, "\(result.output)\(result.errors)")
    let totals = result.output.split(separator: "\n").filter { $0.contains(" passed, ") }
    #expect(totals.count == 4)
    #expect(totals.allSatisfy { $0.hasSuffix(" passed, 0 failed") }, "\(totals)")
  }
}
