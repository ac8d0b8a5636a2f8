extension BuiltInDescriptions {
  /// Kinds of `admissionregistration.k8s.io/v1`.
  static let admissionRegistration = #"""
    group admissionregistration.k8s.io/v1 io.k8s.api.admissionregistration.v1

    kind MutatingWebhookConfiguration mutatingwebhookconfigurations categories(api-extensions) puts-need-version
      : generation(all)
      | Name string:name .metadata.name
      | Webhooks integer count(.webhooks) -- How many webhooks there are.
      | Age string age(.metadata.creationTimestamp)
      webhooks [MutatingWebhook] map(name) patch=merge(name)

    kind ValidatingAdmissionPolicy validatingadmissionpolicies singular(validatingadmissionpolicy)
      : categories(api-extensions) puts-need-version generation(spec)
      / status
      | Name string:name .metadata.name
      | Validations integer count(.spec.validations) -- How many validations there are.
      | ParamKind string paramKind() -- The kind of its parameters.
      | Age string age(.metadata.creationTimestamp)
      spec ValidatingAdmissionPolicySpec+
      status ValidatingAdmissionPolicyStatus+

    kind ValidatingAdmissionPolicyBinding validatingadmissionpolicybindings categories(api-extensions)
      : puts-need-version generation(spec)
      | Name string:name .metadata.name
      | PolicyName string .spec.policyName -- The policy that is bound.
      | ParamRef string paramRef() -- The parameters.
      | Age string age(.metadata.creationTimestamp)
      spec ValidatingAdmissionPolicyBindingSpec!

    kind ValidatingWebhookConfiguration validatingwebhookconfigurations categories(api-extensions) puts-need-version
      : generation(all)
      | Name string:name .metadata.name
      | Webhooks integer count(.webhooks) -- How many webhooks there are.
      | Age string age(.metadata.creationTimestamp)
      webhooks [ValidatingWebhook] map(name) patch=merge(name)

    struct AuditAnnotation
      key string!
      valueExpression string!

    struct ExpressionWarning
      fieldRef string!
      warning string!

    struct MatchCondition
      expression string!
      name string!

    struct MatchResources atomic
      excludeResourceRules [NamedRuleWithOperations]
      matchPolicy string? ="Equivalent" enum(Equivalent|Exact)
      namespaceSelector LabelSelector ={}
      objectSelector LabelSelector ={}
      resourceRules [NamedRuleWithOperations]

    struct MutatingWebhook
      admissionReviewVersions [string]!
      clientConfig WebhookClientConfig!
      failurePolicy string? ="Fail" enum(Fail|Ignore)
      matchConditions [MatchCondition] map(name) patch=merge(name)
      matchPolicy string? ="Equivalent" enum(Equivalent|Exact)
      name string!
      namespaceSelector LabelSelector ={}
      objectSelector LabelSelector ={}
      reinvocationPolicy string? ="Never" enum(IfNeeded|Never)
      rules [RuleWithOperations]
      sideEffects string!? enum(None|NoneOnDryRun)
      timeoutSeconds int32? =10

    struct NamedRuleWithOperations atomic
      apiGroups [string]
      apiVersions [string]
      operations [string] enum(*|CONNECT|CREATE|DELETE|UPDATE)
      resourceNames [string]
      resources [string]
      scope string? ="*" enum(*|Cluster|Namespaced)

    struct ParamKind atomic
      apiVersion string
      kind string

    struct ParamRef atomic
      name string
      namespace string
      parameterNotFoundAction string? enum(Allow|Deny)
      selector LabelSelector

    struct RuleWithOperations
      apiGroups [string]
      apiVersions [string]
      operations [string] enum(*|CONNECT|CREATE|DELETE|UPDATE)
      resources [string]
      scope string? ="*" enum(*|Cluster|Namespaced)

    struct ServiceReference
      name string!
      namespace string!
      path string?
      port int32? =443

    struct TypeChecking
      expressionWarnings [ExpressionWarning]

    struct ValidatingAdmissionPolicyBindingSpec
      matchResources MatchResources
      paramRef ParamRef
      policyName string!
      validationActions [string]! enum(Audit|Deny|Warn) set

    struct ValidatingAdmissionPolicySpec
      auditAnnotations [AuditAnnotation]
      failurePolicy string? ="Fail" enum(Fail|Ignore)
      matchConditions [MatchCondition] map(name) patch=merge(name)
      matchConstraints MatchResources
      paramKind ParamKind
      validations [Validation]
      variables [Variable] map(name) patch=merge(name)

    struct ValidatingAdmissionPolicyStatus
      conditions [Condition] map(type)
      observedGeneration int64
      typeChecking TypeChecking

    struct ValidatingWebhook
      admissionReviewVersions [string]!
      clientConfig WebhookClientConfig!
      failurePolicy string? ="Fail" enum(Fail|Ignore)
      matchConditions [MatchCondition] map(name) patch=merge(name)
      matchPolicy string? ="Equivalent" enum(Equivalent|Exact)
      name string!
      namespaceSelector LabelSelector ={}
      objectSelector LabelSelector ={}
      rules [RuleWithOperations]
      sideEffects string!? enum(None|NoneOnDryRun)
      timeoutSeconds int32? =10

    struct Validation
      expression string!
      message string
      messageExpression string
      reason string?

    struct Variable atomic
      expression string!
      name string!

    struct WebhookClientConfig
      caBundle bytes
      service ServiceReference
      url string?
    """#
}
