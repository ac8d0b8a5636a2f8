extension BuiltInDescriptions {
  /// Kinds of `networking.k8s.io/v1`.
  static let networking = #"""
    group networking.k8s.io/v1 io.k8s.api.networking.v1

    kind IngressClass ingressclasses generation(spec) -- A controller that serves ingresses.
      | Name string:name .metadata.name
      | Controller string .spec.controller -- Who serves the class.
      | Parameters string ingressParameters() -- Where the parameters are.
      | Age string age(.metadata.creationTimestamp)
      spec IngressClassSpec+ -- What is wanted.

    kind Ingress ingresses namespaced short(ing) generation(spec) -- Routes HTTP from outside to services.
      / status
      | Name string:name .metadata.name
      | Class string orNone(.spec.ingressClassName) -- The class that serves it.
      | Hosts string ingressHosts() -- The hosts that are routed.
      | Address string ingressAddress() -- Where it is served.
      | Ports string ingressPorts() -- The ports that are served.
      | Age string age(.metadata.creationTimestamp)
      spec IngressSpec+ -- What is wanted.
      status IngressStatus+ -- What was observed last; written by controllers.

    kind NetworkPolicy networkpolicies namespaced short(netpol) generation(spec) -- Which traffic pods may have.
      | Name string:name .metadata.name
      | Pod-Selector string labelSelector(.spec.podSelector) -- Which pods the policy covers.
      | Age string age(.metadata.creationTimestamp)
      spec NetworkPolicySpec+ -- What is wanted.

    struct HTTPIngressPath
      backend IngressBackend! -- Where requests go.
      path string -- The path of requests.
      pathType string!? enum(Exact|ImplementationSpecific|Prefix) -- Exact, Prefix or ImplementationSpecific.

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
      protocol string! -- TCP, UDP or SCTP.

    struct IngressRule
      host string
      http HTTPIngressRuleValue

    struct IngressServiceBackend
      name string!
      port ServiceBackendPort+

    struct IngressSpec
      defaultBackend IngressBackend -- Where requests go that no rule matches.
      ingressClassName string? -- Which controller serves it.
      rules [IngressRule] -- Where requests go, by host and path.
      tls [IngressTLS] -- Certificates for hosts.

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
      namespaceSelector LabelSelector -- Chooses namespaces by their labels.
      podSelector LabelSelector

    struct NetworkPolicyPort
      endPort int32?
      port intorstring?
      protocol string? ="TCP" enum(SCTP|TCP|UDP) -- TCP, UDP or SCTP.

    struct NetworkPolicySpec
      egress [NetworkPolicyEgressRule] -- Traffic that may leave the pods.
      ingress [NetworkPolicyIngressRule] -- Traffic that may reach the pods.
      podSelector LabelSelector+ -- Which pods the policy is about; all when empty.
      policyTypes [string] enum(Egress|Ingress) -- Ingress, Egress or both.

    struct ServiceBackendPort atomic
      name string
      number int32
    """#
}
