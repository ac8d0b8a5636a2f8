import Documents
import NIOHTTP1

/// What a system says to a token that it does not accept.
enum CredentialRefusal: Sendable {
  case unknown, expired

  /// In the words of the system that answers under the path, for a client that named its token in this way.
  func answer(path: String, authorization: String?) -> ProxyAnswer {
    if path.hasPrefix("/restconf/") || path == "/restconf" { return restconf }
    let scheme = authorization?.split(separator: " ").first.map { $0.lowercased() }
    return scheme == "token" ? netBox : bearer
  }

  /// NetBox: `netbox/api/authentication.py`. It answers 403, since its first way to authenticate is a session.
  private var netBox: ProxyAnswer {
    ProxyAnswer(403, json: ["detail": self == .expired ? "Token expired" : "Invalid token"])
  }

  /// RFC 8040, section 2.5.
  private var restconf: ProxyAnswer {
    let error = RESTCONFError(
      status: 401, kind: .protocol, tag: "access-denied",
      message: self == .expired ? "the credentials have expired" : "the credentials are not known")
    return ProxyAnswer(
      error.status, ["WWW-Authenticate": challenge], json: error.document, type: "application/yang-data+json")
  }

  /// RFC 6750, section 3.
  private var bearer: ProxyAnswer {
    ProxyAnswer(401, ["WWW-Authenticate": challenge], json: ["error": "invalid_token"])
  }

  private var challenge: String {
    self == .expired
      ? #"Bearer error="invalid_token", error_description="The access token expired""#
      : #"Bearer error="invalid_token""#
  }
}
