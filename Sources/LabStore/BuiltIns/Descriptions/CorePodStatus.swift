extension BuiltInDescriptions {
  /// What is reported of pods.
  static let corePodStatus = #"""
    group v1 io.k8s.api.core.v1

    struct ContainerState
      running ContainerStateRunning
      terminated ContainerStateTerminated
      waiting ContainerStateWaiting

    struct ContainerStateRunning
      startedAt time+

    struct ContainerStateTerminated
      containerID string
      exitCode int32!
      finishedAt time+
      message string
      reason string
      signal int32
      startedAt time+

    struct ContainerStateWaiting
      message string
      reason string

    struct ContainerStatus
      allocatedResources {quantity}
      allocatedResourcesStatus [ResourceStatus] map(name) patch=merge(name)
      containerID string
      image string!
      imageID string!
      lastState ContainerState+
      name string!
      ready bool!
      resources ResourceRequirements
      restartCount int32!
      started bool?
      state ContainerState+
      stopSignal string?
      user ContainerUser
      volumeMounts [VolumeMountStatus] map(mountPath) patch=merge(mountPath)

    struct ImageVolumeStatus
      imageRef string!

    struct NodeAllocatableResourceClaimStatus
      containers [string] set
      resourceClaimName string!
      resources {quantity}!

    struct PodExtendedResourceClaimStatus
      requestMappings [ContainerExtendedResourceRequest]!
      resourceClaimName string!

    struct PodResourceClaimStatus
      name string!
      resourceClaimName string?

    struct PodStatus
      allocatedResources {quantity}
      conditions [PodCondition] map(type) patch=merge(type)
      containerStatuses [ContainerStatus]
      ephemeralContainerStatuses [ContainerStatus]
      extendedResourceClaimStatus PodExtendedResourceClaimStatus
      hostIP string
      hostIPs [HostIP] patch=merge(ip)
      initContainerStatuses [ContainerStatus]
      message string
      nodeAllocatableResourceClaimStatuses [NodeAllocatableResourceClaimStatus]
      nominatedNodeName string
      observedGeneration int64
      phase string ="Pending"
      podIP string
      podIPs [PodIP] map(ip) patch=merge(ip)
      qosClass string
      reason string
      resize string
      resourceClaimStatuses [PodResourceClaimStatus] map(name) patch=merge,retainKeys(name)
      resources ResourceRequirements
      startTime time?

    struct ReplicationControllerStatus
      availableReplicas int32
      conditions [ReplicationControllerCondition] map(type) patch=merge(type)
      fullyLabeledReplicas int32
      observedGeneration int64
      readyReplicas int32
      replicas int32!

    struct ResourceStatus
      name string!
      resources [ResourceHealth] map(resourceID)

    struct VolumeMountStatus
      mountPath string!
      name string!
      readOnly bool
      recursiveReadOnly string?
      volumeStatus VolumeStatus

    struct VolumeStatus
      image ImageVolumeStatus
    """#
}
