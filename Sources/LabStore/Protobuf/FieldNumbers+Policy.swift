extension FieldNumbers {
  static let policy = """
    package io.k8s.api.policy.v1
    Eviction metadata deleteOptions~DeleteOptions
    PodDisruptionBudget metadata spec status
    PodDisruptionBudgetSpec minAvailable selector maxUnavailable unhealthyPodEvictionPolicy
    PodDisruptionBudgetStatus observedGeneration disruptedPods disruptionsAllowed currentHealthy desiredHealthy
      expectedPods conditions
    """
}
