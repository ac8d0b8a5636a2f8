import Foundation
import Testing
import Verdicts

/// Programs that stand beside the candidate, with small scripts for both.
@Suite(.timeLimit(.minutes(5))) struct CompanionTests {
  private static let readyBeside = "{log: companion is ready}"

  /// Leaves a file when it is ready, takes it away when it is stopped, and exits when told.
  private static let companion = """
    [ -p "$1.pipe" ] || mkfifo "$1.pipe"
    exec 3<>"$1.pipe"
    trap 'rm -f "$1"; exit 0' TERM
    touch "$1"
    echo companion is ready
    while read -r line <&3; do exit 3; done
    """

  /// Cannot do without its companion, neither at its start nor at its end.
  private static let candidate = """
    [ -e "$1" ] || { echo alone; exit 4; }
    trap '[ -e "$1" ] && touch "$1.accompanied"; exit 0' TERM
    echo candidate is ready
    while :; do sleep 0.1; done
    """

  private static func run(_ cases: String, companion script: String = Self.companion) async throws -> (
    run: WrittenSuite, logs: [String: String], files: [String]
  ) {
    let folder = try TemporaryFolder()
    let companion = try folder.file("companion.sh", script)
    let candidate = try folder.file("candidate.sh", Self.candidate)
    let mark = "\(folder.path)/mark"
    let reports = "\(folder.path)/reports"
    let run = try await WrittenSuite.run(
      cases.replacing("PIPE", with: "\(mark).pipe"),
      candidate: """
        install: {process: {command: [sh, \(candidate), \(mark)], ready: {log: candidate is ready}, stop: 2s}},
          companions: [{name: friend, process: {command: [sh, \(companion), \(mark)], ready: \(readyBeside), stop: 2s}}]
        """, reports: reports, lab: { $0.replacing(/parallel: \d+/, with: "parallel: 1") })
    var logs: [String: String] = [:]
    for name in ["candidate", "companion-friend"] {
      logs[name] = try? String(contentsOfFile: "\(reports)/\(run.scorecard.run.id)/\(name).log", encoding: .utf8)
    }
    return (run, logs, try FileManager.default.contentsOfDirectory(atPath: folder.path))
  }

  @Test("companions are started before the candidate, stopped after it, and left alone by what cases do to it")
  func around() async throws {
    let (run, logs, files) = try await Self.run(
      """
      cases:
      - {name: restart, id: F-1, steps: [{operator: {action: restart}}, {operator: {action: crash}}, {logs: {match: ready}}]}
      """)
    #expect(run["F-1"]?.verdict == .pass, "\(run["F-1"]?.failure as Any) \(run.errors)")
    #expect(run.code == 0, "\(run.errors)")
    #expect(logs["companion-friend"] == "companion is ready\n")
    #expect(logs["candidate"]?.contains("alone") == false)
    #expect(files.contains("mark.accompanied") && !files.contains("mark"), "\(files)")
  }

  @Test("a companion that ends by itself is the lab's trouble, and is started again")
  func crash() async throws {
    let (run, logs, _) = try await Self.run(
      """
      timeouts: {case: 20s, eventually: 5s}
      cases:
      - {name: what passes meanwhile, id: F-1, steps: [{run: {script: "echo x > PIPE"}}, {operator: {action: restart}}]}
      - name: what fails meanwhile
        id: F-2
        steps:
        - run: {script: "echo x > PIPE"}
        - logs: {match: never-said, within: 500ms}
      """)
    #expect(run["F-1"]?.verdict == .pass, "\(run["F-1"]?.failure as Any)")
    let failure = try #require(run["F-2"]?.failure, "\(run.errors)")
    #expect(failure.kind == .labUnavailable)
    #expect(failure.message.hasSuffix("(but what the candidate needs did not run all the time)"), "\(failure.message)")
    #expect(failure.details.contains { $0.hasPrefix("the companion friend's process exited with 3") }, "\(failure)")
    #expect(run.events.contains("keep the companion friend running"))
    let ready = try #require(logs["companion-friend"]).split(separator: "\n").filter { $0 == "companion is ready" }
    #expect(ready.count >= 2)
  }

  @Test("without its companion the candidate is not even started, and is not accused")
  func neverReady() async throws {
    let (run, logs, _) = try await Self.run(
      "cases:\n- {name: any, id: F-1, steps: [{logs: {match: ready}}]}\n", companion: "echo no; exit 1\n")
    let failures = run.scorecard.failures
    #expect(failures.contains { $0.kind == .labUnavailable && $0.message.contains("the companion friend stopped") })
    #expect(!failures.contains { $0.kind.accusesCandidate }, "\(failures)")
    #expect(logs["candidate"] == nil)
    #expect(run["F-1"]?.verdict != .fail)
  }
}
