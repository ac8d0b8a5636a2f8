extension BuiltInDescriptions {
  /// Pods and the objects that hold pod templates.
  static let corePods = #"""
    group v1 io.k8s.api.core.v1

    kind Binding bindings namespaced verbs(create) -- Ties a pod to a node.
      target ObjectReference! -- The node.

    kind Pod pods namespaced short(po) categories(all) graceful generation(spec) deletes-to-object
      : select(spec.nodeName,spec.restartPolicy,spec.schedulerName,spec.serviceAccountName,spec.hostNetwork)
      : select(status.phase,status.podIP,status.nominatedNodeName)
        -- Containers that run together on a node.
      / attach PodAttachOptions verbs(create,get)
      / binding Binding verbs(create)
      / ephemeralcontainers
      / eviction policy/v1.Eviction verbs(create)
      / exec PodExecOptions verbs(create,get)
      / log verbs(get)
      / portforward PodPortForwardOptions verbs(create,get)
      / proxy PodProxyOptions verbs(create,delete,get,patch,update)
      / resize
      / status
      | Name string:name .metadata.name
      | Ready string podReady() -- The aggregate readiness state of this pod for accepting traffic.
      | Status string podStatus() -- The aggregate status of the containers in this pod.
      | Restarts string podRestarts()
        -- The number of times the containers in this pod have been restarted and when the last container in this pod
        -- has restarted.
      | Age string age(.metadata.creationTimestamp)
      | IP string wide podIP() -- The address of the pod.
      | Node string wide orNone(.spec.nodeName) -- The node that runs the pod.
      | "Nominated Node" string wide orNone(.status.nominatedNodeName) -- The node that is being cleared for the pod.
      | "Readiness Gates" string wide readinessGates() -- How many readiness gates hold.
      spec PodSpec+ -- What the pod runs, and how.
      status PodStatus+ -- What was observed last; written by controllers.

    kind PodTemplate podtemplates namespaced generation(all) deletes-to-object -- A template of pods.
      | Name string:name .metadata.name
      | Containers string containerNames(.template.spec) -- Names of each container in the template.
      | Images string containerImages(.template.spec) -- Images referenced by each container in the template.
      | "Pod Labels" string labels(.template.metadata.labels) -- The labels of the pods.
      template PodTemplateSpec+

    kind ReplicationController replicationcontrollers namespaced short(rc) categories(all) generation(spec)
      : select(status.replicas)
        -- Keeps a number of pods running; ReplicaSet is its successor.
      / scale autoscaling/v1.Scale
      / status
      | Name string:name .metadata.name
      | Desired integer .spec.replicas -- How many pods are wanted.
      | Current integer zero(.status.replicas) -- How many pods there are.
      | Ready integer zero(.status.readyReplicas) -- How many pods are ready.
      | Age string age(.metadata.creationTimestamp)
      | Containers string wide containerNames(.spec.template.spec) -- Names of each container in the template.
      | Images string wide containerImages(.spec.template.spec)
        -- Images referenced by each container in the template.
      | Selector string wide labels(.spec.selector) -- Which pods belong to the object.
      spec ReplicationControllerSpec+ -- What is wanted.
      status ReplicationControllerStatus+ -- What was observed last; written by controllers.

    struct Affinity
      nodeAffinity NodeAffinity
      podAffinity PodAffinity
      podAntiAffinity PodAntiAffinity

    struct ContainerExtendedResourceRequest
      containerName string!
      requestName string!
      resourceName string!

    struct ContainerUser
      linux LinuxContainerUser

    struct HostAlias
      hostnames [string]
      ip string!

    struct HostIP
      ip string!

    struct LinuxContainerUser
      gid int64!
      supplementalGroups [int64]
      uid int64!

    struct NodeAffinity
      preferredDuringSchedulingIgnoredDuringExecution [PreferredSchedulingTerm]
      requiredDuringSchedulingIgnoredDuringExecution NodeSelector

    struct PodAffinity
      preferredDuringSchedulingIgnoredDuringExecution [WeightedPodAffinityTerm]
      requiredDuringSchedulingIgnoredDuringExecution [PodAffinityTerm]

    struct PodAffinityTerm
      labelSelector LabelSelector
      matchLabelKeys [string]
      mismatchLabelKeys [string]
      namespaceSelector LabelSelector -- Chooses namespaces by their labels.
      namespaces [string]
      topologyKey string!

    struct PodAntiAffinity
      preferredDuringSchedulingIgnoredDuringExecution [WeightedPodAffinityTerm]
      requiredDuringSchedulingIgnoredDuringExecution [PodAffinityTerm]

    struct PodCondition
      lastProbeTime time+ -- When the condition was last checked.
      lastTransitionTime time+ -- When the condition last changed from one status to another.
      message string
      observedGeneration int64 -- The metadata.generation that this was observed for.
      reason string
      status string! -- What was observed last; written by controllers.
      type string!

    struct PodDNSConfig
      nameservers [string]
      options [PodDNSConfigOption]
      searches [string]

    struct PodDNSConfigOption
      name string
      value string?

    struct PodIP
      ip string!

    struct PodOS
      name string! enum(linux|windows)

    struct PodReadinessGate
      conditionType string!

    struct PodResourceClaim
      name string!
      resourceClaimName string?
      resourceClaimTemplateName string?

    struct PodSchedulingGate
      name string!

    struct PodSchedulingGroup
      podGroupName string?

    struct PodSecurityContext -- Security settings of a pod.
      appArmorProfile AppArmorProfile
      fsGroup int64? -- The group that owns volumes.
      fsGroupChangePolicy string? enum(Always|OnRootMismatch)
      runAsGroup int64? -- The group id of first processes.
      runAsNonRoot bool? -- Whether containers must not run as root.
      runAsUser int64? -- The user id of first processes.
      seLinuxChangePolicy string?
      seLinuxOptions SELinuxOptions
      seccompProfile SeccompProfile -- The system calls that are allowed.
      supplementalGroups [int64] -- Further groups of first processes.
      supplementalGroupsPolicy string? enum(Merge|Strict)
      sysctls [Sysctl] -- Kernel parameters of the pod.
      windowsOptions WindowsSecurityContextOptions

    struct PodSpec -- What a pod runs, and how.
      activeDeadlineSeconds int64? -- How many seconds the pod may be active before it is stopped as failed.
      affinity Affinity -- Where the pod wants to run, by labels of nodes and of other pods.
      automountServiceAccountToken bool? -- Whether a token of the service account is mounted.
      containers [Container]! map(name) patch=merge(name) -- The containers of the pod; at least one.
      dnsConfig PodDNSConfig -- DNS settings beyond what dnsPolicy gives.
      dnsPolicy string ="ClusterFirst" enum(ClusterFirst|ClusterFirstWithHostNet|Default|None)
        -- Where DNS settings come from.
      enableServiceLinks bool? -- Whether addresses of services appear as environment variables.
      ephemeralContainers [EphemeralContainer] map(name) patch=merge(name)
        -- Containers added to a running pod for debugging.
      hostAliases [HostAlias] map(ip) patch=merge(ip) -- Lines for the pod's hosts file.
      hostIPC bool -- Uses the host's IPC namespace.
      hostNetwork bool -- Uses the host's network; ports of containers are then ports of the host.
      hostPID bool -- Uses the host's process namespace.
      hostUsers bool? -- Uses the host's user namespace.
      hostname string -- The host name of the pod; its own name by default.
      hostnameOverride string?
      imagePullSecrets [LocalObjectReference] map(name) patch=merge(name) -- Secrets for pulling images.
      initContainers [Container] map(name) patch=merge(name)
        -- Containers that run one after the other before the others start.
      nodeName string -- The node that runs the pod; set by the scheduler.
      nodeSelector {string} atomic -- Labels that the node must have.
      os PodOS -- The operating system of the containers.
      overhead {quantity} -- What running the pod costs beside its containers.
      preemptionPolicy string? enum(Never|PreemptLowerPriority)
        -- Whether the pod may displace others of lower priority.
      priority int32? -- The priority as a number; set from the priority class.
      priorityClassName string -- The class that gives the pod its priority.
      readinessGates [PodReadinessGate] -- Further conditions that must be true for the pod to be ready.
      resourceClaims [PodResourceClaim] map(name) patch=merge,retainKeys(name)
      resources ResourceRequirements -- What all containers of the pod together need and may use.
      restartPolicy string ="Always" enum(Always|OnFailure|Never)
        -- When containers are started again: Always, OnFailure or Never.
      runtimeClassName string? -- The runtime class that runs the pod.
      schedulerName string ="default-scheduler" -- The scheduler that places the pod.
      schedulingGates [PodSchedulingGate] map(name) patch=merge(name) -- The pod is not scheduled while there are any.
      schedulingGroup PodSchedulingGroup
      securityContext PodSecurityContext ={} -- Security settings of the pod, and defaults for its containers.
      serviceAccount string -- Old name of serviceAccountName.
      serviceAccountName string -- The service account that the pod acts as.
      setHostnameAsFQDN bool? -- Whether the host name is the full domain name.
      shareProcessNamespace bool? -- Whether the containers see each other's processes.
      subdomain string -- The subdomain of the pod's domain name.
      terminationGracePeriodSeconds int64? =30 -- How many seconds the pod may take to stop.
      tolerations [Toleration] -- Taints of nodes that the pod accepts.
      topologySpreadConstraints [TopologySpreadConstraint] map(topologyKey,whenUnsatisfiable) patch=merge(topologyKey)
        -- How pods are spread over parts of the cluster.
      volumes [Volume] map(name) patch=merge,retainKeys(name) -- The volumes that containers may mount.

    struct PodTemplateSpec -- What pods that are made from a template look like.
      metadata ObjectMeta+ -- Name, labels and other facts that every object has.
      spec PodSpec+ -- The spec of the pods.

    struct PreferredSchedulingTerm
      preference NodeSelectorTerm!
      weight int32!

    struct ReplicationControllerCondition
      lastTransitionTime time+ -- When the condition last changed from one status to another.
      message string
      reason string
      status string! -- What was observed last; written by controllers.
      type string!

    struct ReplicationControllerSpec
      minReadySeconds int32 -- How many seconds a pod must be ready before it counts as available.
      replicas int32? =1
      selector {string} atomic
      template PodTemplateSpec

    struct ResourceHealth
      health string
      message string?
      resourceID string!

    struct Sysctl
      name string!
      value string!

    struct Toleration -- A taint that the pod accepts.
      effect string enum(NoExecute|NoSchedule|PreferNoSchedule) -- The effect that is tolerated; empty means all.
      key string -- The key of the taint; empty with Exists means all.
      operator string enum(Equal|Exists|Gt|Lt) -- Equal or Exists.
      tolerationSeconds int64? -- How many seconds a NoExecute taint is tolerated; always by default.
      value string -- The value of the taint.

    struct TopologySpreadConstraint
      labelSelector LabelSelector
      matchLabelKeys [string]
      maxSkew int32!
      minDomains int32?
      nodeAffinityPolicy string? enum(Honor|Ignore)
      nodeTaintsPolicy string? enum(Honor|Ignore)
      topologyKey string!
      whenUnsatisfiable string! enum(DoNotSchedule|ScheduleAnyway)

    struct WeightedPodAffinityTerm
      podAffinityTerm PodAffinityTerm!
      weight int32!
    """#
}
