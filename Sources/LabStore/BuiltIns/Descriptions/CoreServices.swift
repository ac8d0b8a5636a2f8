extension BuiltInDescriptions {
  /// Services and their endpoints.
  static let coreServices = #"""
    group v1 io.k8s.api.core.v1

    kind Endpoints endpoints singular(endpoints) namespaced short(ep) puts-create
        -- The addresses that serve a service.
      | Name string:name .metadata.name
      | Endpoints string endpoints() -- Addresses and ports of the endpoints.
      | Age string age(.metadata.creationTimestamp)
      subsets [EndpointSubset]

    kind Service services namespaced short(svc) categories(all) name(label) puts-create deletes-to-object
      : select(spec.clusterIP,spec.type)
        -- A stable address for a set of pods.
      / proxy ServiceProxyOptions verbs(create,delete,get,patch,update)
      / status
      | Name string:name .metadata.name
      | Type string .spec.type -- How the service is exposed.
      | Cluster-IP string orNone(.spec.clusterIP) -- The address inside the cluster.
      | External-IP string serviceExternalIP() -- The addresses outside the cluster.
      | Port(s) string servicePorts() -- The ports that are exposed.
      | Age string age(.metadata.creationTimestamp)
      | Selector string wide labels(.spec.selector) -- Which pods the service routes to.
      spec ServiceSpec+ -- What is wanted.
      status ServiceStatus+ -- What was observed last; written by controllers.

    struct ClientIPConfig
      timeoutSeconds int32?

    struct EndpointAddress atomic
      hostname string
      ip string!
      nodeName string?
      targetRef ObjectReference

    struct EndpointPort atomic
      appProtocol string? -- The application protocol of the port, such as kubernetes.io/h2c.
      name string
      port int32!
      protocol string ="TCP" enum(SCTP|TCP|UDP) -- TCP, UDP or SCTP.

    struct EndpointSubset
      addresses [EndpointAddress]
      notReadyAddresses [EndpointAddress]
      ports [EndpointPort]

    struct LoadBalancerIngress
      hostname string
      ip string
      ipMode string?
      ports [PortStatus]

    struct LoadBalancerStatus
      ingress [LoadBalancerIngress]

    struct PortStatus
      error string?
      port int32!
      protocol string! -- TCP, UDP or SCTP.

    struct ServicePort -- A port of a service.
      appProtocol string? -- The application protocol of the port, such as kubernetes.io/h2c.
      name string -- A name, needed where there are several ports.
      nodePort int32 -- The port of each node that leads to the service.
      port int32! -- The port of the service.
      protocol string ="TCP" enum(SCTP|TCP|UDP) -- TCP, UDP or SCTP.
      targetPort intorstring+ -- The port of the pods, by number or name.

    struct ServiceSpec
      allocateLoadBalancerNodePorts bool?
      clusterIP string -- The address inside the cluster; None for a headless service.
      clusterIPs [string]
      externalIPs [string] -- Addresses outside the cluster that lead to the service.
      externalName string -- The domain name that an ExternalName service stands for.
      externalTrafficPolicy string enum(Cluster|Local) -- Where traffic from outside goes: Cluster or Local.
      healthCheckNodePort int32
      internalTrafficPolicy string? enum(Cluster|Local) -- Where traffic from inside goes: Cluster or Local.
      ipFamilies [string] enum(IPv4|IPv6) -- IPv4, IPv6 or both.
      ipFamilyPolicy string? enum(PreferDualStack|RequireDualStack|SingleStack)
        -- Whether one address family or both are used.
      loadBalancerClass string? -- Which load balancer serves it.
      loadBalancerIP string
      loadBalancerSourceRanges [string]
      ports [ServicePort] map(port,protocol) patch=merge(port) -- The ports that the service offers.
      publishNotReadyAddresses bool -- Whether pods count that are not ready.
      selector {string} atomic -- The labels of the pods that serve it.
      sessionAffinity string ="None" enum(ClientIP|None) -- ClientIP keeps a client on one pod; None by default.
      sessionAffinityConfig SessionAffinityConfig
      trafficDistribution string? enum(PreferClose|PreferSameNode|PreferSameZone)
      type string ="ClusterIP" enum(ClusterIP|ExternalName|LoadBalancer|NodePort)
        -- ClusterIP, NodePort, LoadBalancer or ExternalName.

    struct ServiceStatus
      conditions [Condition] map(type) patch=merge(type)
        -- The latest observations of the object's state, one for each type.
      loadBalancer LoadBalancerStatus+

    struct SessionAffinityConfig
      clientIP ClientIPConfig
    """#
}
