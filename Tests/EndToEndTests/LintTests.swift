import Documents
import Foundation
import Testing

@Suite(.timeLimit(.minutes(5))) struct LintTests {
  static let service = """
    apiVersion: v1
    kind: Service
    metadata: {name: a}
    spec:
      type: NodePort

    """
  static let binding = """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRoleBinding
    metadata: {name: a}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}

    """

  @Test("essential findings fail, others only when asked, and what cannot be read is told")
  func codes() async throws {
    let folder = try TemporaryFolder()
    let service = try folder.file("service.yaml", Self.service)
    let lenient = try await Program.plugfest(["lint", service])
    #expect(lenient.code == 0)
    #expect(
      lenient.output == """
        \(service):5:3: normal: Service "a": it is a NodePort [CFG-07]
         |   type: NodePort
         | ..^
          hint: Use ClusterIP, and leave the way in to an Ingress or Gateway of the platform.
        1 finding in 1 object: 1 normal

        """)
    #expect(try await Program.plugfest(["lint", "--strict", service]).code == 1)
    #expect(try await Program.plugfest(["lint", "--strict", "--exclude", "cfg", service]).code == 0)
    let binding = try folder.file("binding.yaml", Self.binding)
    #expect(try await Program.plugfest(["lint", binding]).code == 1)
    let broken = try folder.file("broken.yaml", "a: [")
    let all = try await Program.plugfest(["lint", service, broken])
    #expect(all.code == 64 && all.output.hasSuffix("1 finding in 1 object: 1 normal; 1 not judged\n"))
    #expect(try await Program.plugfest(["lint", "--select", "SEC-99", service]).code == 64)
    #expect(try await Program.plugfest(["lint", "--select", "REC-02", service]).code == 64)
  }

  @Test("findings are printed as SARIF, JUnit and JSON")
  func outputs() async throws {
    let folder = try TemporaryFolder()
    let binding = try folder.file("binding.yaml", Self.binding)
    let sarif = try JSON.parse(try await Program.plugfest(["lint", "--format", "sarif", binding]).output)
    let result = sarif["runs"]?[0]?["results"]?[0]
    #expect(result?["ruleId"] == "SEC-08" && result?["level"] == "error")
    let json = try JSON.parse(try await Program.plugfest(["lint", "--format", "json", binding]).output)
    #expect(json["findings"]?[0]?["line"] == 4)
    #expect(try await Program.plugfest(["lint", "--format", "junit", binding]).output.contains("<testsuites "))
  }

  @Test("criteria are listed with what is not checked yet, and explained")
  func criteria() async throws {
    let list = try await Program.plugfest(["criteria"]).output
    #expect(
      list.contains(
        "OBS-09  bonus      Traces are sent by OTLP, where that is claimed. (not checked yet)"))
    let last = try #require(list.split(separator: "\n").last)
    #expect(last.wholeMatch(of: /140 criteria: \d+ checked, \d+ not checked yet/) != nil)
    #expect(try await Program.plugfest(["criteria", "explain", "REC-02"]).output.contains("oracles quiescence"))
    #expect(try await Program.plugfest(["criteria", "explain", "REC-99"]).code == 64)
  }
}
