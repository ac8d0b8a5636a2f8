extension BuiltInDescriptions {
  /// Kinds of `authorization.k8s.io/v1`.
  static let authorization = #"""
    group authorization.k8s.io/v1 io.k8s.api.authorization.v1

    kind LocalSubjectAccessReview localsubjectaccessreviews namespaced verbs(create)
        -- Asks whether somebody may do something in a namespace.
      spec SubjectAccessReviewSpec! -- What is wanted.
      status SubjectAccessReviewStatus+ -- What was observed last; written by controllers.

    kind SelfSubjectAccessReview selfsubjectaccessreviews verbs(create) -- Asks whether the sender may do something.
      spec SelfSubjectAccessReviewSpec! -- What is wanted.
      status SubjectAccessReviewStatus+ -- What was observed last; written by controllers.

    kind SelfSubjectRulesReview selfsubjectrulesreviews verbs(create)
        -- Asks for all that the sender may do in a namespace.
      spec SelfSubjectRulesReviewSpec! -- What is wanted.
      status SubjectRulesReviewStatus+ -- What was observed last; written by controllers.

    kind SubjectAccessReview subjectaccessreviews verbs(create) -- Asks whether somebody may do something.
      spec SubjectAccessReviewSpec! -- What is wanted.
      status SubjectAccessReviewStatus+ -- What was observed last; written by controllers.

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
      user string -- The user to act as.

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
