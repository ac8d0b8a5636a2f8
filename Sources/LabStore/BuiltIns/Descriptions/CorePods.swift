extension BuiltInDescriptions {
  /// Pods and the objects that hold pod templates.
  static let corePods = #"""
    group v1 io.k8s.api.core.v1

    kind Binding bindings namespaced verbs(create)
      target ObjectReference!

    kind Pod pods namespaced short(po) categories(all) graceful generation(spec) deletes-to-object
      : select(spec.nodeName,spec.restartPolicy,spec.schedulerName,spec.serviceAccountName,spec.hostNetwork)
      : select(status.phase,status.podIP,status.nominatedNodeName)
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
      spec PodSpec+
      status PodStatus+

    kind PodTemplate podtemplates namespaced generation(all) deletes-to-object
      | Name string:name .metadata.name
      | Containers string containerNames(.template.spec) -- Names of each container in the template.
      | Images string containerImages(.template.spec) -- Images referenced by each container in the template.
      | "Pod Labels" string labels(.template.metadata.labels) -- The labels of the pods.
      template PodTemplateSpec+

    kind ReplicationController replicationcontrollers namespaced short(rc) categories(all) generation(spec)
      : select(status.replicas)
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
      spec ReplicationControllerSpec+
      status ReplicationControllerStatus+

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
      namespaceSelector LabelSelector
      namespaces [string]
      topologyKey string!

    struct PodAntiAffinity
      preferredDuringSchedulingIgnoredDuringExecution [WeightedPodAffinityTerm]
      requiredDuringSchedulingIgnoredDuringExecution [PodAffinityTerm]

    struct PodCondition
      lastProbeTime time+
      lastTransitionTime time+
      message string
      observedGeneration int64
      reason string
      status string!
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

    struct PodSecurityContext
      appArmorProfile AppArmorProfile
      fsGroup int64?
      fsGroupChangePolicy string? enum(Always|OnRootMismatch)
      runAsGroup int64?
      runAsNonRoot bool?
      runAsUser int64?
      seLinuxChangePolicy string?
      seLinuxOptions SELinuxOptions
      seccompProfile SeccompProfile
      supplementalGroups [int64]
      supplementalGroupsPolicy string? enum(Merge|Strict)
      sysctls [Sysctl]
      windowsOptions WindowsSecurityContextOptions

    struct PodSpec
      activeDeadlineSeconds int64?
      affinity Affinity
      automountServiceAccountToken bool?
      containers [Container]! map(name) patch=merge(name)
      dnsConfig PodDNSConfig
      dnsPolicy string ="ClusterFirst" enum(ClusterFirst|ClusterFirstWithHostNet|Default|None)
      enableServiceLinks bool?
      ephemeralContainers [EphemeralContainer] map(name) patch=merge(name)
      hostAliases [HostAlias] map(ip) patch=merge(ip)
      hostIPC bool
      hostNetwork bool
      hostPID bool
      hostUsers bool?
      hostname string
      hostnameOverride string?
      imagePullSecrets [LocalObjectReference] map(name) patch=merge(name)
      initContainers [Container] map(name) patch=merge(name)
      nodeName string
      nodeSelector {string} atomic
      os PodOS
      overhead {quantity}
      preemptionPolicy string? enum(Never|PreemptLowerPriority)
      priority int32?
      priorityClassName string
      readinessGates [PodReadinessGate]
      resourceClaims [PodResourceClaim] map(name) patch=merge,retainKeys(name)
      resources ResourceRequirements
      restartPolicy string ="Always" enum(Always|OnFailure|Never)
      runtimeClassName string?
      schedulerName string ="default-scheduler"
      schedulingGates [PodSchedulingGate] map(name) patch=merge(name)
      schedulingGroup PodSchedulingGroup
      securityContext PodSecurityContext ={}
      serviceAccount string
      serviceAccountName string
      setHostnameAsFQDN bool?
      shareProcessNamespace bool?
      subdomain string
      terminationGracePeriodSeconds int64? =30
      tolerations [Toleration]
      topologySpreadConstraints [TopologySpreadConstraint] map(topologyKey,whenUnsatisfiable) patch=merge(topologyKey)
      volumes [Volume] map(name) patch=merge,retainKeys(name)

    struct PodTemplateSpec
      metadata ObjectMeta+
      spec PodSpec+

    struct PreferredSchedulingTerm
      preference NodeSelectorTerm!
      weight int32!

    struct ReplicationControllerCondition
      lastTransitionTime time+
      message string
      reason string
      status string!
      type string!

    struct ReplicationControllerSpec
      minReadySeconds int32
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

    struct Toleration
      effect string enum(NoExecute|NoSchedule|PreferNoSchedule)
      key string
      operator string enum(Equal|Exists|Gt|Lt)
      tolerationSeconds int64?
      value string

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
