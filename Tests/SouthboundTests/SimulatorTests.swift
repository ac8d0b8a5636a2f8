import Documents
import Foundation
import Southbound
import Testing

@Suite struct SimulatorTests {
  private func seed(_ text: String) throws -> NetBoxSeed {
    NetBoxSeed(try #require(try YAML.parse(text, file: "seed.yaml").first))
  }

  @Test("A seed is loaded through the rules of the REST API, whatever its order")
  func seeding() throws {
    let seed = try seed(
      """
      prefixes:
      - {prefix: 10.0.0.0/16, tenant: {name: My Tenant}, custom_fields: {env: lab}, scope_type: dcim.site, scope_id: {name: MY_SITE}}
      tenants: [{name: My Tenant}]
      sites: [{name: MY_SITE}]
      custom-fields: [{name: env, type: text, object_types: [ipam.prefix]}]
      """)
    let simulator = try NetBoxSimulator(NetBoxSimulator.Configuration(token: "t", seed: seed))
    let prefix = simulator.request("GET", "/api/ipam/prefixes/?tenant=my-tenant").body?["results"]?[0]
    #expect(prefix?["custom_fields"] == ["env": "lab"])
    #expect(prefix?["scope"]?["slug"] == "my_site")
  }

  @Test("Every mistake in a seed is told with its place")
  func badSeed() throws {
    let seed = try seed(
      """
      tennants: []
      tenants: [{nam: x}]
      prefixes: [{prefix: 10.0.0.7/24}]
      sites: {}
      """)
    let error = #expect(throws: Diagnostics.self) {
      try NetBoxSimulator(NetBoxSimulator.Configuration(token: "t", seed: seed))
    }
    let messages = (error?.all ?? []).map { "\($0.place?.line ?? 0): \($0.message)" }
    #expect(
      messages == [
        "1: unknown kind \"tennants\"", "4: expected a list of objects, found object",
        "2: unknown field \"nam\" of a tenant",
        #"3: the prefix is refused: {"prefix":["10.0.0.7/24 is not a valid prefix. Did you mean 10.0.0.0/24?"]}"#,
      ])
  }

  @Test("Requests are journaled in memory, over HTTP and in a file, without the token", .timeLimit(.minutes(5)))
  func journal() async throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "journal-\(UUID().uuidString).jsonl").path
    defer { try? FileManager.default.removeItem(atPath: file) }
    let simulator = try NetBoxSimulator(NetBoxSimulator.Configuration(token: "very-secret", journalFile: file))
    try await simulator.withServer { address in
      _ = try await fetch(
        "POST", address.url + "/api/tenancy/tenants/", token: "very-secret", body: #"{"name": "T", "slug": "t"}"#)
      _ = try await fetch("GET", address.url + "/api/tenancy/tenants/?name=T", token: "wrong")
      let (status, body) = try await fetch(
        "GET", address.url + NetBoxSimulator.journalPath + "?after=1", token: "very-secret")
      #expect(status == 200)
      let journal = try JSON.parse(body)
      #expect(journal["count"] == 2)
      #expect(journal["entries"]?[0]?["query"] == "name=T")
      #expect(journal["entries"]?[0]?["user"] == .null)
      #expect(try await fetch("GET", address.url + NetBoxSimulator.journalPath, token: "wrong").status == 403)
    }
    let entries = simulator.journal.entries()
    #expect(entries.map(\.status) == [201, 403])
    #expect(entries.map(\.isWrite) == [true, false])
    #expect(entries.first?.user == "admin")
    #expect(entries.first?.body == #"{"name": "T", "slug": "t"}"#)
    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(text.split(separator: "\n").count == 2)
    #expect(!text.contains("very-secret"))
  }

  @Test("A port that is taken is an error", .timeLimit(.minutes(5)))
  func portTaken() async throws {
    let first = try NetBoxSimulator(NetBoxSimulator.Configuration(token: "t"))
    let second = try NetBoxSimulator(NetBoxSimulator.Configuration(token: "t"))
    try await first.withServer { address in
      await #expect(throws: (any Error).self) {
        try await second.withServer(port: address.port) { _ in }
      }
    }
  }

  /// Asks with the tool that every machine has, since the package needs no HTTP client here.
  private func fetch(_ method: String, _ url: String, token: String, body: String? = nil) async throws -> (
    status: Int, body: String
  ) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/curl")
    process.arguments =
      ["-s", "-X", method, "-H", "Authorization: Token \(token)", "-w", "\n%{http_code}", url]
      + (body.map { ["-H", "Content-Type: application/json", "-d", $0] } ?? [])
    let output = Pipe()
    process.standardOutput = output
    let text: String = try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { _ in
        let data = (try? output.fileHandleForReading.readToEnd()) ?? Data()
        continuation.resume(returning: String(decoding: data, as: UTF8.self))
      }
      do { try process.run() } catch { continuation.resume(throwing: error) }
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return (Int(lines.last ?? "") ?? 0, lines.dropLast().joined(separator: "\n"))
  }
}
