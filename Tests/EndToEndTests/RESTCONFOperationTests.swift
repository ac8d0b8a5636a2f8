import Foundation
import Testing
import Verdicts

/// `restconf`, and what `http` does beyond one request, against the simulators of the embedded lab.
@Suite(.timeLimit(.minutes(5))) struct RESTCONFOperationTests {
  /// Makes an access point on a network function, by drift that somebody else would make.
  private static func point(_ name: String, _ more: String = "") -> String {
    "{restconf: {endpoint: smf, put: 'plugfest-apn:access-points/access-point=\(name)', body: "
      + "{'plugfest-apn:access-point': [{name: '\(name)', network-identifier: internet, session-type: [IPV4]\(more)}]}}}"
  }

  static let restconf: [OperationRow] = [
    OperationRow(
      name: "restconf writes, matches and keeps the answer",
      steps: "[\(point("a", ", mtu: 1400")), "
        + "{restconf: {endpoint: smf, get: 'plugfest-apn:access-points/access-point=a', within: 5s, as: read, "
        + "expect: {'plugfest-apn:access-point': [{mtu: 1400}]}, "
        + "that: ['${response.headers[\"content-type\"] == \"application/yang-data+json\"}']}}, "
        + "{restconf: {endpoint: smf, patch: 'plugfest-apn:access-points/access-point=a/mtu', "
        + "headers: {If-Match: '${read.headers.etag}'}, body: {'plugfest-apn:mtu': 1500}, status: 204}}, "
        + "{restconf: {endpoint: smf, get: 'plugfest-apn:access-points/access-point=a?fields=mtu', "
        + "that: ['${response.body[\"plugfest-apn:access-point\"][0].mtu == 1500}']}}, "
        + "{restconf: {endpoint: upf, get: 'plugfest-apn:access-points/access-point=a', status: 404}}, "
        + "{restconf: {endpoint: smf, delete: 'plugfest-apn:access-points/access-point=a', status: 204}}]"),
    OperationRow(
      name: "restconf encodes what expressions give",
      steps: "[{run: {command: [printf, 'a/b,c=%%'], as: odd}}, "
        + "{restconf: {endpoint: smf, post: 'plugfest-apn:access-points', status: 201, as: made, body: "
        + "{'plugfest-apn:access-point': [{name: '${odd.stdout}', network-identifier: internet, session-type: [IPV4]}]}}}, "
        + "{restconf: {endpoint: smf, get: 'plugfest-apn:access-points/access-point=${odd.stdout}', "
        + "that: ['${made.headers.location.endsWith(\"access-point=a%2Fb%2Cc%3D%25\")}']}}, "
        + "{restconf: {endpoint: smf, delete: 'plugfest-apn:access-points/access-point=${odd.stdout}'}}]"),
    OperationRow(
      name: "restconf says what the server refused, and where",
      steps: "[\(point("b", ", mtu: 5"))]", verdict: .fail, message: "found 400",
      detail:
        "invalid-value (application) at /plugfest-apn:access-points/access-point[name='b']/mtu: 5 is not in the range"),
    OperationRow(
      name: "restconf fails for other data",
      steps: "[\(point("c")), {restconf: {endpoint: smf, get: 'plugfest-apn:access-points/access-point=c', "
        + "expect: {'plugfest-apn:access-point': [{session-type: [IPV6]}]}}}]",
      teardown: "[{restconf: {endpoint: smf, delete: 'plugfest-apn:access-points/access-point=c'}}]",
      verdict: .fail, message: "access-point=c"),
    OperationRow(
      name: "restconf of another root", steps: "[{restconf: {endpoint: smf, root: /rests, get: /}}]", verdict: .fail,
      message: "found 404"),
    OperationRow(
      name: "restconf of an endpoint that the lab does not have",
      steps: "[{restconf: {endpoint: amf, get: 'a:b'}}]", verdict: .skipped),
  ]

  static let pages: [OperationRow] = [
    OperationRow(
      name: "pages are one list, whose credential comes from the endpoint",
      steps: "[{http: {endpoint: netbox, post: /api/ipam/prefixes/, body: {prefix: 10.78.1.0/24}, status: 201}}, "
        + "{http: {endpoint: netbox, post: /api/ipam/prefixes/, body: {prefix: 10.78.2.0/24}, status: 201}}, "
        + "{http: {endpoint: netbox, post: /api/ipam/prefixes/, body: {prefix: 10.78.3.0/24}, status: 201}}, "
        + "{http: {endpoint: netbox, get: '/api/ipam/prefixes/?within=10.78.0.0/16&limit=1', pages: {next: next, items: results}, "
        + "expect: [{prefix: 10.78.1.0/24}, {prefix: 10.78.2.0/24}, {prefix: 10.78.3.0/24}], that: ['${size(response.body) == 3}']}}]"
    ),
    OperationRow(
      name: "more pages than allowed are a failure",
      steps:
        "[{http: {endpoint: netbox, get: '/api/tenancy/tenants/?limit=1', pages: {next: next, items: results, limit: 1}}}]",
      verdict: .fail, message: "more than 1 pages"),
    OperationRow(
      name: "pages without their list are a failure",
      steps: "[{http: {endpoint: netbox, get: '/api/tenancy/tenants/', pages: {next: next}}}]", verdict: .fail,
      message: "the page is no list"),
  ]

  @Test("restconf and pages pass and fail as their cases say")
  func operations() async throws {
    try await OperationRow.check(Self.restconf + Self.pages, "endpoints: [netbox, smf, upf]")
  }

  @Test("a system behind its own authority, client certificates and passwords is reached as the lab says")
  func access() async throws {
    try await BackgroundProgram.plugfest(["lab", "up", "labs/embedded.yaml"], ready: "export KUBECONFIG=") {
      _, output in
      let kubeconfig = try #require(output.split(separator: "\n").last?.split(separator: "=").last).description
      try await BackgroundProgram.plugfest(["simulate", "packet-core", "--token", "secret-word"], ready: "ready at ") {
        _, output in
        let core = try #require(output.split(separator: " ").last).trimmingCharacters(in: .newlines)
        let folder = try TemporaryFolder()
        try await Self.check(try Self.server(in: kubeconfig, folder), in: folder.path, core: core)
      }
    }
  }

  /// Where the API server listens, and its certificates as files.
  private static func server(in kubeconfig: String, _ folder: borrowing TemporaryFolder) throws -> String {
    let text = try String(contentsOfFile: kubeconfig, encoding: .utf8)
    func field(_ name: String) throws -> String {
      let line = try #require(text.split(separator: "\n").first { $0.contains("\(name):") })
      return line.split(separator: ":", maxSplits: 1)[1].trimmingCharacters(in: CharacterSet(charactersIn: " \""))
    }
    for (name, file) in [
      ("certificate-authority-data", "ca.pem"), ("client-certificate-data", "client.pem"),
      ("client-key-data", "key.pem"),
    ] {
      let data = try #require(Data(base64Encoded: try field(name)))
      _ = try folder.file(file, String(decoding: data, as: UTF8.self))
    }
    return try field("server")
  }

  private static func check(_ server: String, in folder: String, core: String) async throws {
    let files = { (names: [String]) in
      names.map { "\($0): {file: \(folder)/\($0 == "certificate" ? "client" : $0).pem}" }.joined(separator: ", ")
    }
    let lab = """
      apiVersion: plugfest.dev/v1alpha1
      kind: Lab
      metadata: {name: written}
      spec:
        cluster: {embedded: {}}
        endpoints:
          mutual: {url: "\(server)", tls: {\(files(["ca", "certificate", "key"]))}}
          anonymous: {url: "\(server)", tls: {\(files(["ca"]))}}
          strange: {url: "\(server)"}
          insecure: {url: "\(server)", tls: {insecure: true}}
          smf: {url: "\(core)", username: admin, password: {env: CORE_PASSWORD}}
          amf: {url: "\(core)", username: admin, password: {env: HOME}}
      """
    let get = "{http: {endpoint: ENDPOINT, get: /api/v1/namespaces, STATUS}}"
    let rows: [(String, String, Verdict, String)] = [
      ("mutual", "expect: {kind: NamespaceList}", .pass, ""), ("anonymous", "status: 403", .pass, ""),
      ("strange", "status: 403", .error, "not signed by an authority that is trusted"),
      ("insecure", "status: 403", .pass, ""),
    ]
    var cases = rows.map { row in
      "- {name: \(row.0), id: \(row.0), steps: [\(get.replacing("ENDPOINT", with: row.0).replacing("STATUS", with: row.1))]}"
    }
    cases.append("- {name: password, id: password, steps: [{restconf: {endpoint: smf, get: /, status: 200}}]}")
    cases.append("- {name: refused, id: refused, steps: [{restconf: {endpoint: amf, get: /, status: 401}}]}")
    let run = try await WrittenSuite.run(
      "timeouts: {case: 20s}\ncases:\n" + cases.joined(separator: "\n"), environment: ["CORE_PASSWORD": "secret-word"],
      lab: { _ in lab })
    for row in rows {
      let result = run[row.0]
      let message = result?.failure?.message ?? ""
      #expect(result?.verdict == row.2, "\(row.0): \(message)")
      #expect(row.3.isEmpty || message.contains(row.3), "\(row.0): \(message)")
    }
    #expect(run["password"]?.verdict == .pass, "\(run["password"]?.failure?.message ?? run.errors)")
    #expect(run["refused"]?.verdict == .pass)
    #expect(!run.events.contains("secret-word"))
    #expect(run.errors.contains("any certificate is taken"))
  }
}
