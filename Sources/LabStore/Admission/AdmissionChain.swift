/// Which plugins every write passes, in order.
enum AdmissionChain {
  static let plugins: [any AdmissionPlugin] = [
    NamespaceLifecycle(),
    ServiceAccountAdmission(),
    PriorityAdmission(),
    DefaultTolerations(),
    RoleEscalation(),
    QuotaAdmission(),
  ]
}
