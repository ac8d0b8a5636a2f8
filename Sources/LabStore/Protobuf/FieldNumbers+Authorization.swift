extension FieldNumbers {
  static let authorization = """
    package io.k8s.api.authorization.v1
    ExtraValue items
    FieldSelectorAttributes rawSelector requirements
    LabelSelectorAttributes rawSelector requirements
    LocalSubjectAccessReview metadata spec status
    NonResourceAttributes path verb
    NonResourceRule verbs nonResourceURLs
    ResourceAttributes namespace verb group version resource subresource name fieldSelector labelSelector
    ResourceRule verbs apiGroups resources resourceNames
    SelfSubjectAccessReview metadata spec status
    SelfSubjectAccessReviewSpec resourceAttributes~ResourceAttributes nonResourceAttributes~NonResourceAttributes
    SelfSubjectRulesReview metadata spec status
    SelfSubjectRulesReviewSpec namespace
    SubjectAccessReview metadata spec status
    SubjectAccessReviewSpec resourceAttributes~ResourceAttributes nonResourceAttributes~NonResourceAttributes user
      groups extra uid
    SubjectAccessReviewStatus allowed reason evaluationError denied
    SubjectRulesReviewStatus resourceRules nonResourceRules incomplete evaluationError
    """
}
