/// The controllers of a lab.
enum Controllers {
  static func all(for configuration: LabStore.Configuration) -> [any Controller] {
    let workloads: [any Controller] = [
      DeploymentController(), ReplicaSetController(), StatefulSetController(), DaemonSetController(), JobController(),
      CronJobController(now: configuration.timeOfDay), EndpointSliceController(), DisruptionController(),
    ]
    let nodes: [any Controller] =
      configuration.nodes > 0 ? [SchedulerController(delay: configuration.schedulingDelay), KubeletController()] : []
    let cluster: [any Controller] = [
      DefinitionController(),
      NamespaceController(),
      GarbageCollector(),
      NamespaceFurnisher(rootCertificate: configuration.rootCertificate),
      QuotaController(),
      StorageProtectionController(),
      NodeLifecycleController(),
    ]
    return cluster + workloads + nodes
  }
}
