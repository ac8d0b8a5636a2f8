import Documents

/// The media types of RESTCONF (RFC 8040 section 5.2). The simulator speaks JSON alone.
enum MediaType {
  static let data = "application/yang-data+json"

  /// - Parameter accept: the header; without one, anything is good.
  /// - Throws: 406 when a client wants something else.
  static func checkAccepted(_ accept: String?, _ offered: String = data) throws(RESTCONFError) {
    guard let accept, quality(of: offered, in: accept) == 0 else { return }
    let hint = accept.contains("xml") ? ": this server has no XML" : ""
    throw RESTCONFError(
      status: 406, kind: .protocol, tag: "invalid-value",
      message: "the resource is there as \(offered), which \(accept.quoted) does not accept\(hint)")
  }

  /// How much a client wants a type; 0 is not at all. The most specific range decides (RFC 9110 section 12.5.1).
  static func quality(of type: String, in accept: String) -> Double {
    var best = (specificity: -1, quality: 0.0)
    for part in accept.split(separator: ",") {
      let parameters = part.split(separator: ";").map { $0.filter { !$0.isWhitespace }.lowercased() }
      guard let range = parameters.first else { continue }
      let group = type.prefix { $0 != "/" }
      let specificity = range == type ? 2 : range == "\(group)/*" ? 1 : range == "*/*" ? 0 : -1
      let quality = parameters.first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
      if specificity > best.specificity { best = (specificity, quality) }
    }
    return best.quality
  }

  /// - Throws: 415 when the body is in another type.
  static func checkContent(_ type: String?) throws(RESTCONFError) {
    let name = (type ?? "").prefix { $0 != ";" }.filter { !$0.isWhitespace }.lowercased()
    guard name != data else { return }
    throw RESTCONFError(
      status: 415, kind: .protocol, tag: "operation-not-supported",
      message: name.isEmpty
        ? "the body has no Content-Type: it must be \(data)" : "\(name.quoted) is not known here: write \(data)",
      headers: [("Accept-Patch", data)])
  }
}
