/// The controllers of a lab.
enum Controllers {
  static func all(for configuration: LabStore.Configuration) -> [any Controller] {
    [
      DefinitionController(),
      NamespaceController(),
      GarbageCollector(),
      NamespaceFurnisher(rootCertificate: configuration.rootCertificate),
      QuotaController(),
    ]
  }
}
