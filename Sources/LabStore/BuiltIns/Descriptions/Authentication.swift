extension BuiltInDescriptions {
  /// Kinds of `authentication.k8s.io/v1`.
  static let authentication = #"""
    group authentication.k8s.io/v1 io.k8s.api.authentication.v1

    kind SelfSubjectReview selfsubjectreviews verbs(create)
      status SelfSubjectReviewStatus+

    kind TokenReview tokenreviews verbs(create)
      spec TokenReviewSpec!
      status TokenReviewStatus+

    kind TokenRequest -
      spec TokenRequestSpec+
      status TokenRequestStatus+

    struct BoundObjectReference
      apiVersion string
      kind string
      name string
      uid string

    struct SelfSubjectReviewStatus
      userInfo UserInfo+

    struct TokenRequestSpec
      audiences [string]
      boundObjectRef BoundObjectReference
      expirationSeconds int64? =3600

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
      user UserInfo+

    struct UserInfo
      extra {[string]}
      groups [string]
      uid string
      username string
    """#
}
