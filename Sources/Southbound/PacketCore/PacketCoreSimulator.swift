package import Documents
package import Foundation
import Synchronization

/// One network function of a packet core, in memory: it answers RESTCONF (RFC 8040) with JSON (RFC 7951) for a YANG model,
/// and journals every request and every change.
///
/// The model is data: YANG is what vendors hand out, so reading the part of it that models of configuration use costs
/// less than writing each model again in Swift, and leaves one description for this simulator and for NETCONF servers.
package final class PacketCoreSimulator: Sendable {
  /// How a simulator is set up.
  package struct Configuration: Sendable {
    /// A bearer token and, with the user name, a password.
    package var token: String
    /// Belongs to the user `reader`, who may change nothing.
    package var readOnlyToken: String?
    package var userName: String
    /// Nil for the access points of labs/yang/plugfest-apn.yang.
    package var model: YANGModule?
    package var seed: PacketCoreSeed?
    /// Where the requests are written to, a line of JSON each.
    package var journalFile: String?

    package init(
      token: String, readOnlyToken: String? = nil, userName: String = "admin", model: YANGModule? = nil,
      seed: PacketCoreSeed? = nil, journalFile: String? = nil
    ) {
      self.token = token
      self.readOnlyToken = readOnlyToken
      self.userName = userName
      self.model = model
      self.seed = seed
      self.journalFile = journalFile
    }
  }

  /// One change of the datastore; a request may make several.
  package struct Change: Sendable, Hashable {
    package var time: Date
    package var user: String
    package var method: String
    package var kind: DataChange.Kind
    /// `/plugfest-apn:access-points/access-point=x/mtu`
    package var path: String
  }

  package let journal: RequestJournal
  private let service: Mutex<RESTCONFService>

  /// Makes the simulator's state, with the seed loaded. Nothing listens yet: see `withServer`.
  ///
  /// - Throws: what is wrong with the seed or the journal's file.
  package init(_ configuration: Configuration) throws(Diagnostics) {
    var service: RESTCONFService
    do throws(Diagnostic) {
      journal = try RequestJournal(file: configuration.journalFile)
      service = try RESTCONFService(try Self.model(configuration), at: Date())
    } catch { throw Diagnostics([error]) }
    service.users.add(configuration.userName, secret: configuration.token, mayWrite: true)
    if let token = configuration.readOnlyToken { service.users.add("reader", secret: token, mayWrite: false) }
    if let seed = configuration.seed { try service.load(seed) }
    self.service = Mutex(service)
  }

  private static func model(_ configuration: Configuration) throws(Diagnostic) -> YANGModule {
    if let model = configuration.model { return model }
    return try YANGModule(YANGModule.plugfestAPN, file: "plugfest-apn.yang")
  }

  /// All that was changed since the start, in order; the seed is no change.
  package var changes: [Change] {
    service.withLock { service in
      service.changes.map {
        Change(time: $0.time, user: $0.user, method: $0.method, kind: $0.change.kind, path: $0.change.path)
      }
    }
  }

  /// Answers a request and journals it.
  func respond(to request: RESTCONFRequest) -> RESTCONFResponse {
    let clock = ContinuousClock()
    let start = clock.now
    let (response, user) = service.withLock { $0.respond(to: request) }
    let elapsed = clock.now - start
    journal.append(
      RequestJournal.Entry(
        number: 0, time: request.time, method: request.method, path: request.path, query: request.query, user: user,
        userAgent: request.headers["user-agent"], requestID: UUID().uuidString.lowercased(),
        body: request.body.isEmpty ? nil : String(decoding: request.body, as: UTF8.self), status: response.status,
        seconds: Double(elapsed.components.attoseconds) * 1e-18 + Double(elapsed.components.seconds)))
    return response
  }

  /// Whether a request's credentials are those of somebody who may see the journal: of any user.
  func isUser(_ authorization: String?) -> Bool {
    service.withLock { (try? $0.users.user(authorization)) != nil }
  }
}
