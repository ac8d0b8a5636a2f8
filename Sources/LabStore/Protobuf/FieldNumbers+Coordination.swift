extension FieldNumbers {
  static let coordination = """
    package io.k8s.api.coordination.v1
    Lease metadata spec
    LeaseSpec holderIdentity leaseDurationSeconds acquireTime renewTime leaseTransitions strategy preferredHolder
    """
}
