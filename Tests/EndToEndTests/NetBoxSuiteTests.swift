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
    #expect(lines.dropLast().last?.hasSuffix("14 passed, 0 failed, 0 errors, 0 skipped") == true, "\(run.output)")
    let runFolder = try #require(run.runFolder)
    #expect(lines.last?.hasPrefix(runFolder) == true)
    for name in ["junit.xml", "scorecard.json", "events.jsonl", "candidate.log"] {
      #expect(FileManager.default.fileExists(atPath: "\(runFolder)/\(name)"), "\(name)")
    }
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

    var testDescription: String { "\(name): \(caughtBy.joined(separator: ", "))" }
  }

  static let defects: [Defect] = [
    Defect(name: "outside-parent", caughtBy: ["IPAM-001", "IPAM-002"]),
    Defect(name: "duplicate-allocation", caughtBy: ["IPAM-003"]),
    Defect(name: "ignores-updates", caughtBy: ["IPAM-004"]),
    Defect(name: "silent-exhaustion", caughtBy: ["IPAM-005"]),
    Defect(name: "ready-when-exhausted", caughtBy: ["IPAM-005"]),
    Defect(name: "accepts-invalid", caughtBy: ["IPAM-007"]),
    Defect(name: "reasonless-rejection", caughtBy: ["IPAM-007"]),
    Defect(name: "no-drift-repair", caughtBy: ["IPAM-009", "IPAM-010"]),
    Defect(name: "forgets-finalizer", caughtBy: ["IPAM-011"]),
    Defect(name: "rewrites-on-reapply", caughtBy: ["IPAM-012"]),
    Defect(name: "no-restoration", caughtBy: ["IPAM-013"]),
    Defect(name: "ignores-preserve", caughtBy: ["IPAM-013"]),
    Defect(name: "recreates-after-restart", caughtBy: ["IPAM-014"]),
    Defect(name: "hot-loop", caughtBy: ["IPAM-012"]),
    Defect(name: "never-ready", caughtBy: ["IPAM-001", "IPAM-008", "IPAM-011"]),
  ]

  @Test("a seeded defect is caught by the cases that are about it", arguments: defects)
  func seededDefect(defect: Defect) async throws {
    let folder = try TemporaryFolder()
    let selection = defect.caughtBy.flatMap { ["--case", $0] }
    let run = try await NetBoxSuite.run(
      selection + ["--patience", "0.3", "--", "--defect", defect.name], reports: folder.path)
    #expect(run.code == 1, "\(run.output)\(run.errors)")
    #expect(run.cases(.fail) == defect.caughtBy, "\(run.output)")
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
    let caught = ["IPAM-006", "IPAM-008"]
    let run = try await NetBoxSuite.run(
      caught.flatMap { ["--case", $0] } + ["--manifests", folder.path, "--patience", "0.3"], reports: reports.path)
    #expect(run.code == 1, "\(run.output)\(run.errors)")
    #expect(run.cases(.fail) == caught, "\(run.output)")
  }

  /// Every case is in the table above or in `laxDefinitions`.
  @Test("no case is without a defect that fails it")
  func everyCaseCanFail() async throws {
    let list = try await Program.plugfest(
      ["run", "--suite", NetBoxSuite.suite, "--candidate", NetBoxSuite.candidate, "--lab", NetBoxSuite.lab, "--list"])
    let cases = Set(list.output.split(separator: "\n").compactMap { $0.split(separator: " ").first.map(String.init) })
    #expect(cases.count >= 8)
    #expect(cases == Set(Self.defects.flatMap(\.caughtBy) + ["IPAM-006", "IPAM-008"]))
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
    "the suite passes unchanged with the definitions that the NetBox operator project publishes",
    .enabled(if: Program.hasSharedData, "PLUGFEST_SHARED has no data"))
  func publishedDefinitions() async throws {
    let folder = try TemporaryFolder()
    let run = try await NetBoxSuite.run(
      ["--manifests", "\(Program.shared)/data/crds/netbox"], reports: folder.path)
    #expect(run.code == 0, "\(run.output)\(run.errors)")
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
