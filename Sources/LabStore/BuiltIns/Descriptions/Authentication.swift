extension BuiltInDescriptions {
  /// Kinds of `authentication.k8s.io/v1`.
  static let authentication = #"""
    group authentication.k8s.io/v1 io.k8s.api.authentication.v1

    kind SelfSubjectReview selfsubjectreviews verbs(create) -- Asks who the sender is.
      status SelfSubjectReviewStatus+ -- What was observed last; written by controllers.

    kind TokenReview tokenreviews verbs(create) -- Asks whom a token belongs to.
      spec TokenReviewSpec! -- What is wanted.
      status TokenReviewStatus+ -- What was observed last; written by controllers.

    kind TokenRequest - -- Asks for a token of a service account.
      spec TokenRequestSpec+ -- What is wanted.
      status TokenRequestStatus+ -- What was observed last; written by controllers.

    struct BoundObjectReference
      apiVersion string
      kind string
      name string
      uid string

    struct SelfSubjectReviewStatus
      userInfo UserInfo+

    struct TokenRequestSpec
      audiences [string] -- For whom the token is.
      boundObjectRef BoundObjectReference
      expirationSeconds int64? =3600 -- How many seconds the token shall be valid.

    struct TokenRequestStatus
      expirationTimestamp time+
      token string

    struct TokenReviewSpec
      audiences [string]
      token string!

    struct TokenReviewStatus
      audiences [string]
      authenticated bool
      error string
      user UserInfo+ -- The user to act as.

    struct UserInfo
      extra {[string]}
      groups [string]
      uid string
      username string
    """#
}
