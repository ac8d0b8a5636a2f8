extension BuiltInDescriptions {
  /// Kinds of `apiregistration.k8s.io/v1`.
  static let apiRegistration = #"""
    group apiregistration.k8s.io/v1 io.k8s.kube-aggregator.pkg.apis.apiregistration.v1

    kind APIService apiservices categories(api-extensions) puts-need-version
      / status
      | Name string:name .metadata.name
      | Service string apiService() -- Who serves the group version.
      | Available string apiServiceAvailable() -- Whether it is served.
      | Age string age(.metadata.creationTimestamp)
      spec APIServiceSpec+
      status APIServiceStatus+

    struct APIServiceCondition
      lastTransitionTime time+
      message string
      reason string
      status string!
      type string!

    struct APIServiceSpec
      caBundle bytes
      group string
      groupPriorityMinimum int32!
      insecureSkipTLSVerify bool
      service ServiceReference
      version string
      versionPriority int32!

    struct APIServiceStatus
      conditions [APIServiceCondition] map(type) patch=merge(type)

    struct ServiceReference
      name string
      namespace string
      port int32? =443
    """#
}
