import Documents
import Foundation
import Testing

@testable import Southbound

/// A server of RESTCONF without a socket, with short words for tests.
final class PacketCore {
  static let list = "/restconf/data/plugfest-apn:access-points"
  private var service: RESTCONFService
  /// Goes on by a second with each request.
  private(set) var time = Date(timeIntervalSince1970: 1_700_000_000.5)

  init() throws {
    service = try RESTCONFService(YANGModule(YANGModule.plugfestAPN, file: "plugfest-apn.yang"), at: time)
    service.users.add("admin", secret: "t", mayWrite: true)
    service.users.add("reader", secret: "r", mayWrite: false)
  }

  var changes: [String] { service.changes.map { "\($0.change.kind.rawValue) \($0.change.path)" } }

  /// - Parameters:
  ///   - target: with query, after `/restconf/data/plugfest-apn:access-points`, or a whole path.
  ///   - body: text is sent as it is.
  func send(_ method: String, _ target: String, _ body: String? = nil, _ headers: [String: String] = [:]) -> Answer {
    time += 1
    let whole = target.hasPrefix("/restconf") || target.hasPrefix("/.well-known") ? target : Self.list + target
    let parts = whole.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    var all = ["authorization": "Bearer t"]
    if body != nil { all["content-type"] = "application/yang-data+json" }
    all.merge(headers) { $1 }
    let (response, _) = service.respond(
      to: RESTCONFRequest(
        method: method, path: String(parts[0]), query: parts.count == 2 ? String(parts[1]) : "", headers: all,
        body: Array((body ?? "").utf8), baseURL: "http://core", time: time))
    return Answer(response: response)
  }

  struct Answer {
    var response: RESTCONFResponse
    var status: Int { response.status }
    var body: Value { (try? JSON.parse(response.body)) ?? .string(String(decoding: response.body, as: UTF8.self)) }
    func header(_ name: String) -> String { response.header(name) ?? "" }

    private var error: Value? { body["ietf-restconf:errors"]?["error"]?[0] }
    var tag: String { error?["error-tag"]?.string ?? "" }
    var appTag: String { error?["error-app-tag"]?.string ?? "" }
    var path: String { error?["error-path"]?.string ?? "" }
    var message: String { error?["error-message"]?.string ?? "" }
  }

  /// An access point with what is mandatory, and more members in JSON: `, "mtu": 1400`.
  static func accessPoint(_ name: String, _ more: String = "") -> String {
    #"{"plugfest-apn:access-point": [{"name": "\#(name)", "network-identifier": "internet", "session-type": ["IPV4"]\#(more)}]}"#
  }

  /// Makes an access point, which must succeed.
  func make(_ name: String, _ more: String = "", at location: SourceLocation = #_sourceLocation) {
    let answer = send("PUT", "/access-point=\(name)", Self.accessPoint(name, more))
    #expect(answer.status == 201, "\(answer.body)", sourceLocation: location)
  }
}
