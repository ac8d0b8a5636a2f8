import Dispatch
import Documents
import LabStore
import Synchronization

/// Feeds libFuzzer's inputs as requests to a small store that has objects already. Besides that nothing crashes, hangs or
/// grows: no answer may be an internal error, and a body of JSON must be JSON.
///
/// An input is a request as HTTP/1 writes it, with lines that end in a line feed: `METHOD PATH?QUERY`, headers, an empty
/// line, the body.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let request = RequestText.parse(Array(UnsafeBufferPointer(start: start, count: count)))
  SmallStore.current.withLock { store in
    store.answer(request)
    if store.isUsed { store = SmallStore() }
  }
  return 0
}

/// Requests as texts.
enum RequestText {
  static func parse(_ bytes: [UInt8]) -> APIRequest {
    var rest = bytes[...]
    let parts = line(&rest).split(separator: " ", maxSplits: 1).map(String.init)
    let target = parts.count > 1 ? parts[1] : "/"
    let sides = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    var request = APIRequest(method: parts.first ?? "GET", path: sides[0])
    for pair in sides.count > 1 ? sides[1].split(separator: "&") : [] {
      let words = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      request.query.append((String(words[0]), words.count > 1 ? String(words[1]).removingPercentEncoding() : ""))
    }
    while !rest.isEmpty {
      let header = line(&rest)
      guard !header.isEmpty else { break }
      let words = header.split(separator: ":", maxSplits: 1)
      if words.count == 2 { request.headers[words[0].lowercased()] = words[1].trimmingSpaces() }
    }
    request.body = Array(rest)
    request.certificateUser = request.headers["authorization"] == nil ? .administrator : nil
    return request
  }

  private static func line(_ rest: inout ArraySlice<UInt8>) -> String {
    let line = rest.prefix { $0 != 0x0A }
    rest = rest.dropFirst(line.count + 1)
    return String(decoding: line, as: UTF8.self)
  }
}

/// A store with one object of each shape that matters.
final class SmallStore: Sendable {
  private let store: LabStore
  private let clock: Task<Void, Never>

  static let current = Mutex(SmallStore())

  init() {
    var configuration = LabStore.Configuration()
    configuration.runsControllers = false
    configuration.historyCapacity = 200
    configuration.versionPatience = .milliseconds(1)
    let store = LabStore(configuration)
    self.store = store
    clock = Task { await store.run() }
    for (path, body) in Self.objects {
      answer(APIRequest(method: "POST", path: path, body: Array(body.utf8), certificateUser: .administrator))
    }
  }

  deinit { clock.cancel() }

  /// So much was written that inputs begin to depend on each other.
  var isUsed: Bool { store.revision > 400 }

  /// libFuzzer's entry cannot be asynchronous, and so waits for a task.
  func answer(_ request: APIRequest) {
    let isDone = DispatchSemaphore(value: 0)
    let store = store
    Task {
      let response = await store.respond(to: request)
      switch response.body {
      case .bytes(let bytes): Self.check(response, bytes)
      case .watch(let stream):
        stream.stop()
        do { for try await line in stream { Self.check(response, line) } } catch {}
      case .reset: break
      }
      isDone.signal()
    }
    isDone.wait()
  }

  private static func check(_ response: APIResponse, _ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    guard (200..<600).contains(response.status) else { fatalError("status \(response.status): \(text)") }
    guard !text.contains("Internal error occurred") else { fatalError(text) }
    guard response.contentType.hasPrefix("application/json"), !bytes.isEmpty else { return }
    do { _ = try JSON.parse(bytes) } catch { fatalError("\(error): \(text)") }
  }

  private static let objects = [
    (
      "/api/v1/namespaces/default/configmaps",
      #"{"metadata":{"name":"a","labels":{"l":"x"},"finalizers":["e.x/f"]},"data":{"k":"1"}}"#
    ),
    ("/api/v1/namespaces/default/secrets", #"{"metadata":{"name":"a"},"stringData":{"k":"1"}}"#),
    (
      "/api/v1/namespaces/default/services",
      #"{"metadata":{"name":"a"},"spec":{"ports":[{"port":80,"name":"w"}],"selector":{"a":"b"}}}"#
    ),
    (
      "/apis/apps/v1/namespaces/default/deployments",
      #"{"metadata":{"name":"a"},"spec":{"selector":{"matchLabels":{"a":"b"}},"template":{"metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"c","image":"i","env":[{"name":"E","value":"1"}],"ports":[{"containerPort":80}]}]}}}}"#
    ),
    (
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
      #"{"metadata":{"name":"ws.e.x"},"spec":{"group":"e.x","scope":"Namespaced","names":{"plural":"ws","kind":"W"},"versions":[{"name":"v1","served":true,"storage":true,"subresources":{"status":{},"scale":{"specReplicasPath":".spec.n","statusReplicasPath":".status.n"}},"schema":{"openAPIV3Schema":{"type":"object","properties":{"spec":{"type":"object","x-kubernetes-validations":[{"rule":"self.n < 9"}],"properties":{"n":{"type":"integer","default":1},"s":{"type":"string","pattern":"^a+$","maxLength":5},"m":{"type":"array","maxItems":9,"x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["k"],"items":{"type":"object","required":["k"],"properties":{"k":{"type":"string"},"v":{"x-kubernetes-int-or-string":true}}}},"free":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}},"status":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}}}]}}"#
    ),
    (
      "/apis/e.x/v1/namespaces/default/ws",
      #"{"apiVersion":"e.x/v1","kind":"W","metadata":{"name":"a"},"spec":{"n":2,"s":"aa","m":[{"k":"x","v":1}],"free":{"a":[1]}}}"#
    ),
    (
      "/apis/rbac.authorization.k8s.io/v1/clusterroles",
      #"{"metadata":{"name":"r"},"rules":[{"verbs":["get"],"apiGroups":[""],"resources":["pods"]}]}"#
    ),
  ]
}
