extension FieldNumbers {
  static let scheduling = """
    package io.k8s.api.scheduling.v1
    PriorityClass metadata value globalDefault description preemptionPolicy
    """
}
