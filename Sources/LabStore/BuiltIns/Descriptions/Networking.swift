extension BuiltInDescriptions {
  /// Kinds of `networking.k8s.io/v1`.
  static let networking = #"""
    group networking.k8s.io/v1 io.k8s.api.networking.v1

    kind IngressClass ingressclasses generation(spec)
      | Name string:name .metadata.name
      | Controller string .spec.controller -- Who serves the class.
      | Parameters string ingressParameters() -- Where the parameters are.
      | Age string age(.metadata.creationTimestamp)
      spec IngressClassSpec+

    kind Ingress ingresses namespaced short(ing) generation(spec)
      / status
      | Name string:name .metadata.name
      | Class string orNone(.spec.ingressClassName) -- The class that serves it.
      | Hosts string ingressHosts() -- The hosts that are routed.
      | Address string ingressAddress() -- Where it is served.
      | Ports string ingressPorts() -- The ports that are served.
      | Age string age(.metadata.creationTimestamp)
      spec IngressSpec+
      status IngressStatus+

    kind NetworkPolicy networkpolicies namespaced short(netpol) generation(spec)
      | Name string:name .metadata.name
      | Pod-Selector string labelSelector(.spec.podSelector) -- Which pods the policy covers.
      | Age string age(.metadata.creationTimestamp)
      spec NetworkPolicySpec+

    struct HTTPIngressPath
      backend IngressBackend!
      path string
      pathType string!? enum(Exact|ImplementationSpecific|Prefix)

    struct HTTPIngressRuleValue
      paths [HTTPIngressPath]!

    struct IPBlock
      cidr string!
      except [string]

    struct IngressBackend
      resource TypedLocalObjectReference
      service IngressServiceBackend

    struct IngressClassParametersReference
      apiGroup string?
      kind string!
      name string!
      namespace string?
      scope string? ="Cluster"

    struct IngressClassSpec
      controller string
      parameters IngressClassParametersReference

    struct IngressLoadBalancerIngress
      hostname string
      ip string
      ports [IngressPortStatus]

    struct IngressLoadBalancerStatus
      ingress [IngressLoadBalancerIngress]

    struct IngressPortStatus
      error string?
      port int32!
      protocol string!

    struct IngressRule
      host string
      http HTTPIngressRuleValue

    struct IngressServiceBackend
      name string!
      port ServiceBackendPort+

    struct IngressSpec
      defaultBackend IngressBackend
      ingressClassName string?
      rules [IngressRule]
      tls [IngressTLS]

    struct IngressStatus
      loadBalancer IngressLoadBalancerStatus+

    struct IngressTLS
      hosts [string]
      secretName string

    struct NetworkPolicyEgressRule
      ports [NetworkPolicyPort]
      to [NetworkPolicyPeer]

    struct NetworkPolicyIngressRule
      from [NetworkPolicyPeer]
      ports [NetworkPolicyPort]

    struct NetworkPolicyPeer
      ipBlock IPBlock
      namespaceSelector LabelSelector
      podSelector LabelSelector

    struct NetworkPolicyPort
      endPort int32?
      port intorstring?
      protocol string? ="TCP" enum(SCTP|TCP|UDP)

    struct NetworkPolicySpec
      egress [NetworkPolicyEgressRule]
      ingress [NetworkPolicyIngressRule]
      podSelector LabelSelector+
      policyTypes [string] enum(Egress|Ingress)

    struct ServiceBackendPort atomic
      name string
      number int32
    """#
}
