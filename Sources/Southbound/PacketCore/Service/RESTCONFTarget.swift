/// What a path leads to (RFC 8040 section 3).
enum RESTCONFTarget: Sendable {
  /// The API itself, and its two members beside the data.
  case root, libraryVersion, operations
  /// The datastore, which is the empty path, or a part of it.
  case data(InstancePath)

  /// Where the API begins; `/.well-known/host-meta` says so.
  static let entry = "/restconf"

  /// - Throws: for a path that leads nowhere.
  init(_ path: String, _ modules: [YANGModule]) throws(RESTCONFError) {
    let rest = path.hasPrefix(Self.entry) ? path.dropFirst(Self.entry.count) : "?"
    switch rest {
    case "", "/": self = .root
    case "/yang-library-version": self = .libraryVersion
    case "/operations", "/operations/": self = .operations
    case "/data": self = .data(InstancePath())
    default:
      guard rest.hasPrefix("/data/") else { throw .invalid("there is no such resource", status: 404) }
      self = .data(try InstancePath(rest.dropFirst("/data".count), modules))
    }
  }

  var methods: [String] {
    let reading = ["GET", "HEAD", "OPTIONS"]
    guard case .data(let path) = self else { return reading }
    guard let last = path.last else { return reading + ["PATCH", "POST", "PUT"] }
    guard last.node.isConfiguration else { return reading }
    // Entries are made in what holds the list; a leaf holds nothing.
    let holds = last.node.leafType == nil && (!last.node.isMany || last.keys != nil)
    return ["DELETE"] + reading + ["PATCH"] + (holds ? ["POST"] : []) + ["PUT"]
  }
}
