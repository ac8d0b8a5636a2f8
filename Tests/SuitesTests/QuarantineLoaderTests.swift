import Documents
import Plans
import Testing
import Verdicts

@testable import Suites

@Suite struct QuarantineLoaderTests {
  static func file(_ entries: String) -> [String: String] {
    [
      "quarantine.yaml": """
      apiVersion: plugfest.dev/v1alpha1
      kind: Quarantine
      metadata: {name: known}
      spec:
        cases: [\(entries)]
      """
    ]
  }

  static let cases = [("netbox", "IPAM-001"), ("netbox", "IPAM-002"), ("core", "IPAM-001"), ("core", "CORE-7")].map {
    TestSuite.Case(
      summary: CaseSummary(
        identity: CaseIdentity(suite: $0.0, id: $0.1), name: $0.1, category: "general", severity: .normal),
      labels: [:], timeout: .seconds(60), expected: nil, needs: [], endpoints: [], claims: [], variables: [], setup: [],
      steps: [], teardown: [])
  }

  @Test("an entry names a case of any suite or of one, its last day, why, and where more is told")
  func entries() throws {
    let files = try MarkedFiles(
      Self.file(
        "{case: IPAM-001, until: 2026-12-31, because: it is so}, "
          + "{case: IPAM-002, suite: netbox, until: 2026-12-31, because: it is so, link: 'https://example.com/1'}"))
    let read = try QuarantineLoader.load(files.path("quarantine.yaml")).cases
    #expect(read.map(\.id) == ["IPAM-001", "IPAM-002"] && read.map(\.suite) == [nil, "netbox"])
    #expect(read.map(\.until) == ["2026-12-31", "2026-12-31"] && read.map(\.link) == [nil, "https://example.com/1"])
    #expect(read[0].means(CaseIdentity(suite: "core", id: "IPAM-001", round: 2)))
    #expect(!read[1].means(CaseIdentity(suite: "core", id: "IPAM-002")))
  }

  @Test(
    "mistakes are told with their place",
    arguments: [
      Mistake(
        "no day", "{case: A-1, until: 1️⃣2026-02-30, because: x}",
        ["1️⃣ error: \"until\" must be a day of the calendar, not \"2026-02-30\""]),
      Mistake("no reason", "1️⃣{case: A-1, until: 2026-12-31}", ["1️⃣ error: missing field \"because\""]),
      Mistake(
        "a name that is misspelt", "{case: A-1, until: 2026-12-31, because: x, 1️⃣lnk: y}",
        ["1️⃣ error: unknown field \"lnk\""]),
    ])
  func mistakes(mistake: Mistake) throws {
    let files = try MarkedFiles(Self.file(mistake.text))
    let path = files.path("quarantine.yaml")
    let messages = files.diagnose { _ throws(Diagnostics) in try QuarantineLoader.load(path).warnings }
    #expect(messages.count == mistake.messages.count, "\(messages)")
    for (message, beginning) in zip(messages, mistake.messages) { #expect(message.hasPrefix(beginning), "\(message)") }
  }

  @Test(
    "entries fit the cases of the run, each once, and those that are over are told",
    arguments: [
      Mistake("fits", "{case: IPAM-001, until: 2026-12-31, because: x}", []),
      Mistake(
        "the last day", "{case: IPAM-001, suite: core, until: 2026-06-15, because: x}", []),
      Mistake(
        "no such case", "1️⃣{case: IPAM-010, suite: netbox, until: 2026-12-31, because: x}",
        ["1️⃣ error: no case of the suite \"netbox\" is \"IPAM-010\"\n  did you mean \"IPAM-001\"?"]),
      Mistake(
        "a case of another suite", "1️⃣{case: CORE-7, suite: netbox, until: 2026-12-31, because: x}",
        ["1️⃣ error: no case of the suite \"netbox\" is \"CORE-7\""]),
      Mistake(
        "no case of any suite", "1️⃣{case: CORE-8, until: 2026-12-31, because: x}",
        ["1️⃣ error: no case of these suites is \"CORE-8\"\n  did you mean \"CORE-7\"?"]),
      Mistake(
        "no such suite", "1️⃣{case: IPAM-001, suite: netbx, until: 2026-12-31, because: x}",
        ["1️⃣ error: there is no suite \"netbx\" in this run\n  did you mean \"netbox\"?"]),
      Mistake(
        "over", "1️⃣{case: IPAM-001, until: 2026-06-14, because: x}",
        [
          "1️⃣ warning: the quarantine of IPAM-001 ended on 2026-06-14: its failures count again\n"
            + "  mend the case, or say until when it needs more time"
        ]),
      Mistake(
        "twice",
        "{case: IPAM-001, until: 2026-12-31, because: x}, "
          + "1️⃣{case: IPAM-001, suite: core, until: 2026-12-31, because: y}",
        ["1️⃣ error: IPAM-001 is in quarantine twice\n  the other entry is at quarantine.yaml:5:11"]),
    ])
  func fits(mistake: Mistake) throws {
    let files = try MarkedFiles(Self.file(mistake.text))
    let entries = try QuarantineLoader.load(files.path("quarantine.yaml")).cases
    #expect(files.describe(QuarantineLoader.check(entries, Self.cases, today: "2026-06-15")) == mistake.messages)
  }
}
