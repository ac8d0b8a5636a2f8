import Documents
import Foundation

/// A RESTCONF server's behaviour (RFC 8040) over one datastore in memory, without a socket.
struct RESTCONFService: Sendable {
  /// A change as the log keeps it.
  struct Change: Sendable {
    var time: Date
    var user: String
    var method: String
    var change: DataChange
  }

  let modules: [YANGModule]
  var users = RESTCONFUsers()
  var tree = DataTree()
  /// What the server says of itself.
  private(set) var state = DataTree()
  var stamps: DataStamps
  /// All changes of the datastore, in their order.
  private(set) var changes: [Change] = []

  /// - Parameter model: what can be configured.
  init(_ model: YANGModule, at time: Date) throws(Diagnostic) {
    modules = [
      model, try YANGModule(YANGModule.yangLibrary, file: "ietf-yang-library"),
      try YANGModule(YANGModule.restconfMonitoring, file: "ietf-restconf-monitoring"),
    ]
    stamps = DataStamps(at: time)
    for (path, value) in YANGModule.state(of: modules) {
      do throws(RESTCONFError) { try state.set(try InstancePath(path, modules), to: value) } catch {
        throw .error(error.message)
      }
    }
  }

  /// Answers a request, and says as whom.
  mutating func respond(to request: RESTCONFRequest) -> (response: RESTCONFResponse, user: String?) {
    var user: String?
    do throws(RESTCONFError) {
      if let discovery = try Discovery.response(to: request) { return (discovery, nil) }
      let known = try users.user(request.headers["authorization"])
      user = known.name
      return (try respond(to: request, as: known), user)
    } catch {
      return (RESTCONFResponse(error), user)
    }
  }

  private mutating func respond(
    to request: RESTCONFRequest, as user: RESTCONFUsers.User
  ) throws(RESTCONFError) -> RESTCONFResponse {
    let target = try RESTCONFTarget(request.path, modules)
    guard target.methods.contains(request.method) else {
      throw .unsupported("\(request.method) does not go with this resource", allow: target.methods)
    }
    if request.method == "OPTIONS" {
      return RESTCONFResponse(
        200, headers: [("Allow", target.methods.joined(separator: ", ")), ("Accept-Patch", MediaType.data)])
    }
    try MediaType.checkAccepted(request.headers["accept"])
    if request.method == "GET" || request.method == "HEAD" { return try read(target, request) }
    guard user.mayWrite else {
      throw RESTCONFError(
        status: 403, kind: .protocol, tag: "access-denied", message: "\(user.name.quoted) may only read")
    }
    guard case .data(let path) = target else { throw .unsupported("nothing can be written there", allow: []) }
    return try write(path, request, as: user)
  }

  /// Takes over a new state of the datastore, when it is valid.
  ///
  /// - Parameter path: all that is different lies there.
  /// - Throws: what is not valid; nothing is changed then.
  mutating func commit(
    _ changed: DataTree, at path: InstancePath, _ request: RESTCONFRequest, as user: RESTCONFUsers.User
  ) throws(RESTCONFError) {
    try DataCheck(modules).check(changed)
    let places = path.steps.isEmpty ? configuration.map { InstancePath().appending($0) } : [path]
    let found = places.flatMap { DataDifference.changes(tree.value(at: $0), changed.value(at: $0), at: $0) }
    tree = changed
    stamps.note(found, at: request.time)
    changes += found.map { change in
      Change(
        time: request.time, user: user.name, method: request.method,
        change: DataChange(kind: change.kind, path: change.path.text))
    }
  }

  /// The nodes at the top that can be configured.
  var configuration: [SchemaNode] { modules.flatMap(\.nodes).filter(\.isConfiguration) }
}
