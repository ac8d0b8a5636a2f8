package import Documents
import Foundation
import Synchronization

/// A NetBox in memory that answers the REST API of NetBox's IPAM, with its quirks, and journals every request.
///
/// It is never presented as a NetBox: it answers the calls that clients of IPAM make, and has no pages, jobs or plugins.
package final class NetBoxSimulator: Sendable {
  /// How a simulator is set up.
  package struct Configuration: Sendable {
    package var version: NetBoxVersion
    /// Belongs to a superuser.
    package var token: String
    /// Belongs to the same superuser, but may only read.
    package var readOnlyToken: String?
    /// Belongs to a user without any permission.
    package var unprivilegedToken: String?
    package var seed: NetBoxSeed?
    /// Where the requests are written to, a line of JSON each.
    package var journalFile: String?

    package init(
      version: NetBoxVersion = .v44, token: String, readOnlyToken: String? = nil, unprivilegedToken: String? = nil,
      seed: NetBoxSeed? = nil, journalFile: String? = nil
    ) {
      self.version = version
      self.token = token
      self.readOnlyToken = readOnlyToken
      self.unprivilegedToken = unprivilegedToken
      self.seed = seed
      self.journalFile = journalFile
    }
  }

  package let journal: RequestJournal
  package let version: NetBoxVersion
  private let service: Mutex<NetBoxService>

  /// Makes the simulator's state, with the seed loaded. Nothing listens yet: see `run` and `withServer`.
  ///
  /// - Throws: what is wrong with the seed or the journal's file.
  package init(_ configuration: Configuration) throws(Diagnostics) {
    version = configuration.version
    do { journal = try RequestJournal(file: configuration.journalFile) } catch { throw Diagnostics([error]) }
    var service = NetBoxService(
      store: NetBox(version: configuration.version), access: Access(version: configuration.version))
    let token = service.addUser("admin", isSuperuser: true, key: configuration.token, at: Self.now)
    if let key = configuration.readOnlyToken {
      var readOnly = token
      readOnly.key = key
      readOnly.mayWrite = false
      service.access.add(readOnly)
    }
    if let key = configuration.unprivilegedToken {
      _ = service.addUser("guest", isSuperuser: false, key: key, at: Self.now)
    }
    if let seed = configuration.seed { try service.load(seed, as: token, at: Self.now) }
    self.service = Mutex(service)
  }

  static var now: Timestamp { Timestamp(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000)) }

  /// Answers a request and journals it.
  func respond(to request: NetBoxRequest) -> NetBoxResponse {
    let clock = ContinuousClock()
    let start = clock.now
    let (response, user) = service.withLock { $0.respond(to: request) }
    let elapsed = clock.now - start
    journal.append(
      RequestJournal.Entry(
        number: 0, time: Date(timeIntervalSince1970: Double(request.time.microseconds) / 1_000_000),
        method: request.method, path: request.path, query: request.query.text, user: user,
        userAgent: request.headers["user-agent"], requestID: request.id,
        body: request.body.isEmpty ? nil : String(decoding: request.body, as: UTF8.self), status: response.status,
        seconds: Double(elapsed.components.attoseconds) * 1e-18 + Double(elapsed.components.seconds)))
    return response
  }

  /// Whether a request's credentials are those of a superuser, who alone may read the journal.
  func isSuperuser(_ authorization: String?) -> Bool {
    service.withLock { (try? $0.access.token(authorization))?.isSuperuser ?? false }
  }

  /// Answers a request of the program itself, without a network, as a superuser would get it.
  ///
  /// - Parameter path: with query, as in a URL: `/api/ipam/prefixes/?limit=1`.
  package func request(_ method: String, _ path: String, body: Value? = nil) -> (status: Int, body: Value?) {
    let key = service.withLock { $0.access.superuserKey }
    var headers = ["accept": "application/json", "user-agent": "plugfest"]
    if let key { headers["authorization"] = "Token \(key)" }
    if body != nil { headers["content-type"] = "application/json" }
    let parts = path.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let response = respond(
      to: NetBoxRequest(
        method: method, path: String(parts[0]), query: Query(text: parts.count == 2 ? parts[1] : ""), headers: headers,
        body: body.map { JSON.bytes($0) } ?? [], baseURL: "http://localhost", time: Self.now,
        id: UUID().uuidString.lowercased()))
    if case .json(let value) = response.body { return (response.status, value) }
    return (response.status, nil)
  }
}

extension NetBoxService {
  /// Makes a user with a token that may write.
  mutating func addUser(_ name: String, isSuperuser: Bool, key: String, at time: Timestamp) -> Access.Token {
    var user = Record(id: store.nextID())
    user.created = time
    user.lastUpdated = time
    user.values = [
      "username": .string(name), "first_name": "", "last_name": "", "email": "", "is_staff": .bool(isSuperuser),
      "is_active": true, "is_superuser": .bool(isSuperuser),
    ]
    store.store(user, in: .user)
    let token = Access.Token(key: key, userID: user.id, userName: name, mayWrite: true, isSuperuser: isSuperuser)
    access.add(token)
    return token
  }
}
