/// The plugins that every write to a store passes, in order.
enum AdmissionChain {
  static var plugins: [any AdmissionPlugin] {
    [
      NamespaceLifecycle(),
      LimitRanger(),
      ServiceAccountAdmission(),
      PriorityAdmission(),
      DefaultTolerations(),
      StorageProtection(),
      NodeTaints(),
      ServiceAllocator(),
      RoleEscalation(),
      MutatingWebhooks(),
      PolicyAdmission(),
      ValidatingWebhooks(),
      QuotaAdmission(),
    ]
  }
}
