import Foundation
import Kubernetes
import Testing

@testable import Oracles

@Suite struct LedgerTests {
  @Test(
    "each line of evidence that a reviewer counted in a recorded stream is found in the ledger",
    .enabled(if: !RecordedLedger.all.isEmpty, "the recorded ledgers are not here: set PLUGFEST_SHARED"),
    arguments: RecordedLedger.all)
  func evidence(_ recorded: RecordedLedger) throws {
    let ledger = try recorded.ledger()
    for finding in try recorded.findings() {
      for evidence in finding.evidence {
        let found: [String]
        if let mark = evidence.mark {
          found = ledger.marks.filter { $0.name == mark && evidence.time.contains($0.time) }.map { "\($0.time)" }
        } else {
          found = evidence.revisions(in: ledger).map { "\($0.time) \($0.key) \($0.writers)" }
        }
        #expect(found.count == evidence.count, "\(finding.id): \(evidence): \(found)")
      }
    }
  }
}
