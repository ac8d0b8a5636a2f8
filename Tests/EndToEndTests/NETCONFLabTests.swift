import Foundation
import Testing
import Verdicts

/// Labs whose network functions are Debian's netconfd, started by the run.
@Suite(.timeLimit(.minutes(10))) struct NETCONFLabTests {
  static let isInstalled = ["/usr/sbin/netconfd", "/usr/sbin/sshd", "/usr/bin/ssh"].allSatisfy {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  @Sendable private static func lab(_ text: String) -> String {
    text.replacing(
      "smf: {simulator: {packetCore: {}}}",
      with: "smf: {program: {netconfd: {yang: [\(Program.repository)/labs/yang/plugfest-apn.yang]}}}")
  }

  private static let suite = """
    cases:
      - name: edited, read and checked
        id: NC-1
        endpoints: [smf]
        steps:
          - netconf:
              endpoint: smf
              edit-config:
                config: >-
                  <access-points xmlns="urn:plugfest:params:xml:ns:yang:plugfest-apn"><access-point><name>a</name>
                  <network-identifier>a</network-identifier><session-type>IPV4</session-type><session-type>IPV6</session-type>
                  <mtu>1400</mtu></access-point></access-points>
          - netconf:
              endpoint: smf
              get-config: {filter: {xpath: "/pa:access-points/pa:access-point[pa:name='a']"}}
              namespaces: &namespaces {pa: urn:plugfest:params:xml:ns:yang:plugfest-apn}
              xpath:
                - {path: "count(//pa:access-point)", equals: 1}
                - {path: //pa:mtu, equals: 1400, matches: "^14", count: 1}
                - {path: //pa:session-type, equals: [IPV4, IPV6]}
                - {path: //pa:five-qi, exists: false}
              as: entry
              within: 5s
          - eventually: {that: ["${entry.values['//pa:mtu'] == ['1400']}", "${entry.reply.contains('<mtu>')}"]}
      - name: what is not so fails with what is
        id: NC-2
        endpoints: [smf]
        steps:
          - netconf:
              endpoint: smf
              get-config: {filter: {subtree: '<access-points xmlns="urn:plugfest:params:xml:ns:yang:plugfest-apn"/>'}}
              namespaces: *namespaces
              xpath: [{path: "count(//pa:access-point[pa:name='nobody'])", equals: 1}]
              within: 200ms
      - name: a refused edit says why
        id: NC-3
        steps:
          - netconf: {endpoint: smf, edit-config: {config: '<nothing xmlns="urn:nothing"/>'}}
      - name: the locks are given back
        id: NC-4
        endpoints: [smf]
        steps:
          - forEach:
              item: name
              in: [b, c, d]
              parallel: 3
              steps:
                - netconf:
                    endpoint: smf
                    edit-config:
                      config: >-
                        <access-points xmlns="urn:plugfest:params:xml:ns:yang:plugfest-apn"><access-point><name>${name}</name>
                        <network-identifier>${name}</network-identifier><session-type>IPV4</session-type></access-point></access-points>
          - netconf:
              endpoint: smf
              get: {}
              namespaces: *namespaces
              xpath: [{path: "count(//pa:access-point[pa:name='b' or pa:name='c' or pa:name='d'])", equals: 3}]
    """

  @Test("steps edit, read and check a real server", .enabled(if: isInstalled, "netconfd is not installed"))
  func steps() async throws {
    let run = try await WrittenSuite.run(Self.suite, lab: Self.lab)
    #expect(run["NC-1"]?.verdict == .pass, "\(String(describing: run["NC-1"]?.failure))")
    #expect(run["NC-2"]?.verdict == .fail)
    #expect(run["NC-2"]?.failure?.message.hasSuffix("is 0, expected 1") == true)
    #expect(run["NC-3"]?.failure?.message.contains("unknown-namespace") == true)
    #expect(run["NC-4"]?.verdict == .pass, "\(String(describing: run["NC-4"]?.failure))")
  }

  @Test("without the program the endpoint is absent, and what needs it is skipped with the reason")
  func absent() async throws {
    // A PATH without it: what the run itself starts, it does not look for there.
    let run = try await WrittenSuite.run(Self.suite, environment: ["PATH": "/nowhere"], lab: Self.lab)
    #expect(run.scorecard.cases.allSatisfy { $0.verdict == .skipped })
    for item in run.scorecard.cases {
      #expect(item.skipReason == "NA: netconfd is not installed: apt-get install netconfd")
    }
  }

  @Test(
    "an operator meets the relay, and conforms over NETCONF as over RESTCONF",
    .enabled(if: isInstalled, "netconfd is not installed"), arguments: ["access-point", "dnn"])
  func relay(candidate: String) async throws {
    let folder = try TemporaryFolder()
    let run = try await SuiteRun.run(
      "apn-config", candidate: candidate, lab: "netconf",
      ["APN-001", "APN-003", "APN-010", "APN-012", "APN-030"].flatMap { ["--include", $0] },
      reports: folder.path)
    #expect(run.cases(.fail) + run.cases(.error) == [], "\(run.output)")
    #expect(run.cases(.pass).count >= 4, "\(run.output)")
    let journal = try String(
      contentsOfFile: "\(try #require(run.runFolder))/southbound-smf.jsonl", encoding: .utf8)
    #expect(journal.contains("\"method\":\"edit-config\"") && journal.contains("\"path\":\"candidate\""))
  }
}
