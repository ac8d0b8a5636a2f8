extension BuiltInDescriptions {
  /// Services and their endpoints.
  static let coreServices = #"""
    group v1 io.k8s.api.core.v1

    kind Endpoints endpoints singular(endpoints) namespaced short(ep) puts-create
      | Name string:name .metadata.name
      | Endpoints string endpoints() -- Addresses and ports of the endpoints.
      | Age string age(.metadata.creationTimestamp)
      subsets [EndpointSubset]

    kind Service services namespaced short(svc) categories(all) name(label) puts-create deletes-to-object
      : select(spec.clusterIP,spec.type)
      / proxy ServiceProxyOptions verbs(create,delete,get,patch,update)
      / status
      | Name string:name .metadata.name
      | Type string .spec.type -- How the service is exposed.
      | Cluster-IP string orNone(.spec.clusterIP) -- The address inside the cluster.
      | External-IP string serviceExternalIP() -- The addresses outside the cluster.
      | Port(s) string servicePorts() -- The ports that are exposed.
      | Age string age(.metadata.creationTimestamp)
      | Selector string wide labels(.spec.selector) -- Which pods the service routes to.
      spec ServiceSpec+
      status ServiceStatus+

    struct ClientIPConfig
      timeoutSeconds int32?

    struct EndpointAddress atomic
      hostname string
      ip string!
      nodeName string?
      targetRef ObjectReference

    struct EndpointPort atomic
      appProtocol string?
      name string
      port int32!
      protocol string ="TCP" enum(SCTP|TCP|UDP)

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
      protocol string!

    struct ServicePort
      appProtocol string?
      name string
      nodePort int32
      port int32!
      protocol string ="TCP" enum(SCTP|TCP|UDP)
      targetPort intorstring+

    struct ServiceSpec
      allocateLoadBalancerNodePorts bool?
      clusterIP string
      clusterIPs [string]
      externalIPs [string]
      externalName string
      externalTrafficPolicy string enum(Cluster|Local)
      healthCheckNodePort int32
      internalTrafficPolicy string? enum(Cluster|Local)
      ipFamilies [string] enum(IPv4|IPv6)
      ipFamilyPolicy string? enum(PreferDualStack|RequireDualStack|SingleStack)
      loadBalancerClass string?
      loadBalancerIP string
      loadBalancerSourceRanges [string]
      ports [ServicePort] map(port,protocol) patch=merge(port)
      publishNotReadyAddresses bool
      selector {string} atomic
      sessionAffinity string ="None" enum(ClientIP|None)
      sessionAffinityConfig SessionAffinityConfig
      trafficDistribution string? enum(PreferClose|PreferSameNode|PreferSameZone)
      type string ="ClusterIP" enum(ClusterIP|ExternalName|LoadBalancer|NodePort)

    struct ServiceStatus
      conditions [Condition] map(type) patch=merge(type)
      loadBalancer LoadBalancerStatus+

    struct SessionAffinityConfig
      clientIP ClientIPConfig
    """#
}
