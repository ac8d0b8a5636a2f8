import AsyncHTTPClient
import Documents
import Figures
import Foundation
import NIOCore
import NIOHTTP1
import Southbound

/// Measures what the journaling proxy costs before a simulated NetBox: requests in turn straight to it and through the proxy, and
/// then 500 requests/s for a while, after which every one of them must stand in the journal's file. Prints figures as JSON.
///
///     ProxyLoad
@main struct ProxyLoad {
  static let pairs = 3_000
  static let clients = 16
  static let rate = 500.0
  static let requests = 10_000

  static func main() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("plugfest-bench-\(UUID().uuidString)")
      .path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let simulator = try NetBoxSimulator(NetBoxSimulator.Configuration(token: "0123456789"))
    let figures = try await simulator.withServer { address in
      var configuration = SouthboundProxy.Configuration(name: "netbox", upstream: address.url, folder: folder)
      configuration.token = "0123456789"
      configuration.journalFile = "\(folder)/journal.jsonl"
      return try await SouthboundProxy(configuration).withProxy { access in
        let load = ProxyLoad(direct: address.url, proxied: access.url, token: access.token ?? "", folder: folder)
        return try await load.overhead() + load.sustained()
      }
    }
    try Figure.print(figures)
  }

  let direct: String
  let proxied: String
  /// Of the proxy; the simulator has its own.
  let token: String
  let folder: String

  /// One request at a time, by turns, so that both meet the same machine.
  private func overhead() async throws -> [Figure] {
    var times: (direct: [Duration], proxied: [Duration]) = ([], [])
    for number in 0..<Self.pairs {
      let straight = try await get("\(direct)/api/ipam/prefixes/?limit=1", token: "0123456789")
      let through = try await get("\(proxied)/api/ipam/prefixes/?limit=1", token: token)
      // The first ones open connections.
      guard number >= 100 else { continue }
      times.direct.append(straight)
      times.proxied.append(through)
    }
    let difference = times.proxied.percentile(0.5) - times.direct.percentile(0.5)
    return times.direct.figures("proxy: request without it") + times.proxied.figures("proxy: request through it") + [
      Figure(name: "proxy: overhead of a request p50", value: difference.microseconds, unit: "us")
    ]
  }

  /// Writes at the rate, and counts what the file has of them.
  private func sustained() async throws -> [Figure] {
    // One object is written again and again: what more and more objects cost is the simulator's affair.
    _ = try await send(.POST, "\(direct)/api/extras/tags/", #"{"name": "tag", "slug": "tag"}"#, token: "0123456789")
    let before = try lines()
    let start = ContinuousClock.now
    let latencies = try await withThrowingTaskGroup(of: [Duration].self) { group in
      for client in 0..<Self.clients { group.addTask { try await self.writes(client, start) } }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    let time = (ContinuousClock.now - start).seconds
    let after = try lines()
    let lost = 2 * Self.requests - (after.asked + after.answered - before.asked - before.answered)
    return latencies.figures("proxy: write at 500/s") + [
      Figure(name: "proxy: sustained writes", value: (Double(Self.requests) / time).rounded(), unit: "1/s"),
      Figure(name: "proxy: lines of the journal that were lost", value: Double(lost), unit: "lines"),
    ]
  }

  /// This client's part of the writes, each at its time.
  private func writes(_ client: Int, _ start: ContinuousClock.Instant) async throws -> [Duration] {
    var latencies: [Duration] = []
    for number in stride(from: client, to: Self.requests, by: Self.clients) {
      try await Task.sleep(until: start + .seconds(Double(number) / Self.rate), tolerance: .zero, clock: .continuous)
      let body = #"[{"id": 1, "description": "\#(number)"}]"#
      latencies.append(try await send(.PATCH, "\(proxied)/api/extras/tags/", body, token: token))
    }
    return latencies
  }

  private func get(_ url: String, token: String) async throws -> Duration {
    try await send(.GET, url, nil, token: token)
  }

  private func send(_ method: HTTPMethod, _ url: String, _ body: String?, token: String) async throws -> Duration {
    var request = HTTPClientRequest(url: url)
    request.method = method
    request.headers = ["Authorization": "Token \(token)", "Content-Type": "application/json"]
    request.body = body.map { .bytes(ByteBuffer(string: $0)) }
    let start = ContinuousClock.now
    let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
    let answer = try await response.body.collect(upTo: 1 << 20)
    let time = ContinuousClock.now - start
    guard (200..<300).contains(response.status.code) else { throw Unexpected(answer: String(buffer: answer)) }
    return time
  }

  struct Unexpected: Error { var answer: String }

  private func lines() throws -> (asked: Int, answered: Int) {
    let text = try String(contentsOfFile: "\(folder)/journal.jsonl", encoding: .utf8)
    return (text.ranges(of: #""phase":"asked""#).count, text.ranges(of: #""phase":"answered""#).count)
  }
}
