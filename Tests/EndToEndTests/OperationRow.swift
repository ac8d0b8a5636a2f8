import Testing
import Verdicts

/// A case of a few steps, and what becomes of it.
struct OperationRow: Sendable {
  var name: String
  /// The steps of the case, in YAML.
  var steps: String
  var setup = "[]"
  var teardown = "[]"
  var verdict = Verdict.pass
  /// A part of what the failure says.
  var message = ""
  /// A part of its details.
  var detail = ""

  /// Runs all rows as one suite, and compares what came of them.
  ///
  /// - Parameters:
  ///   - head: What the suite says besides its cases.
  ///   - files: What lies beside the suite, by name.
  ///   - candidate: How the candidate is installed, and what else its file says.
  static func check(
    _ rows: [OperationRow], _ head: String = "", files: [String: String] = [:],
    candidate: String = "install: {external: {}}"
  ) async throws {
    var suite = "\(head)\ntimeouts: {case: 20s, eventually: 5s}\ncases:\n"
    for (index, row) in rows.enumerated() {
      suite += """
        - {name: "\(row.name)", id: "OP-\(index)", setup: \(row.setup), steps: \(row.steps), teardown: \(row.teardown)}

        """
    }
    // On a machine that is too busy the lab may not answer in time, which is an error and not what is tested here.
    let run = try await WrittenSuite.run(suite, ["--retries", "1"], files: files, candidate: candidate)
    #expect(run.code == 1, "\(run.errors)")
    for (row, result) in zip(rows, run.scorecard.cases) {
      let message = result.failure?.message ?? ""
      let details = result.failure?.details ?? []
      #expect(result.verdict == row.verdict, "\(row.name): \(message) \(details)")
      #expect(row.message.isEmpty || message.contains(row.message), "\(row.name): \(message)")
      #expect(row.detail.isEmpty || details.contains { $0.contains(row.detail) }, "\(row.name): \(details)")
    }
  }
}
