extension BuiltInDescriptions {
  /// Kinds of `discovery.k8s.io/v1`.
  static let endpointSlices = #"""
    group discovery.k8s.io/v1 io.k8s.api.discovery.v1

    kind EndpointSlice endpointslices namespaced generation(all) -- Some of the addresses that serve a service.
      | Name string:name .metadata.name
      | AddressType string .addressType -- The kind of the addresses.
      | Ports string slicePorts() -- The ports.
      | Endpoints string sliceEndpoints() -- The addresses.
      | Age string age(.metadata.creationTimestamp)
      addressType string! enum(FQDN|IPv4|IPv6) -- IPv4, IPv6 or FQDN.
      endpoints [Endpoint]+ -- The addresses and their state.
      ports [EndpointPort]+ -- The ports of all endpoints.

    struct Endpoint
      addresses [string]! set
      conditions EndpointConditions+ -- The latest observations of the object's state, one for each type.
      deprecatedTopology {string}
      hints EndpointHints
      hostname string?
      nodeName string?
      targetRef ObjectReference
      zone string?

    struct EndpointConditions
      ready bool?
      serving bool?
      terminating bool?

    struct EndpointHints
      forNodes [ForNode]
      forZones [ForZone]

    struct EndpointPort atomic
      appProtocol string? -- The application protocol of the port, such as kubernetes.io/h2c.
      name string? =""
      port int32?
      protocol string? ="TCP" enum(SCTP|TCP|UDP) -- TCP, UDP or SCTP.

    struct ForNode
      name string!

    struct ForZone
      name string!
    """#
}
