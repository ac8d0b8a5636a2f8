extension BuiltInDescriptions {
  /// Kinds of `authorization.k8s.io/v1`.
  static let authorization = #"""
    group authorization.k8s.io/v1 io.k8s.api.authorization.v1

    kind LocalSubjectAccessReview localsubjectaccessreviews namespaced verbs(create)
      spec SubjectAccessReviewSpec!
      status SubjectAccessReviewStatus+

    kind SelfSubjectAccessReview selfsubjectaccessreviews verbs(create)
      spec SelfSubjectAccessReviewSpec!
      status SubjectAccessReviewStatus+

    kind SelfSubjectRulesReview selfsubjectrulesreviews verbs(create)
      spec SelfSubjectRulesReviewSpec!
      status SubjectRulesReviewStatus+

    kind SubjectAccessReview subjectaccessreviews verbs(create)
      spec SubjectAccessReviewSpec!
      status SubjectAccessReviewStatus+

    struct FieldSelectorAttributes
      rawSelector string
      requirements [FieldSelectorRequirement]

    struct LabelSelectorAttributes
      rawSelector string
      requirements [LabelSelectorRequirement]

    struct NonResourceAttributes
      path string
      verb string

    struct NonResourceRule
      nonResourceURLs [string]
      verbs [string]!

    struct ResourceAttributes
      fieldSelector FieldSelectorAttributes
      group string
      labelSelector LabelSelectorAttributes
      name string
      namespace string
      resource string
      subresource string
      verb string
      version string

    struct ResourceRule
      apiGroups [string]
      resourceNames [string]
      resources [string]
      verbs [string]!

    struct SelfSubjectAccessReviewSpec
      nonResourceAttributes NonResourceAttributes
      resourceAttributes ResourceAttributes

    struct SelfSubjectRulesReviewSpec
      namespace string

    struct SubjectAccessReviewSpec
      extra {[string]}
      groups [string]
      nonResourceAttributes NonResourceAttributes
      resourceAttributes ResourceAttributes
      uid string
      user string

    struct SubjectAccessReviewStatus
      allowed bool!
      denied bool
      evaluationError string
      reason string

    struct SubjectRulesReviewStatus
      evaluationError string
      incomplete bool!
      nonResourceRules [NonResourceRule]!
      resourceRules [ResourceRule]!
    """#
}
