import Documents

/// Where a system is, and how requests that came to the proxy are addressed to it.
struct Upstream: Sendable {
  /// `https://netbox.example:8443`
  let origin: String
  /// What stands behind the origin in the URL of the system, without a slash at its end: `/ipam`; mostly empty.
  let path: String

  init(_ url: String) throws(Diagnostic) {
    guard let scheme = ["http://", "https://"].first(where: { url.hasPrefix($0) }) else {
      throw .error("the proxy speaks HTTP, but \(url.quoted) is no URL of HTTP")
    }
    let rest = url.dropFirst(scheme.count)
    let host = rest.prefix { $0 != "/" }
    guard !host.isEmpty else { throw .error("\(url.quoted) names no host") }
    origin = scheme + host
    var path = rest.dropFirst(host.count)
    while path.last == "/" { path.removeLast() }
    self.path = String(path)
  }

  /// - Parameter target: as in the first line of a request (RFC 9112, section 3.2).
  /// - Returns: nil for what is asked of a proxy or of a server as a whole: `host:443`, `*`.
  func url(target: String) -> String? { Self.originForm(target).map { origin + $0 } }

  /// The path and query of a target; those of `http://host/path` are the same as of `/path`.
  static func originForm(_ target: String) -> Substring? {
    if target.first == "/" { return target[...] }
    guard let scheme = ["http://", "https://"].first(where: { target.lowercased().hasPrefix($0) }) else { return nil }
    let rest = target.dropFirst(scheme.count)
    guard let slash = rest.firstIndex(where: { $0 == "/" || $0 == "?" }) else { return "/" }
    return rest[slash] == "/" ? rest[slash...] : "/" + rest[slash...]
  }
}
