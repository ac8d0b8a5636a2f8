extension FieldNumbers {
  static let admission = """
    package io.k8s.api.admissionregistration.v1
    AuditAnnotation key valueExpression
    ExpressionWarning fieldRef=2 warning
    MatchCondition name expression
    MatchResources namespaceSelector objectSelector resourceRules excludeResourceRules matchPolicy=7
    MutatingWebhook name clientConfig rules failurePolicy namespaceSelector sideEffects timeoutSeconds
      admissionReviewVersions matchPolicy reinvocationPolicy objectSelector matchConditions
    MutatingWebhookConfiguration metadata Webhooks
    NamedRuleWithOperations resourceNames ruleWithOperations~RuleWithOperations
    ParamKind apiVersion kind
    ParamRef name namespace selector parameterNotFoundAction
    Rule apiGroups apiVersions resources scope
    RuleWithOperations operations rule~Rule
    ServiceReference namespace name path port
    TypeChecking expressionWarnings
    ValidatingAdmissionPolicy metadata spec status
    ValidatingAdmissionPolicyBinding metadata spec
    ValidatingAdmissionPolicyBindingSpec policyName paramRef~ParamRef matchResources~MatchResources
      validationActions
    ValidatingAdmissionPolicySpec paramKind~ParamKind matchConstraints validations failurePolicy auditAnnotations
      matchConditions variables
    ValidatingAdmissionPolicyStatus observedGeneration typeChecking~TypeChecking conditions
    ValidatingWebhook name clientConfig rules failurePolicy namespaceSelector sideEffects timeoutSeconds
      admissionReviewVersions matchPolicy objectSelector matchConditions
    ValidatingWebhookConfiguration metadata Webhooks
    Validation Expression message reason messageExpression
    Variable Name Expression
    WebhookClientConfig service caBundle url
    """
}
