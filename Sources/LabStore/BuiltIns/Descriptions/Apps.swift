extension BuiltInDescriptions {
  /// Kinds of `apps/v1`.
  static let apps = #"""
    group apps/v1 io.k8s.api.apps.v1

    kind ControllerRevision controllerrevisions namespaced
      | Name string:name .metadata.name
      | Controller string controller() -- The object that the revision belongs to.
      | Revision string .revision -- The number of the revision.
      | Age string age(.metadata.creationTimestamp)
      data any+
      revision int64!

    kind DaemonSet daemonsets namespaced short(ds) categories(all) generation(spec)
      / status
      | Name string:name .metadata.name
      | Desired integer zero(.status.desiredNumberScheduled) -- How many nodes should run a pod.
      | Current integer zero(.status.currentNumberScheduled) -- How many nodes run a pod.
      | Ready integer zero(.status.numberReady) -- How many pods are ready.
      | Up-to-date integer zero(.status.updatedNumberScheduled) -- How many nodes run the current template.
      | Available integer zero(.status.numberAvailable) -- How many pods are available.
      | "Node Selector" string labels(.spec.template.spec.nodeSelector) -- The labels that nodes must have.
      | Age string age(.metadata.creationTimestamp)
      | Containers string wide containerNames(.spec.template.spec) -- Names of each container in the template.
      | Images string wide containerImages(.spec.template.spec)
        -- Images referenced by each container in the template.
      | Selector string wide labelSelector(.spec.selector) -- Which pods belong to the object.
      spec DaemonSetSpec+
      status DaemonSetStatus+

    kind Deployment deployments namespaced short(deploy) categories(all) generation(specOrAnnotations)
      / scale autoscaling/v1.Scale
      / status
      | Name string:name .metadata.name
      | Ready string readyOf(.status.readyReplicas,.spec.replicas) -- Ready and desired pods.
      | Up-to-date string zero(.status.updatedReplicas) -- How many pods have the current template.
      | Available string zero(.status.availableReplicas) -- How many pods are available.
      | Age string age(.metadata.creationTimestamp)
      | Containers string wide containerNames(.spec.template.spec) -- Names of each container in the template.
      | Images string wide containerImages(.spec.template.spec)
        -- Images referenced by each container in the template.
      | Selector string wide labelSelector(.spec.selector) -- Which pods belong to the object.
      spec DeploymentSpec+
      status DeploymentStatus+

    kind ReplicaSet replicasets namespaced short(rs) categories(all) generation(spec) select(status.replicas)
      / scale autoscaling/v1.Scale
      / status
      | Name string:name .metadata.name
      | Desired integer zero(.spec.replicas) -- How many pods are wanted.
      | Current integer zero(.status.replicas) -- How many pods there are.
      | Ready integer zero(.status.readyReplicas) -- How many pods are ready.
      | Age string age(.metadata.creationTimestamp)
      | Containers string wide containerNames(.spec.template.spec) -- Names of each container in the template.
      | Images string wide containerImages(.spec.template.spec)
        -- Images referenced by each container in the template.
      | Selector string wide labelSelector(.spec.selector) -- Which pods belong to the object.
      spec ReplicaSetSpec+
      status ReplicaSetStatus+

    kind StatefulSet statefulsets namespaced short(sts) categories(all) generation(spec)
      / scale autoscaling/v1.Scale
      / status
      | Name string:name .metadata.name
      | Ready string readyOf(.status.readyReplicas,.spec.replicas) -- Ready and desired pods.
      | Age string age(.metadata.creationTimestamp)
      | Containers string wide containerNames(.spec.template.spec) -- Names of each container in the template.
      | Images string wide containerImages(.spec.template.spec)
        -- Images referenced by each container in the template.
      spec StatefulSetSpec+
      status StatefulSetStatus+

    struct DaemonSetCondition
      lastTransitionTime time+
      message string
      reason string
      status string!
      type string!

    struct DaemonSetSpec
      minReadySeconds int32
      revisionHistoryLimit int32? =10
      selector LabelSelector!?
      template PodTemplateSpec!
      updateStrategy DaemonSetUpdateStrategy+

    struct DaemonSetStatus
      collisionCount int32?
      conditions [DaemonSetCondition] map(type) patch=merge(type)
      currentNumberScheduled int32!
      desiredNumberScheduled int32!
      numberAvailable int32
      numberMisscheduled int32!
      numberReady int32!
      numberUnavailable int32
      observedGeneration int64
      updatedNumberScheduled int32

    struct DaemonSetUpdateStrategy
      rollingUpdate RollingUpdateDaemonSet
      type string ="RollingUpdate" enum(OnDelete|RollingUpdate)

    struct DeploymentCondition
      lastTransitionTime time+
      lastUpdateTime time+
      message string
      reason string
      status string!
      type string!

    struct DeploymentSpec
      minReadySeconds int32
      paused bool
      progressDeadlineSeconds int32? =600
      replicas int32? =1
      revisionHistoryLimit int32? =10
      selector LabelSelector!?
      strategy DeploymentStrategy+ patch=retainKeys
      template PodTemplateSpec!

    struct DeploymentStatus
      availableReplicas int32
      collisionCount int32?
      conditions [DeploymentCondition] map(type) patch=merge(type)
      observedGeneration int64
      readyReplicas int32
      replicas int32
      terminatingReplicas int32?
      unavailableReplicas int32
      updatedReplicas int32

    struct DeploymentStrategy
      rollingUpdate RollingUpdateDeployment
      type string ="RollingUpdate" enum(Recreate|RollingUpdate)

    struct ReplicaSetCondition
      lastTransitionTime time+
      message string
      reason string
      status string!
      type string!

    struct ReplicaSetSpec
      minReadySeconds int32
      replicas int32? =1
      selector LabelSelector!?
      template PodTemplateSpec+

    struct ReplicaSetStatus
      availableReplicas int32
      conditions [ReplicaSetCondition] map(type) patch=merge(type)
      fullyLabeledReplicas int32
      observedGeneration int64
      readyReplicas int32
      replicas int32!
      terminatingReplicas int32?

    struct RollingUpdateDaemonSet
      maxSurge intorstring? =0
      maxUnavailable intorstring? =1

    struct RollingUpdateDeployment
      maxSurge intorstring? ="25%"
      maxUnavailable intorstring? ="25%"

    struct RollingUpdateStatefulSetStrategy
      maxUnavailable intorstring?
      partition int32? =0

    struct StatefulSetCondition
      lastTransitionTime time+
      message string
      reason string
      status string!
      type string!

    struct StatefulSetOrdinals
      start int32+

    struct StatefulSetPersistentVolumeClaimRetentionPolicy
      whenDeleted string ="Retain" enum(Delete|Retain)
      whenScaled string ="Retain" enum(Delete|Retain)

    struct StatefulSetSpec
      minReadySeconds int32
      ordinals StatefulSetOrdinals
      persistentVolumeClaimRetentionPolicy StatefulSetPersistentVolumeClaimRetentionPolicy ={}
      podManagementPolicy string ="OrderedReady" enum(OrderedReady|Parallel)
      replicas int32? =1
      revisionHistoryLimit int32? =10
      selector LabelSelector!?
      serviceName string
      template PodTemplateSpec!
      updateStrategy StatefulSetUpdateStrategy+
      volumeClaimTemplates [PersistentVolumeClaim]

    struct StatefulSetStatus
      availableReplicas int32+
      collisionCount int32?
      conditions [StatefulSetCondition] map(type) patch=merge(type)
      currentReplicas int32
      currentRevision string
      observedGeneration int64
      readyReplicas int32
      replicas int32!
      updateRevision string
      updatedReplicas int32

    struct StatefulSetUpdateStrategy
      rollingUpdate RollingUpdateStatefulSetStrategy
      type string ="RollingUpdate" enum(OnDelete|RollingUpdate)
    """#
}
