import Documents
import PacketCoreClient
import Synchronization
import Testing

@Suite("RESTCONF") struct RESTCONFCoreTests {
  /// Answers with what it is told, and notes what it was asked.
  private final class Script: Sendable {
    let calls = Mutex<[RESTCONFCall]>([])
    private let reply: RESTCONFReply

    init(_ reply: RESTCONFReply) { self.reply = reply }

    func answer(_ call: RESTCONFCall) throws(PacketCoreError) -> RESTCONFReply {
      calls.withLock { $0.append(call) }
      return reply
    }
  }

  private static func core(_ script: Script) -> RESTCONFCore {
    RESTCONFCore { call throws(PacketCoreError) in try script.answer(call) }
  }

  private static let collection = "plugfest-apn:access-points"

  @Test("entries are read one by one and all at once, and what is not there is none")
  func reads() async throws {
    let one: Value = ["name": "a/b é", "network-identifier": "x", "mtu": 1400]
    let script = Script(RESTCONFReply(status: 200, body: ["plugfest-apn:access-point": [one]]))
    #expect(try await Self.core(script).entry("a/b é")?.mtu == 1400)
    #expect(script.calls.withLock { $0.first?.path } == "\(Self.collection)/access-point=a%2Fb%20%C3%A9")
    let all = Script(
      RESTCONFReply(status: 200, body: [.init(Self.collection): ["access-point": [one, ["name": "b"]]]]))
    #expect(try await Self.core(all).entries().map(\.name) == ["a/b é", "b"])
    let none = Script(RESTCONFReply(status: 404))
    #expect(try await Self.core(none).entry("a") == nil)
    #expect(try await Self.core(none).entries().isEmpty)
    try await Self.core(none).delete("a")
    let empty = Script(RESTCONFReply(status: 200, body: [.init(Self.collection): [:]]))
    #expect(try await Self.core(empty).entries().isEmpty)
  }

  @Test("writes are one request each, with what is to be written")
  func writes() async throws {
    let script = Script(RESTCONFReply(status: 204))
    let core = Self.core(script)
    var entry = AccessPointEntry(name: "a")
    entry.networkIdentifier = "a"
    entry.mtu = 1400
    try await core.create(entry)
    try await core.merge(entry, [.mtu])
    try await core.replace(entry)
    try await core.delete("a")
    let calls = script.calls.withLock { $0 }
    #expect(calls.map(\.method) == ["POST", "PATCH", "PUT", "DELETE"])
    #expect(calls[0].path == Self.collection)
    #expect(calls[1].path == "\(Self.collection)/access-point=a")
    #expect(calls[1].body == ["plugfest-apn:access-point": [["name": "a", "mtu": 1400]]])
    #expect(calls[2].body == calls[0].body)
  }

  struct Answer: Sendable, CustomTestStringConvertible {
    var status: Int
    var tag = ""
    var message = ""
    var retryAfter: Duration?
    var error: PacketCoreError
    var testDescription: String { "\(status) \(tag)" }
  }

  @Test(
    "each refusal is told for what it is",
    arguments: [
      Answer(status: 401, error: .unauthorized("status 401")), Answer(status: 403, error: .unauthorized("status 403")),
      Answer(status: 409, tag: "data-exists", error: .exists),
      Answer(status: 409, tag: "in-use", message: "locked", error: .unavailable("locked", retryAfter: nil)),
      Answer(status: 409, tag: "resource-denied", message: "no license", error: .rejected("no license")),
      Answer(status: 400, tag: "invalid-value", error: .rejected("invalid-value")),
      Answer(status: 429, retryAfter: .seconds(3), error: .unavailable("status 429", retryAfter: .seconds(3))),
      Answer(status: 503, error: .unavailable("status 503", retryAfter: nil)),
    ])
  func refusals(answer: Answer) async throws {
    var error: Object = ["error-tag": .string(answer.tag)]
    if !answer.message.isEmpty { error["error-message"] = .string(answer.message) }
    let body: Value = answer.tag.isEmpty ? .null : ["ietf-restconf:errors": ["error": [.object(error)]]]
    let script = Script(RESTCONFReply(status: answer.status, body: body, retryAfter: answer.retryAfter))
    await #expect(throws: answer.error) { try await Self.core(script).replace(AccessPointEntry(name: "a")) }
  }
}
