import Cluster
import Documents
import Foundation
import Kubernetes
import Testing

/// Faults as a user injects them: by the lab file, and while the lab runs.
@Suite(.timeLimit(.minutes(5))) struct FaultTests {
  private static let lab = """
    apiVersion: plugfest.dev/v1alpha1
    kind: Lab
    metadata: {name: faulty}
    spec:
      cluster:
        embedded:
          faults:
            - name: busy
              when: {verbs: [list], resource: secrets}
              times: 1
              inject: {status: 503}
    """

  private static let secrets = GroupVersionKind(group: "", version: "v1", kind: "Secret")

  @Test("faults of the lab file are injected, and others come and go while it runs")
  func runTime() async throws {
    let folder = try TemporaryFolder()
    let lab = try folder.file("lab.yaml", Self.lab)
    let fault = try folder.file("fault.yaml", "name: broken\nwhen: {resource: secrets}\ninject: {status: 500}\n")
    try await BackgroundProgram.plugfest(["lab", "up", lab], ready: "export KUBECONFIG=") { _, output in
      let kubeconfig = try #require(output.split(separator: "\n").last?.split(separator: "=").last).description
      let plugfest = { @Sendable (arguments: [String]) in
        try await Program.plugfest(["lab", "fault"] + arguments, environment: ["KUBECONFIG": kubeconfig])
      }
      let configuration = try Kubeconfig.load(path: kubeconfig, environment: [:]).configuration(environment: [:])
      try await ClusterClient.withClient(configuration, options: .init(retries: .none)) { client in
        #expect(await Self.code(client) == 503)
        #expect(await Self.code(client) == nil)
        let added = try await plugfest(["add", fault])
        #expect(added.code == 0 && added.output.contains("name: broken"), "\(added.output)\(added.errors)")
        #expect(await Self.code(client) == 500)
        let list = try await plugfest(["list"])
        #expect(list.output.contains("name: busy") && list.output.contains("injected: 1"), "\(list.output)")
        let removed = try await plugfest(["remove", "broken"])
        #expect(removed.code == 0, "\(removed.errors)")
        #expect(await Self.code(client) == nil)
        let unknown = try await plugfest(["remove", "broken"])
        #expect(unknown.code != 0 && unknown.errors.contains("no such fault"), "\(unknown.errors)")
        let restarted = try await plugfest(["restart", "--forget-history", "--certificate", "expired"])
        #expect(restarted.code == 0, "\(restarted.errors)")
        let again = try await plugfest(["restart", "--certificate", "current"])
        #expect(again.code == 0, "\(again.errors)")
      }
      let code = try await ClusterClient.withClient(configuration) { await Self.code($0) }
      #expect(code == nil)
      let journal = try await plugfest(["journal"])
      let actions = try journal.output.split(separator: "\n").map { try JSON.parse(String($0))["action"]?.string }
      #expect(
        actions == [
          "answered 503", "answered 500",
          "restarted the server without its history, with a certificate that is expired",
          "restarted the server, with a certificate that is current",
        ])
    }
  }

  /// With which code a list of Secrets is refused; nil when it is answered.
  private static func code(_ client: ClusterClient) async -> Int? {
    do {
      _ = try await client.list(secrets, namespace: "default")
      return nil
    } catch {
      return (error as? ClusterError)?.status?.code ?? 0
    }
  }

  @Test("a run on a faulty lab leaves the journal, and an operator that tries again conforms all the same")
  func runJournal() async throws {
    let folder = try TemporaryFolder()
    let reports = try TemporaryFolder()
    try FileManager.default.copyItem(
      atPath: "\(Program.repository)/labs/netbox-seed.yaml", toPath: "\(folder.path)/netbox-seed.yaml")
    let embedded = try String(contentsOfFile: "\(Program.repository)/\(NetBoxSuite.lab)", encoding: .utf8)
    let faults = """
            nodes: 1
            faults:
              - name: conflict
                when: {verbs: [update, patch], userAgent: netbox-operator/*}
                times: 3
                inject: {status: 409}
              - name: busy
                when: {verbs: [update, patch], userAgent: netbox-operator/*}
                times: 3
                inject: {status: 503}
      """
    let lab = try folder.file("lab.yaml", embedded.replacing("      nodes: 1", with: faults))
    let run = try await NetBoxSuite.run(["--case", "IPAM-001"], reports: reports.path, lab: lab)
    #expect(run.code == 0, "\(run.output)\(run.errors)")
    let journal = try String(contentsOfFile: "\(try #require(run.runFolder))/faults.jsonl", encoding: .utf8)
    let records = try journal.split(separator: "\n").map { try JSON.parse(String($0)) }
    #expect(records.count == 6)
    #expect(records.allSatisfy { $0[path: "request", "userAgent"]?.string?.hasPrefix("netbox-operator/") == true })
    #expect(Set(records.compactMap { $0["action"]?.string }) == ["answered 409", "answered 503"])
  }
}
