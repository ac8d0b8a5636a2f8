import Foundation
import Reports
import Testing
import Verdicts

#if canImport(Glibc)
  import Glibc
#endif

/// A candidate that counts its own requests cannot hide writes that change nothing.
@Suite(.timeLimit(.minutes(5))) struct UnseenWriteTests {
  @Test("a loop of writes that change nothing is told by the candidate's metrics, and one without it is left alone")
  func metrics() async throws {
    for (defect, verdict) in [("writes-in-vain", Verdict.fail), (nil, .pass)] {
      let port = try #require(Self.freePort())
      let folder = try TemporaryFolder()
      let reference = "\(Program.repository)/suites/netbox/candidates/reference"
      let text = try String(contentsOfFile: "\(reference)/candidate.yaml", encoding: .utf8)
      let candidate = try folder.file(
        "candidate.yaml",
        text.replacing("manifests: manifests/", with: "manifests: \(reference)/manifests/").replacing(
          "  bindings:\n", with: "  metrics: {url: \"http://127.0.0.1:\(port)/metrics\"}\n  bindings:\n",
          maxReplacements: 1))
      let reports = "\(folder.path)/reports"
      let arguments = [
        "run", "--battery", "--candidate", candidate, "--lab", NetBoxSuite.lab, "--reports", reports, "--include",
        "external-idempotence.prefix", "--", "--health", "127.0.0.1:\(port)",
      ]
      let run = try await Program.plugfest(arguments + (defect.map { ["--defect", $0] } ?? []))
      let name = try #require(FileManager.default.contentsOfDirectory(atPath: reports).first)
      let card = try ScorecardFile.read(
        try #require(FileManager.default.contents(atPath: "\(reports)/\(name)/scorecard.json")))
      let result = try #require(card.cases.first, "\(run.errors)")
      #expect(result.verdict == verdict, "\(result.failure as Any)")
      #expect(card.recording?.tiers.contains(.metrics) == true)
      guard defect != nil else { continue }
      #expect(result.failure?.message.contains("it writes again what is there already") == true, "\(result)")
    }
  }

  /// One that nobody listens on at this moment.
  private static func freePort() -> Int? {
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard socket >= 0 else { return nil }
    defer { close(socket) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, length) == 0 && getsockname(socket, $0, &length) == 0
      }
    }
    return isBound ? Int(UInt16(bigEndian: address.sin_port)) : nil
  }
}
