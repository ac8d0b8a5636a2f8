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

    struct ContainerStatus -- What is known of a container.
      allocatedResources {quantity}
      allocatedResourcesStatus [ResourceStatus] map(name) patch=merge(name)
      containerID string
      image string!
      imageID string!
      lastState ContainerState+ -- How the container ended last.
      name string!
      ready bool! -- Whether the readiness probe succeeds.
      resources ResourceRequirements
      restartCount int32! -- How often the container was started again.
      started bool?
      state ContainerState+ -- What the container does now.
      stopSignal string?
      user ContainerUser -- The user to act as.
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

    struct PodStatus -- What is known of a running pod.
      allocatedResources {quantity}
      conditions [PodCondition] map(type) patch=merge(type)
        -- The latest observations of the object's state, one for each type.
      containerStatuses [ContainerStatus] -- The state of each container.
      ephemeralContainerStatuses [ContainerStatus]
      extendedResourceClaimStatus PodExtendedResourceClaimStatus
      hostIP string -- The address of the node.
      hostIPs [HostIP] patch=merge(ip)
      initContainerStatuses [ContainerStatus] -- The state of each init container.
      message string -- Why the pod is in this state, for people.
      nodeAllocatableResourceClaimStatuses [NodeAllocatableResourceClaimStatus]
      nominatedNodeName string -- The node that is being cleared for the pod.
      observedGeneration int64 -- The metadata.generation that this was observed for.
      phase string ="Pending" -- Pending, Running, Succeeded, Failed or Unknown.
      podIP string -- The address of the pod.
      podIPs [PodIP] map(ip) patch=merge(ip) -- The addresses of the pod.
      qosClass string -- Guaranteed, Burstable or BestEffort.
      reason string -- Why the pod is in this state, in one word.
      resize string
      resourceClaimStatuses [PodResourceClaimStatus] map(name) patch=merge,retainKeys(name)
      resources ResourceRequirements
      startTime time? -- When the node accepted the pod.

    struct ReplicationControllerStatus
      availableReplicas int32 -- How many pods have been ready for minReadySeconds.
      conditions [ReplicationControllerCondition] map(type) patch=merge(type)
        -- The latest observations of the object's state, one for each type.
      fullyLabeledReplicas int32
      observedGeneration int64 -- The metadata.generation that this was observed for.
      readyReplicas int32 -- How many pods are ready.
      replicas int32!

    struct ResourceStatus
      name string!
      resources [ResourceHealth] map(resourceID)

    struct VolumeMountStatus
      mountPath string!
      name string!
      readOnly bool -- Mounts it for reading only.
      recursiveReadOnly string?
      volumeStatus VolumeStatus

    struct VolumeStatus
      image ImageVolumeStatus
    """#
}
