extension BuiltInDescriptions {
  /// Cluster-wide kinds, configuration and references of the core group.
  static let coreObjects = #"""
    group v1 io.k8s.api.core.v1

    kind ConfigMap configmaps namespaced short(cm) -- Configuration data for pods to use.
      | Name string:name .metadata.name
      | Data string count(.data,.binaryData) -- How many keys there are.
      | Age string age(.metadata.creationTimestamp)
      binaryData {bytes} -- Bytes by key, in base64.
      data {string} -- Texts by key.
      immutable bool? -- Whether the data can never change.

    kind Event events namespaced short(ev) puts-create
      : select(involvedObject.kind,involvedObject.namespace,involvedObject.name,involvedObject.uid)
      : select(involvedObject.apiVersion,involvedObject.resourceVersion,involvedObject.fieldPath,reason)
      : select(reportingComponent,source,type)
        -- Something that happened to an object.
      | "Last Seen" string eventLastSeen() -- When the event was last recorded.
      | Type string .type -- Normal, Warning.
      | Reason string .reason -- Why the action was taken.
      | Object string eventObject() -- What the event is about.
      | Subobject string wide .involvedObject.fieldPath -- Which part of the object the event is about.
      | Source string wide eventSource() -- Who reports the event.
      | Message string eventMessage() -- A human-readable description.
      | "First Seen" string wide eventFirstSeen() -- When the event was first recorded.
      | Count string wide eventCount() -- How often it occurred.
      | Name string:name wide .metadata.name
      action string -- What was done or failed.
      count int32 -- How often it happened.
      eventTime microtime+ -- When it was first observed.
      firstTimestamp time+ -- When it was first recorded.
      involvedObject ObjectReference! -- What the event is about.
      lastTimestamp time+ -- When it was last recorded.
      message string -- Details for people.
      reason string -- Why the action was taken, in one word.
      related ObjectReference
      reportingComponent string+ -- The controller that reports it.
      reportingInstance string+
      series EventSeries -- How often the event was seen, and when last.
      source EventSource+ -- Who reports the event.
      type string -- Normal or Warning.

    kind LimitRange limitranges namespaced short(limits) puts-create
        -- Least, most and default amounts for objects of a namespace.
      | Name string:name .metadata.name
      | "Created At" date .metadata.creationTimestamp
      spec LimitRangeSpec+ -- What is wanted.

    kind Namespace namespaces short(ns) verbs(create,delete,get,list,patch,update,watch) name(label)
      : select(status.phase)
        -- A part of the cluster with names of its own.
      / finalize verbs(update)
      / status
      | Name string:name .metadata.name
      | Status string .status.phase -- The phase of the namespace.
      | Age string age(.metadata.creationTimestamp)
      spec NamespaceSpec+ -- What is wanted.
      status NamespaceStatus+ -- What was observed last; written by controllers.

    kind Node nodes short(no) select(spec.unschedulable) -- A machine of the cluster.
      / proxy NodeProxyOptions verbs(create,delete,get,patch,update)
      / status
      | Name string:name .metadata.name
      | Status string nodeStatus() -- Whether the node is ready.
      | Roles string nodeRoles() -- The roles that labels name.
      | Age string age(.metadata.creationTimestamp)
      | Version string .status.nodeInfo.kubeletVersion -- The kubelet of the node.
      | Internal-IP string wide nodeAddress(InternalIP) -- The address inside the cluster.
      | External-IP string wide nodeAddress(ExternalIP) -- The address outside the cluster.
      | OS-Image string wide orUnknown(.status.nodeInfo.osImage) -- The operating system image.
      | Kernel-Version string wide orUnknown(.status.nodeInfo.kernelVersion) -- The kernel.
      | Container-Runtime string wide orUnknown(.status.nodeInfo.containerRuntimeVersion) -- The container runtime.
      spec NodeSpec+ -- What is wanted.
      status NodeStatus+ -- What was observed last; written by controllers.

    kind ResourceQuota resourcequotas namespaced short(quota) deletes-to-object -- Limits what a namespace may use.
      / status
      | Name string:name .metadata.name
      | Request string quotaRequests() -- Used and hard amounts of requests.
      | Limit string quotaLimits() -- Used and hard amounts of limits.
      | Age string age(.metadata.creationTimestamp)
      spec ResourceQuotaSpec+ -- What is wanted.
      status ResourceQuotaStatus+ -- What was observed last; written by controllers.

    kind Secret secrets namespaced select(type) -- Secret data, such as passwords and keys.
      | Name string:name .metadata.name
      | Type string .type -- What kind of data it holds.
      | Data string count(.data) -- How many keys there are.
      | Age string age(.metadata.creationTimestamp)
      data {bytes} -- Bytes by key, in base64.
      immutable bool? -- Whether the data can never change.
      stringData {string} -- Texts by key, for writing only; they are stored in data.
      type string ="Opaque" -- What kind of data it is, for programs.

    kind ServiceAccount serviceaccounts namespaced short(sa) deletes-to-object -- An identity for what runs in pods.
      / token authentication.k8s.io/v1.TokenRequest verbs(create)
      | Name string:name .metadata.name
      | Secrets string count(.secrets) -- How many secrets pods of this account may use.
      | Age string age(.metadata.creationTimestamp)
      automountServiceAccountToken bool? -- Whether pods get a token of this account.
      imagePullSecrets [LocalObjectReference] -- Secrets that pods of this account use for pulling images.
      secrets [ObjectReference] map(name) patch=merge(name) -- Secrets that pods of this account may use.

    struct AttachedVolume
      devicePath string!
      name string!

    struct ConfigMapNodeConfigSource
      kubeletConfigKey string!
      name string!
      namespace string!
      resourceVersion string
      uid string

    struct ContainerImage
      names [string]
      sizeBytes int64

    struct DaemonEndpoint
      Port int32!

    struct EventSeries
      count int32
      lastObservedTime microtime+

    struct EventSource
      component string
      host string

    struct KeyToPath
      key string!
      mode int32?
      path string!

    struct LimitRangeItem
      default {quantity}
      defaultRequest {quantity}
      max {quantity}
      maxLimitRequestRatio {quantity}
      min {quantity}
      type string!

    struct LimitRangeSpec
      limits [LimitRangeItem]! -- The limits, one for each type of object.

    struct LocalObjectReference atomic
      name string

    struct NamespaceCondition
      lastTransitionTime time+ -- When the condition last changed from one status to another.
      message string
      reason string
      status string! -- What was observed last; written by controllers.
      type string!

    struct NamespaceSpec
      finalizers [string] -- Who still has something to do before the namespace goes.

    struct NamespaceStatus
      conditions [NamespaceCondition] map(type) patch=merge(type)
        -- The latest observations of the object's state, one for each type.
      phase string ="Active" -- Active or Terminating.

    struct NodeAddress
      address string!
      type string!

    struct NodeCondition
      lastHeartbeatTime time+
      lastTransitionTime time+ -- When the condition last changed from one status to another.
      message string
      reason string
      status string! -- What was observed last; written by controllers.
      type string!

    struct NodeConfigSource
      configMap ConfigMapNodeConfigSource

    struct NodeConfigStatus
      active NodeConfigSource
      assigned NodeConfigSource
      error string
      lastKnownGood NodeConfigSource

    struct NodeDaemonEndpoints
      kubeletEndpoint DaemonEndpoint+

    struct NodeFeatures
      supplementalGroupsPolicy bool?

    struct NodeRuntimeHandler
      features NodeRuntimeHandlerFeatures
      name string

    struct NodeRuntimeHandlerFeatures
      recursiveReadOnlyMounts bool?
      userNamespaces bool?

    struct NodeSelector atomic
      nodeSelectorTerms [NodeSelectorTerm]!

    struct NodeSelectorRequirement
      key string!
      operator string!
      values [string]

    struct NodeSelectorTerm atomic
      matchExpressions [NodeSelectorRequirement]
      matchFields [NodeSelectorRequirement]

    struct NodeSpec
      configSource NodeConfigSource
      externalID string
      podCIDR string -- The addresses of pods on the node.
      podCIDRs [string] set patch=merge
      providerID string
      taints [Taint] -- What keeps pods away that do not tolerate it.
      unschedulable bool -- Whether no new pods are placed on the node.

    struct NodeStatus
      addresses [NodeAddress] map(type) patch=merge(type) -- How the node is reached.
      allocatable {quantity} -- What pods may use of the node.
      capacity {quantity} -- All that the node has.
      conditions [NodeCondition] map(type) patch=merge(type)
        -- The latest observations of the object's state, one for each type.
      config NodeConfigStatus
      daemonEndpoints NodeDaemonEndpoints+
      declaredFeatures [string]
      features NodeFeatures
      images [ContainerImage]
      nodeInfo NodeSystemInfo+ -- Versions and ids of the node.
      phase string
      runtimeHandlers [NodeRuntimeHandler]
      volumesAttached [AttachedVolume]
      volumesInUse [string]

    struct NodeSwapStatus
      capacity int64?

    struct NodeSystemInfo
      architecture string!
      bootID string!
      containerRuntimeVersion string!
      kernelVersion string!
      kubeProxyVersion string!
      kubeletVersion string!
      machineID string!
      operatingSystem string!
      osImage string!
      swap NodeSwapStatus
      systemUUID string!

    struct ObjectFieldSelector atomic
      apiVersion string ="v1"
      fieldPath string!

    struct ObjectReference atomic
      apiVersion string
      fieldPath string
      kind string
      name string
      namespace string
      resourceVersion string
      uid string

    struct ResourceFieldSelector atomic
      containerName string
      divisor quantity+
      resource string!

    struct ResourceQuotaSpec
      hard {quantity} -- The limit of each resource.
      scopeSelector ScopeSelector
      scopes [string] -- Which objects count.

    struct ResourceQuotaStatus
      hard {quantity}
      used {quantity} -- How much of each resource is used.

    struct ScopeSelector atomic
      matchExpressions [ScopedResourceSelectorRequirement]

    struct ScopedResourceSelectorRequirement
      operator string!
      scopeName string!
      values [string]

    struct SecretReference atomic
      name string
      namespace string

    struct Taint
      effect string! enum(NoExecute|NoSchedule|PreferNoSchedule)
      key string!
      timeAdded time?
      value string

    struct TopologySelectorLabelRequirement
      key string!
      values [string]!

    struct TopologySelectorTerm atomic
      matchLabelExpressions [TopologySelectorLabelRequirement]

    struct TypedLocalObjectReference atomic
      apiGroup string?
      kind string!
      name string!

    struct TypedObjectReference
      apiGroup string?
      kind string!
      name string!
      namespace string?
    """#
}
