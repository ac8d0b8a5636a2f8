extension BuiltInDescriptions {
  /// Kinds of `admissionregistration.k8s.io/v1`.
  static let admissionRegistration = #"""
    group admissionregistration.k8s.io/v1 io.k8s.api.admissionregistration.v1

    kind MutatingWebhookConfiguration mutatingwebhookconfigurations categories(api-extensions) puts-need-version
      : generation(all)
        -- Webhooks that may change objects before they are stored.
      | Name string:name .metadata.name
      | Webhooks integer count(.webhooks) -- How many webhooks there are.
      | Age string age(.metadata.creationTimestamp)
      webhooks [MutatingWebhook] map(name) patch=merge(name) -- The webhooks.

    kind ValidatingAdmissionPolicy validatingadmissionpolicies singular(validatingadmissionpolicy)
      : categories(api-extensions) puts-need-version generation(spec)
        -- Expressions that objects must satisfy before they are stored.
      / status
      | Name string:name .metadata.name
      | Validations integer count(.spec.validations) -- How many validations there are.
      | ParamKind string paramKind() -- The kind of its parameters.
      | Age string age(.metadata.creationTimestamp)
      spec ValidatingAdmissionPolicySpec+ -- What is wanted.
      status ValidatingAdmissionPolicyStatus+ -- What was observed last; written by controllers.

    kind ValidatingAdmissionPolicyBinding validatingadmissionpolicybindings categories(api-extensions)
      : puts-need-version generation(spec)
        -- Puts a policy to use.
      | Name string:name .metadata.name
      | PolicyName string .spec.policyName -- The policy that is bound.
      | ParamRef string paramRef() -- The parameters.
      | Age string age(.metadata.creationTimestamp)
      spec ValidatingAdmissionPolicyBindingSpec! -- What is wanted.

    kind ValidatingWebhookConfiguration validatingwebhookconfigurations categories(api-extensions) puts-need-version
      : generation(all)
        -- Webhooks that may refuse objects before they are stored.
      | Name string:name .metadata.name
      | Webhooks integer count(.webhooks) -- How many webhooks there are.
      | Age string age(.metadata.creationTimestamp)
      webhooks [ValidatingWebhook] map(name) patch=merge(name) -- The webhooks.

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
        -- Whether requests to other versions of a resource match too: Exact or Equivalent.
      namespaceSelector LabelSelector ={} -- Chooses namespaces by their labels.
      objectSelector LabelSelector ={} -- Chooses objects by their labels.
      resourceRules [NamedRuleWithOperations]

    struct MutatingWebhook
      admissionReviewVersions [string]!
      clientConfig WebhookClientConfig!
      failurePolicy string? ="Fail" enum(Fail|Ignore) -- What happens when the call fails: Fail or Ignore.
      matchConditions [MatchCondition] map(name) patch=merge(name)
        -- Expressions that must all be true for a request to be matched.
      matchPolicy string? ="Equivalent" enum(Equivalent|Exact)
        -- Whether requests to other versions of a resource match too: Exact or Equivalent.
      name string!
      namespaceSelector LabelSelector ={} -- Chooses namespaces by their labels.
      objectSelector LabelSelector ={} -- Chooses objects by their labels.
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
      policyName string! -- The policy.
      validationActions [string]! enum(Audit|Deny|Warn) set -- What a failure leads to: Deny, Warn or Audit.

    struct ValidatingAdmissionPolicySpec
      auditAnnotations [AuditAnnotation]
      failurePolicy string? ="Fail" enum(Fail|Ignore) -- What happens when the call fails: Fail or Ignore.
      matchConditions [MatchCondition] map(name) patch=merge(name)
        -- Expressions that must all be true for a request to be matched.
      matchConstraints MatchResources -- Which requests are checked.
      paramKind ParamKind -- The kind of parameters.
      validations [Validation] -- The expressions.
      variables [Variable] map(name) patch=merge(name) -- Named expressions for use in others.

    struct ValidatingAdmissionPolicyStatus
      conditions [Condition] map(type) -- The latest observations of the object's state, one for each type.
      observedGeneration int64 -- The metadata.generation that this was observed for.
      typeChecking TypeChecking

    struct ValidatingWebhook
      admissionReviewVersions [string]!
      clientConfig WebhookClientConfig!
      failurePolicy string? ="Fail" enum(Fail|Ignore) -- What happens when the call fails: Fail or Ignore.
      matchConditions [MatchCondition] map(name) patch=merge(name)
        -- Expressions that must all be true for a request to be matched.
      matchPolicy string? ="Equivalent" enum(Equivalent|Exact)
        -- Whether requests to other versions of a resource match too: Exact or Equivalent.
      name string!
      namespaceSelector LabelSelector ={} -- Chooses namespaces by their labels.
      objectSelector LabelSelector ={} -- Chooses objects by their labels.
      rules [RuleWithOperations]
      sideEffects string!? enum(None|NoneOnDryRun)
      timeoutSeconds int32? =10

    struct Validation
      expression string! -- A CEL expression that must be true.
      message string -- What is said when it is not.
      messageExpression string
      reason string?

    struct Variable atomic
      expression string!
      name string!

    struct WebhookClientConfig
      caBundle bytes -- The certificates, PEM in base64, that the server's certificate is checked against.
      service ServiceReference
      url string?
    """#
}
