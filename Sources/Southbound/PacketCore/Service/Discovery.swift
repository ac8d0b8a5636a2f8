import Documents

/// How a client finds out where the API begins (RFC 8040 section 3.1, RFC 6415). Anyone may ask.
enum Discovery {
  private static let path = "/.well-known/host-meta"
  private static let xrd = "application/xrd+xml"
  private static let jrd = "application/jrd+json"

  /// Nil for a request of something else.
  static func response(to request: RESTCONFRequest) throws(RESTCONFError) -> RESTCONFResponse? {
    guard request.path == path || request.path == "\(path).json" else { return nil }
    let methods = ["GET", "HEAD", "OPTIONS"]
    guard methods.contains(request.method) else {
      throw .unsupported("the description of the host can only be read", allow: methods)
    }
    if request.method == "OPTIONS" {
      return RESTCONFResponse(200, headers: [("Allow", methods.joined(separator: ", "))])
    }
    let response = isJSON(request) ? json : xml
    return request.method == "HEAD" ? RESTCONFResponse(response.status, headers: response.headers) : response
  }

  private static func isJSON(_ request: RESTCONFRequest) -> Bool {
    if request.path.hasSuffix(".json") { return true }
    guard let accept = request.headers["accept"] else { return false }
    let wanted = max(MediaType.quality(of: jrd, in: accept), MediaType.quality(of: "application/json", in: accept))
    return wanted > MediaType.quality(of: xrd, in: accept)
  }

  private static var json: RESTCONFResponse {
    let document: Value = ["links": [["rel": "restconf", "href": .string(RESTCONFTarget.entry)]]]
    return RESTCONFResponse(200, JSON.bytes(document), type: jrd)
  }

  private static var xml: RESTCONFResponse {
    let text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0">
        <Link rel="restconf" href="\(RESTCONFTarget.entry)"/>
      </XRD>

      """
    return RESTCONFResponse(200, Array(text.utf8), type: xrd)
  }
}
