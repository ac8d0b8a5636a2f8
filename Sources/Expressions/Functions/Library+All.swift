extension Library {
  /// What Kubernetes' base environment has.
  static let kubernetesLibraries: [Library] = [
    .standard, .times, .optionals, .strings, .formatOfKubernetes, .sets, .regularExpressionSearch, .listAggregates,
    .listExtensions, .twoVariableMacros, .quantities, .networksOfKubernetes, .urls, .semanticVersions, .namedFormats,
  ]

  /// Everything that there is.
  static let suiteLibraries: [Library] = [
    .standard, .times, .optionals, .strings, .stringReversal, .format, .sets, .regularExpressionSearch,
    .regularExpressions, .listAggregates, .listExtensions, .twoVariableMacros, .math, .encoders, .binding, .quantities,
    .networks, .urls, .semanticVersions, .namedFormats, .additions,
  ]
}
