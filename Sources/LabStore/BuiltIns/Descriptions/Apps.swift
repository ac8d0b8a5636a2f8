extension BuiltInDescriptions {
  /// Kinds of `apps/v1`.
  static let apps = #"""
    group apps/v1 io.k8s.api.apps.v1

    kind ControllerRevision controllerrevisions namespaced -- An unchanging snapshot of a template.
      | Name string:name .metadata.name
      | Controller string controller() -- The object that the revision belongs to.
      | Revision string .revision -- The number of the revision.
      | Age string age(.metadata.creationTimestamp)
      data any+ -- The snapshot.
      revision int64! -- The number of the revision.

    kind DaemonSet daemonsets namespaced short(ds) categories(all) generation(spec)
        -- Keeps one pod running on every node that fits.
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
      spec DaemonSetSpec+ -- What is wanted.
      status DaemonSetStatus+ -- What was observed last; written by controllers.

    kind Deployment deployments namespaced short(deploy) categories(all) generation(specOrAnnotations)
        -- Keeps pods running and replaces them step by step when their template changes.
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
      spec DeploymentSpec+ -- What is wanted.
      status DeploymentStatus+ -- What was observed last; written by controllers.

    kind ReplicaSet replicasets namespaced short(rs) categories(all) generation(spec) select(status.replicas)
        -- Keeps a number of equal pods running.
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
      spec ReplicaSetSpec+ -- What is wanted.
      status ReplicaSetStatus+ -- What was observed last; written by controllers.

    kind StatefulSet statefulsets namespaced short(sts) categories(all) generation(spec)
        -- Keeps pods running that have a name and storage of their own.
      / scale autoscaling/v1.Scale
      / status
      | Name string:name .metadata.name
      | Ready string readyOf(.status.readyReplicas,.spec.replicas) -- Ready and desired pods.
      | Age string age(.metadata.creationTimestamp)
      | Containers string wide containerNames(.spec.template.spec) -- Names of each container in the template.
      | Images string wide containerImages(.spec.template.spec)
        -- Images referenced by each container in the template.
      spec StatefulSetSpec+ -- What is wanted.
      status StatefulSetStatus+ -- What was observed last; written by controllers.

    struct DaemonSetCondition
      lastTransitionTime time+ -- When the condition last changed from one status to another.
      message string
      reason string
      status string! -- What was observed last; written by controllers.
      type string!

    struct DaemonSetSpec
      minReadySeconds int32 -- How many seconds a pod must be ready before it counts as available.
      revisionHistoryLimit int32? =10 -- How many old revisions are kept for going back.
      selector LabelSelector!? -- Which pods belong to the set; cannot change.
      template PodTemplateSpec! -- What the pods look like.
      updateStrategy DaemonSetUpdateStrategy+ -- How pods are replaced when the template changes.

    struct DaemonSetStatus
      collisionCount int32? -- How often a generated name was already taken.
      conditions [DaemonSetCondition] map(type) patch=merge(type)
        -- The latest observations of the object's state, one for each type.
      currentNumberScheduled int32! -- How many nodes run a pod as they should.
      desiredNumberScheduled int32! -- How many nodes should run a pod.
      numberAvailable int32
      numberMisscheduled int32! -- How many nodes run a pod that they should not.
      numberReady int32! -- How many nodes run a ready pod.
      numberUnavailable int32
      observedGeneration int64 -- The metadata.generation that this was observed for.
      updatedNumberScheduled int32

    struct DaemonSetUpdateStrategy
      rollingUpdate RollingUpdateDaemonSet -- How pods are replaced step by step.
      type string ="RollingUpdate" enum(OnDelete|RollingUpdate)

    struct DeploymentCondition
      lastTransitionTime time+ -- When the condition last changed from one status to another.
      lastUpdateTime time+
      message string
      reason string
      status string! -- What was observed last; written by controllers.
      type string!

    struct DeploymentSpec -- What a deployment keeps running, and how it changes.
      minReadySeconds int32 -- How many seconds a pod must be ready before it counts as available.
      paused bool -- Whether changes of the template wait.
      progressDeadlineSeconds int32? =600 -- After how many seconds without progress a change has failed.
      replicas int32? =1 -- How many pods are wanted; 1 by default.
      revisionHistoryLimit int32? =10 -- How many old revisions are kept for going back.
      selector LabelSelector!? -- Which pods belong to the deployment; cannot change.
      strategy DeploymentStrategy+ patch=retainKeys -- How old pods are replaced by new ones.
      template PodTemplateSpec! -- What the pods look like.

    struct DeploymentStatus -- What is known of a deployment.
      availableReplicas int32 -- How many pods have been ready for minReadySeconds.
      collisionCount int32? -- How often a generated name was already taken.
      conditions [DeploymentCondition] map(type) patch=merge(type)
        -- The latest observations of the object's state, one for each type.
      observedGeneration int64 -- The metadata.generation that this was observed for.
      readyReplicas int32 -- How many pods are ready.
      replicas int32 -- How many pods there are.
      terminatingReplicas int32?
      unavailableReplicas int32 -- How many pods are still missing.
      updatedReplicas int32 -- How many pods have the current template.

    struct DeploymentStrategy -- How old pods are replaced by new ones.
      rollingUpdate RollingUpdateDeployment -- How pods are replaced step by step.
      type string ="RollingUpdate" enum(Recreate|RollingUpdate) -- Recreate or RollingUpdate.

    struct ReplicaSetCondition
      lastTransitionTime time+ -- When the condition last changed from one status to another.
      message string
      reason string
      status string! -- What was observed last; written by controllers.
      type string!

    struct ReplicaSetSpec
      minReadySeconds int32 -- How many seconds a pod must be ready before it counts as available.
      replicas int32? =1 -- How many pods are wanted; 1 by default.
      selector LabelSelector!? -- Which pods belong to the set; cannot change.
      template PodTemplateSpec+ -- What the pods look like.

    struct ReplicaSetStatus
      availableReplicas int32 -- How many pods have been ready for minReadySeconds.
      conditions [ReplicaSetCondition] map(type) patch=merge(type)
        -- The latest observations of the object's state, one for each type.
      fullyLabeledReplicas int32
      observedGeneration int64 -- The metadata.generation that this was observed for.
      readyReplicas int32 -- How many pods are ready.
      replicas int32! -- How many pods there are.
      terminatingReplicas int32?

    struct RollingUpdateDaemonSet
      maxSurge intorstring? =0
      maxUnavailable intorstring? =1

    struct RollingUpdateDeployment
      maxSurge intorstring? ="25%" -- How many pods more than wanted there may be: a number or a percentage.
      maxUnavailable intorstring? ="25%"
        -- How many pods fewer than wanted may be available: a number or a percentage.

    struct RollingUpdateStatefulSetStrategy
      maxUnavailable intorstring?
      partition int32? =0

    struct StatefulSetCondition
      lastTransitionTime time+ -- When the condition last changed from one status to another.
      message string
      reason string
      status string! -- What was observed last; written by controllers.
      type string!

    struct StatefulSetOrdinals
      start int32+

    struct StatefulSetPersistentVolumeClaimRetentionPolicy
      whenDeleted string ="Retain" enum(Delete|Retain)
      whenScaled string ="Retain" enum(Delete|Retain)

    struct StatefulSetSpec
      minReadySeconds int32 -- How many seconds a pod must be ready before it counts as available.
      ordinals StatefulSetOrdinals
      persistentVolumeClaimRetentionPolicy StatefulSetPersistentVolumeClaimRetentionPolicy ={}
        -- Whether claims stay when pods go.
      podManagementPolicy string ="OrderedReady" enum(OrderedReady|Parallel)
        -- OrderedReady: one after the other; Parallel: all at once.
      replicas int32? =1 -- How many pods are wanted; 1 by default.
      revisionHistoryLimit int32? =10 -- How many old revisions are kept for going back.
      selector LabelSelector!? -- Which pods belong to the set; cannot change.
      serviceName string -- The headless service that gives the pods their names.
      template PodTemplateSpec! -- What the pods look like.
      updateStrategy StatefulSetUpdateStrategy+ -- How pods are replaced when the template changes.
      volumeClaimTemplates [PersistentVolumeClaim] -- Claims that each pod gets.

    struct StatefulSetStatus
      availableReplicas int32+ -- How many pods have been ready for minReadySeconds.
      collisionCount int32? -- How often a generated name was already taken.
      conditions [StatefulSetCondition] map(type) patch=merge(type)
        -- The latest observations of the object's state, one for each type.
      currentReplicas int32
      currentRevision string -- The revision of pods that are not updated yet.
      observedGeneration int64 -- The metadata.generation that this was observed for.
      readyReplicas int32 -- How many pods are ready.
      replicas int32! -- How many pods there are.
      updateRevision string -- The revision of updated pods.
      updatedReplicas int32

    struct StatefulSetUpdateStrategy
      rollingUpdate RollingUpdateStatefulSetStrategy -- How pods are replaced step by step.
      type string ="RollingUpdate" enum(OnDelete|RollingUpdate)
    """#
}
