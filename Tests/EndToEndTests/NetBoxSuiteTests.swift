import Documents
import Foundation
import Reports
import Testing
import Verdicts

@Suite(.timeLimit(.minutes(5))) struct NetBoxSuiteTests {
  @Test("the reference operator conforms, and the run leaves a whole record")
  func reference() async throws {
    let folder = try TemporaryFolder()
    let run = try await NetBoxSuite.run(reports: folder.path)
    #expect(run.code == 0, "\(run.output)\(run.errors)")
    let lines = run.output.split(separator: "\n")
    #expect(lines.contains { $0.contains(" passed, 0 failed, 0 errors, ") }, "\(run.output)")
    #expect((run.scorecard?.totals.passed ?? 0) >= 25)
    let runFolder = try #require(run.runFolder)
    #expect(lines.last?.hasPrefix(runFolder) == true)
    for name in ["junit.xml", "scorecard.json", "events.jsonl", "candidate.log"] {
      #expect(FileManager.default.fileExists(atPath: "\(runFolder)/\(name)"), "\(name)")
    }
    // Without TLS nobody shows a certificate.
    #expect(run.cases(.skipped) == ["IPAM-075"])
    let recorded = try RunFolder(existingAt: runFolder).events()
    #expect(Scorecard(events: recorded) == run.scorecard)
    #expect(run.scorecard?.run.lab.kind == "embedded")
    // The reports need nothing but the record.
    let junit = FileManager.default.contents(atPath: "\(runFolder)/junit.xml")
    try FileManager.default.removeItem(atPath: "\(runFolder)/junit.xml")
    let report = try await Program.plugfest(["report", runFolder])
    #expect(report.code == 0)
    #expect(FileManager.default.contents(atPath: "\(runFolder)/junit.xml") == junit)
  }

  @Test("the same suite gives a comparable scorecard of a candidate that binds the direct kinds alone")
  func direct() async throws {
    let folder = try TemporaryFolder()
    let run = try await NetBoxSuite.run(
      ["--shuffle"], reports: folder.path, candidate: "suites/netbox/candidates/direct/candidate.yaml")
    #expect(run.code == 0, "\(run.output)\(run.errors)")
    #expect((run.scorecard?.totals.passed ?? 0) >= 12)
    let skipped = run.scorecard?.cases.filter { $0.summary.identity.id == "IPAM-001" }.first
    #expect(skipped?.skipReason == "UNCLAIMED: claims")
    let other = try TemporaryFolder()
    let reference = try await NetBoxSuite.run(["--case", "IPAM-006"], reports: other.path)
    #expect(run.scorecard?.run.suites == reference.scorecard?.run.suites)
  }

  @Test(
    "the report of a real run is valid by the schema that Jenkins uses",
    .enabled(if: Program.hasSharedData, "PLUGFEST_SHARED has no data"))
  func junit() async throws {
    let folder = try TemporaryFolder()
    let run = try await NetBoxSuite.run(["--case", "IPAM-006", "--case", "IPAM-013"], reports: folder.path)
    let runFolder = try #require(run.runFolder)
    let schema = "\(Program.shared)/data/junit/junit-10.xsd"
    let result = try await Program.run(
      "/usr/bin/xmllint", ["--noout", "--nonet", "--schema", schema, "\(runFolder)/junit.xml"])
    #expect(result.code == 0, "\(result.errors)")
  }

  struct Defect: Sendable, CustomTestStringConvertible {
    var name: String
    /// Cases that must fail; the selection of the run.
    var caughtBy: [String]
    var lab = NetBoxSuite.lab

    init(_ name: String, _ numbers: String, lab: String = NetBoxSuite.lab) {
      self.name = name
      self.lab = lab
      caughtBy = numbers.split(separator: " ").map { "IPAM-\($0)" }
    }

    var testDescription: String { "\(name): \(caughtBy.joined(separator: ", "))" }
  }

  static let defects: [Defect] = [
    Defect("outside-parent", "001 002 050"),
    Defect("duplicate-allocation", "003 060"),
    Defect("ignores-updates", "004 023 024 025 039 051"),
    Defect("silent-exhaustion", "005 061"),
    Defect("ready-when-exhausted", "005"),
    Defect("accepts-invalid", "007"),
    Defect(
      "reasonless-rejection",
      "007 059 028/tenant-that-does-not-exist 030/tenant-that-does-not-exist 032/end-before-start "
        + "056/tenant-that-does-not-exist 057/tenant-that-does-not-exist 058/parent-that-does-not-exist"),
    Defect("no-drift-repair", "009 010 033"),
    Defect("ignores-status", "033"),
    Defect("forgets-finalizer", "011 034"),
    Defect("rewrites-on-reapply", "012 041"),
    Defect("hot-loop", "012"),
    Defect("no-restoration", "013"),
    Defect("recreates-after-restart", "014"),
    Defect("drops-tenant", "020 021 022 051"),
    Defect("loses-custom-fields", "020 021 022"),
    Defect("keeps-custom-fields", "023 024 025 051"),
    Defect("ignores-preserve", "013 035 036 065"),
    Defect("always-preserves", "034 036"),
    Defect("shares-addresses", "037"),
    Defect("deletes-contents", "038"),
    Defect("clears-foreign-tags", "039"),
    Defect("creates-blindly", "040"),
    Defect("ties-to-one-parent", "062"),
    Defect("never-retries", "059"),
    Defect("takes-names", "064"),
    Defect("forgets-on-crash", "091"),
    Defect(
      "never-ready", "001 008 020 026 052 027/two-addresses 029/alone 031/two-addresses 053/ipv6 054/ipv4 055/size-2"),
  ]

  /// Those that show on the way to NetBox.
  static let disturbances: [Defect] = [
    Defect("no-restoration", "090"),
    Defect("trusts-child", "092"),
    Defect("writes-twice", "083 084 093 094"),
    Defect("reallocates-on-upgrade", "083 094"),
    Defect("picks-by-itself", "095"),
    Defect("never-retries", "070 071 076"),
    Defect("no-backoff", "071"),
    Defect("impatient", "072"),
    Defect("waits-forever", "073"),
    Defect("ignores-retry-after", "074"),
    Defect("trusts-any-certificate", "075", lab: "labs/tls.yaml"),
    Defect("creates-blindly", "077"),
    Defect("blocks-others", "079"),
    Defect("keeps-credential", "080"),
    Defect("drops-finalizer-when-down", "081"),
    Defect("forgets-finalizer", "081"),
    Defect("rewrites-on-reapply", "082"),
    Defect("polls-netbox", "085"),
    Defect("ready-first", "086"),
  ]

  @Test("a seeded defect is caught by the cases that are about it", arguments: defects + disturbances)
  func seededDefect(defect: Defect) async throws {
    let folder = try TemporaryFolder()
    let selection = defect.caughtBy.flatMap { ["--case", $0] }
    let arguments = selection + ["--patience", "0.3", "--", "--defect", defect.name]
    var run = try await NetBoxSuite.run(arguments, reports: folder.path, lab: defect.lab)
    if run.code == 2 {
      // The machine was too busy to tell.
      let other = try TemporaryFolder()
      run = try await NetBoxSuite.run(arguments, reports: other.path, lab: defect.lab)
    }
    #expect(run.code == 1, "\(run.output)\(run.errors)")
    #expect(Set(run.cases(.fail)) == Set(defect.caughtBy), "\(run.output)")
    print("defect \(defect.name): caught by \(run.cases(.fail).joined(separator: ", "))")
  }

  @Test("cases about admission are failed by definitions that validate nothing")
  func laxDefinitions() async throws {
    let folder = try TemporaryFolder()
    let reports = try TemporaryFolder()
    let manifests = "\(Program.repository)/suites/netbox/candidates/reference/manifests"
    for name in try FileManager.default.contentsOfDirectory(atPath: manifests) where name.hasSuffix(".yaml") {
      let text = try String(contentsOfFile: "\(manifests)/\(name)", encoding: .utf8)
      let documents = try YAML.parse(text, file: name).map { Self.withoutValidation($0.value) }
      _ = try folder.file(name, YAML.text(documents: documents))
    }
    let caught = Self.caughtByLaxDefinitions
    let run = try await NetBoxSuite.run(
      caught.flatMap { ["--case", $0] } + ["--manifests", folder.path, "--patience", "0.3"], reports: reports.path)
    #expect(run.code == 1, "\(run.output)\(run.errors)")
    #expect(Set(run.cases(.fail)) == Set(caught), "\(run.output)")
  }

  static let caughtByLaxDefinitions = ["IPAM-006", "IPAM-008", "IPAM-026", "IPAM-042", "IPAM-052", "IPAM-066"]

  /// Every case is in the table above or in `laxDefinitions`.
  @Test("no case is without a defect that fails it")
  func everyCaseCanFail() async throws {
    let list = try await Program.plugfest(
      ["run", "--suite", NetBoxSuite.suite, "--candidate", NetBoxSuite.candidate, "--lab", NetBoxSuite.lab, "--list"])
    let cases = Set(list.output.split(separator: "\n").compactMap { $0.split(separator: " ").first.map(String.init) })
    #expect(cases.count >= 25)
    let caught = (Self.defects + Self.disturbances).flatMap(\.caughtBy) + Self.caughtByLaxDefinitions
    // One example stands for all.
    func title(_ id: String) -> String { String(id.prefix { $0 != "/" }) }
    #expect(Set(cases.map(title)) == Set(caught.map(title)))
  }

  private static func withoutValidation(_ value: Value) -> Value {
    switch value {
    case .object(let object):
      .object(
        object.filter { key, _ in !["x-kubernetes-validations", "pattern", "format"].contains(key) }
          .mapValues(withoutValidation))
    case .array(let items): .array(items.map(withoutValidation))
    default: value
    }
  }

  @Test(
    "with the definitions that the NetBox operator project publishes, only what is known of them fails",
    .enabled(if: Program.hasSharedData, "PLUGFEST_SHARED has no data"))
  func publishedDefinitions() async throws {
    let folder = try TemporaryFolder()
    // What definitions are no part of, and takes long: many claims at once, and killing the operator again and again.
    let run = try await NetBoxSuite.run(
      ["--manifests", "\(Program.shared)/data/crds/netbox", "--exclude", "IPAM-060", "--exclude", "IPAM-091"],
      reports: folder.path)
    // Their rules are for fields that were there before: a tenant can be added.
    #expect(Set(run.cases(.fail)) == ["IPAM-042", "IPAM-066"], "\(run.output)\(run.errors)")
    #expect(run.cases(.error) == [])
  }

  @Test("the lab's secrets are in no file of the record, even when the operator logs them")
  func secrets() async throws {
    let folder = try TemporaryFolder()
    let token = "canary-0123456789abcdef"
    let lab = try String(contentsOfFile: "\(Program.repository)/\(NetBoxSuite.lab)", encoding: .utf8)
    #expect(lab.contains("netbox:"))
    let run = try await NetBoxSuite.run(
      ["--case", "IPAM-007", "--patience", "0.3", "--evidence", "all", "--", "--defect", "logs-token"],
      reports: folder.path,
      environment: ["NETBOX_TOKEN": token])
    let runFolder = try #require(run.runFolder)
    let log = try String(contentsOfFile: "\(runFolder)/candidate.log", encoding: .utf8)
    #expect(log.contains("[redacted]"))
    // The lab's own, which the operator has used.
    let own = try #require(lab.firstMatch(of: /token: ([0-9a-f]{40})/)).1
    let encoded = Data(own.utf8).base64EncodedString()
    for name in try FileManager.default.subpathsOfDirectory(atPath: runFolder) {
      guard let text = try? String(contentsOfFile: "\(runFolder)/\(name)", encoding: .utf8) else { continue }
      #expect(!text.contains(own) && !text.contains(encoded) && !text.contains(token), "\(name)")
    }
    #expect(FileManager.default.fileExists(atPath: "\(runFolder)/evidence/netbox-IPAM-007/candidate.log"))
  }
}
