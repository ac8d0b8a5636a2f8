internal import Documents
internal import FoundationEssentials
internal import Kubernetes
internal import Synchronization

/// The tokens that TokenRequests gave out. They look like JWTs, but only this store knows and accepts them.
final class ServiceAccountTokens: Sendable {
  struct Grant: Sendable {
    var user: UserInfo
    var audiences: [String]
    var expiry: KubernetesTime
    var namespace: String
    var serviceAccount: String
    var serviceAccountUID: String
  }

  static let defaultAudience = "https://kubernetes.default.svc.cluster.local"

  private let grants = Mutex<[String: Grant]>([:])

  func issue(_ grant: Grant) -> String {
    let header: Value = ["alg": "none", "typ": "JWT"]
    let claims: Value = [
      "aud": .array(grant.audiences.map(Value.string)), "exp": .integer(grant.expiry.seconds),
      "iat": .integer(KubernetesTime.now.seconds), "iss": .string(Self.defaultAudience),
      "kubernetes.io": [
        "namespace": .string(grant.namespace),
        "serviceaccount": ["name": .string(grant.serviceAccount), "uid": .string(grant.serviceAccountUID)],
      ],
      "sub": .string(grant.user.name),
    ]
    let secret = (0..<32).map { _ in UInt8.random(in: 0...255) }
    let token = [JSON.bytes(header), JSON.bytes(claims), secret].map(Self.base64URL).joined(separator: ".")
    let now = KubernetesTime.now
    grants.withLock { grants in
      grants = grants.filter { $0.value.expiry > now }
      grants[token] = grant
    }
    return token
  }

  /// Nil for a token that was never given out or has expired.
  func grant(for token: String) -> Grant? {
    guard let grant = grants.withLock({ $0[token] }), grant.expiry > .now else { return nil }
    return grant
  }

  private static func base64URL(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }
}
