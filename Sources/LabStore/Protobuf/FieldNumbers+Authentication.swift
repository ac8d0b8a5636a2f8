extension FieldNumbers {
  static let authentication = """
    package io.k8s.api.authentication.v1
    BoundObjectReference kind apiVersion name uID
    ExtraValue items
    SelfSubjectReview metadata status
    SelfSubjectReviewStatus userInfo~UserInfo
    TokenRequest metadata spec status
    TokenRequestSpec audiences boundObjectRef=3 expirationSeconds
    TokenRequestStatus token expirationTimestamp
    TokenReview metadata spec status
    TokenReviewSpec token audiences
    TokenReviewStatus authenticated user error audiences
    UserInfo username uid groups extra
    """
}
