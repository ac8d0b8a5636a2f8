extension FieldNumbers {
  static let networking = """
    package io.k8s.api.networking.v1
    HTTPIngressPath path backend pathType
    HTTPIngressRuleValue paths
    IPAddress metadata spec
    IPAddressSpec parentRef
    IPBlock cidr except
    Ingress metadata spec status
    IngressBackend resource=3 service
    IngressClass metadata spec
    IngressClassParametersReference aPIGroup kind name scope namespace
    IngressClassSpec controller parameters
    IngressLoadBalancerIngress ip hostname ports=4
    IngressLoadBalancerStatus ingress
    IngressPortStatus port protocol error
    IngressRule host ingressRuleValue~IngressRuleValue
    IngressRuleValue http
    IngressServiceBackend name port
    IngressSpec defaultBackend tls rules ingressClassName
    IngressStatus loadBalancer
    IngressTLS hosts secretName
    NetworkPolicy metadata spec
    NetworkPolicyEgressRule ports to
    NetworkPolicyIngressRule ports from
    NetworkPolicyPeer podSelector namespaceSelector ipBlock~IPBlock
    NetworkPolicyPort protocol port endPort
    NetworkPolicySpec podSelector ingress egress policyTypes
    ParentReference group resource namespace name
    ServiceBackendPort name number
    ServiceCIDR metadata spec status
    ServiceCIDRSpec cidrs
    ServiceCIDRStatus conditions
    """
}
