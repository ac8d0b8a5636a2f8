import AsyncHTTPClient
import Documents
package import Kubernetes
import NIOCore

/// The changes of one type's objects from a resource version on, without end. Made by `ClusterClient.watch`.
///
/// When the connection ends or breaks, the watch goes on from the last version that it saw. The next event is fetched only
/// when it is asked for, so a slow reader slows the server down. Cancelling the task ends the request at once.
package struct Watch: AsyncSequence, Sendable {
  package enum Event: Sendable, Hashable {
    case added(KubernetesObject)
    case modified(KubernetesObject)
    /// With the last state of the object.
    case deleted(KubernetesObject)
    /// Nothing changed up to this version. The first one may say that the initial objects are complete.
    case bookmark(resourceVersion: String, endsInitialEvents: Bool)
  }

  let client: ClusterClient
  let resource: APIResource
  let namespace: String?
  let options: ListOptions
  let sendsInitialEvents: Bool

  package func makeAsyncIterator() -> Iterator { Iterator(self) }

  package struct Iterator: AsyncIteratorProtocol {
    private let watch: Watch
    private var resourceVersion: String?
    private var body: HTTPClientResponse.Body.AsyncIterator?
    private var lines: LineSplitter
    private var isDone = false
    /// Connections in a row that ended soon and brought no event.
    private var fruitless = 0
    private var connected: ContinuousClock.Instant?

    /// A connection that lasted longer was a good one, though nothing happened.
    private static let soon = Duration.seconds(5)

    /// Far more than the largest object that an API server stores.
    private static let lineLimit = 16 << 20

    init(_ watch: Watch) {
      self.watch = watch
      resourceVersion = watch.options.resourceVersion
      lines = LineSplitter(limit: Self.lineLimit)
    }

    /// - Throws: `ClusterError`; one whose `isGone` is true when the version is older than the server's history. Then, and
    ///   after any other error, the watch is over.
    package mutating func next() async throws -> Event? {
      if isDone { return nil }
      do {
        return try await nextEvent()
      } catch {
        isDone = true
        body = nil
        throw error
      }
    }

    private mutating func nextEvent() async throws -> Event {
      while true {
        if let line = try nextLine() {
          let event = try watch.event(line)
          if let seen = event.resourceVersion { resourceVersion = seen }
          fruitless = 0
          return event
        }
        do {
          if body == nil { try await connect() }
          if let chunk = try await body?.next(isolation: #isolation) {
            lines.append(chunk.readableBytesView)
          } else {
            try Task.checkCancellation()
            try await resume(after: nil)
          }
        } catch {
          let failure = watch.failure(error)
          if failure.outcome == nil { throw failure.error }
          try await resume(after: failure)
        }
      }
    }

    private mutating func nextLine() throws -> [UInt8]? {
      do {
        return try lines.next()
      } catch {
        throw ClusterError.protocolViolation(
          request: watch.call.description, problem: "an event is longer than \(Self.lineLimit) bytes")
      }
    }

    private mutating func connect() async throws {
      var call = watch.call
      call.add("resourceVersion", resourceVersion)
      // Spread, so that many watches do not come back at the same moment.
      call.add("timeoutSeconds", String(240 + Int(60 * watch.client.options.random())))
      if watch.sendsInitialEvents, resourceVersion == nil {
        call.add("sendInitialEvents", "true")
        call.add("resourceVersionMatch", "NotOlderThan")
      }
      let response = try await watch.client.transport.stream(
        call, as: watch.client.impersonation, timeout: watch.client.timeout)
      body = response.body.makeAsyncIterator()
      connected = .now
    }

    /// - Parameter failure: Nil when the server ended the watch in good order.
    private mutating func resume(after failure: TransportFailure?) async throws {
      let client = watch.client
      // What remains of a line that broke off comes again.
      lines = LineSplitter(limit: Self.lineLimit)
      body = nil
      if let connected, ContinuousClock.now - connected > Self.soon { fruitless = 0 }
      connected = nil
      fruitless += 1
      if let failure {
        if fruitless >= client.retries.attempts { throw failure.error }
        client.options.observer.noise(
          .watchResumed(resource: watch.resource.groupResource.description, cause: failure.cause))
      }
      if failure != nil || fruitless > 1 {
        let delay = client.retries.delay(
          beforeAttempt: fruitless + 1, retryAfter: failure?.retryAfter, jitter: client.options.random())
        try await client.options.clock.sleep(for: delay)
      }
    }
  }
}

extension Watch {
  fileprivate var call: APICall {
    var call = APICall(.get, resource.path(namespace: namespace))
    call.add("watch", "true")
    call.add("allowWatchBookmarks", "true")
    call.add(options)
    return call
  }

  /// What a broken connection, or a refusal of a new one, means.
  fileprivate func failure(_ error: any Error) -> TransportFailure {
    var failure = TransportFailure(
      error, call: call, configuration: client.configuration, timeout: client.timeout)
    guard let known = error as? ClusterError else { return failure }
    switch known {
    case .status(let status, _) where [429, 500, 502, 503, 504].contains(status.code):
      let seconds = status.details?.retryAfterSeconds ?? 0
      failure.retryAfter = seconds > 0 ? .seconds(seconds) : nil
      failure.outcome = .answered(code: status.code, retryAfter: failure.retryAfter)
    case .unreachable: failure.outcome = .neverSent
    case .dropped, .timedOut: failure.outcome = .broken
    default: break
    }
    return failure
  }

  /// - Throws: `ClusterError.status` for an ERROR event.
  fileprivate func event(_ line: [UInt8]) throws -> Event {
    let value: Value
    do {
      value = try JSON.parse(line)
    } catch {
      throw ClusterError.protocolViolation(request: call.description, problem: "an event is not JSON: \(error)")
    }
    let object = KubernetesObject(value["object"] ?? .null)
    switch value["type"]?.string {
    case "ADDED": return .added(object)
    case "MODIFIED": return .modified(object)
    case "DELETED": return .deleted(object)
    case "BOOKMARK":
      return .bookmark(
        resourceVersion: object.resourceVersion ?? "",
        endsInitialEvents: object.annotation("k8s.io/initial-events-end") == "true")
    case "ERROR":
      let status = APIStatus(object.value) ?? APIStatus.unknown("the watch failed: \(object.value)")
      throw ClusterError.status(status, request: call.description)
    case let type:
      throw ClusterError.protocolViolation(
        request: call.description, problem: "an event has the type \"\(type ?? "")\"")
    }
  }
}

extension Watch.Event {
  /// From where to go on after this event.
  package var resourceVersion: String? {
    switch self {
    case .added(let object), .modified(let object), .deleted(let object): object.resourceVersion
    case .bookmark(let version, _): version.isEmpty ? nil : version
    }
  }
}

extension ClusterClient {
  /// Watches objects.
  ///
  /// - Parameters:
  ///   - namespace: Nil means all namespaces.
  ///   - options: Which objects, and from which version on. Without a version, all that exist are sent as added first.
  ///   - sendsInitialEvents: Without a version, ask for a bookmark after the objects that exist (Kubernetes 1.32 and later).
  package func watch(
    _ resource: APIResource, namespace: String? = nil, options: ListOptions, sendsInitialEvents: Bool = false
  ) -> Watch {
    Watch(
      client: self, resource: resource, namespace: namespace, options: options,
      sendsInitialEvents: sendsInitialEvents)
  }
}
