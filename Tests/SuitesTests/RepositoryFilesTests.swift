import Documents
import Expressions
import Foundation
import Plans
import Testing

@testable import Suites

/// The suites, labs and candidates that come with plugfest.
@Suite struct RepositoryFilesTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path()
  static let candidate = root + "/suites/netbox/candidates/reference/candidate.yaml"
  static let suite = root + "/suites/netbox/suite.yaml"

  static func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)")) ?? []).sorted()
  }

  @Test("every lab loads", arguments: names(in: "labs").filter { $0.hasSuffix(".yaml") && !$0.hasSuffix("-seed.yaml") })
  func labs(name: String) throws {
    let read = try LabLoader.load("\(Self.root)/labs/\(name)")
    #expect(read.warnings.map(\.description) == [])
  }

  @Test(
    "every suite loads, and has a folder of its own",
    arguments: names(in: "suites").filter { names(in: "suites/\($0)").contains("suite.yaml") })
  func suites(name: String) throws {
    let read = try SuiteLoader.load("\(Self.root)/suites/\(name)/suite.yaml")
    #expect(read.suite.name == name)
    #expect(read.warnings.map(\.description) == [])
  }

  @Test("the NetBox suite, the reference candidate and each lab with a NetBox fit", arguments: ["embedded", "remote"])
  func plan(lab: String) throws {
    let plan = try PlanBuilder.plan(
      candidate: Self.candidate, lab: "\(Self.root)/labs/\(lab).yaml", suites: [Self.suite],
      candidateArguments: ["--defect", "${x}"])
    #expect(plan.warnings.map(\.description) == [])
    #expect(plan.cases.count >= 13)
    #expect(plan.candidate.manifests.count >= 8)
    guard case .process(let process) = plan.candidate.installation else {
      Issue.record("the reference candidate is a process")
      return
    }
    #expect(try process.command.last?.evaluate(Bindings()) == "${x}")
    #expect(process.readyLine == "netbox-operator ready")
  }
}
