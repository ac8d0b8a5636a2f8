extension BuiltInDescriptions {
  /// Kinds of `apiregistration.k8s.io/v1`.
  static let apiRegistration = #"""
    group apiregistration.k8s.io/v1 io.k8s.kube-aggregator.pkg.apis.apiregistration.v1

    kind APIService apiservices categories(api-extensions) puts-need-version -- A group version that somebody serves.
      / status
      | Name string:name .metadata.name
      | Service string apiService() -- Who serves the group version.
      | Available string apiServiceAvailable() -- Whether it is served.
      | Age string age(.metadata.creationTimestamp)
      spec APIServiceSpec+ -- What is wanted.
      status APIServiceStatus+ -- What was observed last; written by controllers.

    struct APIServiceCondition
      lastTransitionTime time+ -- When the condition last changed from one status to another.
      message string
      reason string
      status string! -- What was observed last; written by controllers.
      type string!

    struct APIServiceSpec
      caBundle bytes -- The certificates, PEM in base64, that the server's certificate is checked against.
      group string
      groupPriorityMinimum int32!
      insecureSkipTLSVerify bool
      service ServiceReference
      version string
      versionPriority int32!

    struct APIServiceStatus
      conditions [APIServiceCondition] map(type) patch=merge(type)
        -- The latest observations of the object's state, one for each type.

    struct ServiceReference
      name string
      namespace string
      port int32? =443
    """#
}
