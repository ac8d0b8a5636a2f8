extension BuiltInDescriptions {
  /// Kinds of `apiextensions.k8s.io/v1`.
  static let apiExtensions = #"""
    group apiextensions.k8s.io/v1 io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1

    kind CustomResourceDefinition customresourcedefinitions short(crd,crds) categories(api-extensions)
      : puts-need-version generation(spec)
        -- Makes the API serve a kind of your own.
      / status
      | Name string:name .metadata.name
      | "Created At" date .metadata.creationTimestamp
      spec CustomResourceDefinitionSpec! -- What is wanted.
      status CustomResourceDefinitionStatus+ -- What was observed last; written by controllers.

    struct CustomResourceColumnDefinition
      description string
      format string
      jsonPath string!
      name string!
      priority int32
      type string!

    struct CustomResourceConversion
      strategy string!
      webhook WebhookConversion

    struct CustomResourceDefinitionCondition
      lastTransitionTime time+ -- When the condition last changed from one status to another.
      message string
      observedGeneration int64 -- The metadata.generation that this was observed for.
      reason string
      status string! -- What was observed last; written by controllers.
      type string!

    struct CustomResourceDefinitionNames
      categories [string]
      kind string!
      listKind string
      plural string!
      shortNames [string]
      singular string

    struct CustomResourceDefinitionSpec
      conversion CustomResourceConversion -- How versions are converted into each other.
      group string! -- The API group.
      names CustomResourceDefinitionNames! -- How the kind and its resource are called.
      preserveUnknownFields bool
      scope string! enum(Cluster|Namespaced) -- Namespaced or Cluster.
      versions [CustomResourceDefinitionVersion]! -- The versions, of which one is stored.

    struct CustomResourceDefinitionStatus
      acceptedNames CustomResourceDefinitionNames+
      conditions [CustomResourceDefinitionCondition]+ map(type)
        -- The latest observations of the object's state, one for each type.
      observedGeneration int64 -- The metadata.generation that this was observed for.
      storedVersions [string]+

    struct CustomResourceDefinitionVersion
      additionalPrinterColumns [CustomResourceColumnDefinition] -- Columns of tables.
      deprecated bool
      deprecationWarning string?
      name string! -- The name of the version, such as v1.
      schema CustomResourceValidation -- What objects look like.
      selectableFields [SelectableField]
      served bool! -- Whether the version is served.
      storage bool! -- Whether objects are stored in this version.
      subresources CustomResourceSubresources -- Whether there are status and scale.

    struct CustomResourceSubresourceScale
      labelSelectorPath string?
      specReplicasPath string!
      statusReplicasPath string!

    struct CustomResourceSubresources
      scale CustomResourceSubresourceScale
      status any -- What was observed last; written by controllers.

    struct CustomResourceValidation
      openAPIV3Schema JSONSchemaProps

    struct ExternalDocumentation
      description string
      url string

    struct JSONSchemaProps -- A JSON schema.
      $ref string?
      $schema string
      additionalItems any?
      additionalProperties any?
      allOf [JSONSchemaProps]
      anyOf [JSONSchemaProps]
      default any?
      definitions {JSONSchemaProps}
      dependencies {any}
      description string
      enum [any]
      example any?
      exclusiveMaximum bool
      exclusiveMinimum bool
      externalDocs ExternalDocumentation
      format string
      id string
      items any?
      maxItems int64?
      maxLength int64?
      maxProperties int64?
      maximum double?
      minItems int64?
      minLength int64?
      minProperties int64?
      minimum double?
      multipleOf double?
      not JSONSchemaProps
      nullable bool
      oneOf [JSONSchemaProps]
      pattern string
      patternProperties {JSONSchemaProps}
      properties {JSONSchemaProps}
      required [string]
      title string
      type string
      uniqueItems bool
      x-kubernetes-embedded-resource bool
      x-kubernetes-int-or-string bool
      x-kubernetes-list-map-keys [string]
      x-kubernetes-list-type string?
      x-kubernetes-map-type string?
      x-kubernetes-preserve-unknown-fields bool?
      x-kubernetes-validations [ValidationRule] map(rule) patch=merge(rule)

    struct SelectableField
      jsonPath string!

    struct ServiceReference
      name string!
      namespace string!
      path string?
      port int32? =443

    struct ValidationRule
      fieldPath string
      message string
      messageExpression string
      optionalOldSelf bool?
      reason string?
      rule string!

    struct WebhookClientConfig
      caBundle bytes -- The certificates, PEM in base64, that the server's certificate is checked against.
      service ServiceReference
      url string?

    struct WebhookConversion
      clientConfig WebhookClientConfig
      conversionReviewVersions [string]!
    """#
}
