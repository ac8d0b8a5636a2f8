extension BuiltInDescriptions {
  /// Kinds of `discovery.k8s.io/v1`.
  static let endpointSlices = #"""
    group discovery.k8s.io/v1 io.k8s.api.discovery.v1

    kind EndpointSlice endpointslices namespaced generation(all)
      | Name string:name .metadata.name
      | AddressType string .addressType -- The kind of the addresses.
      | Ports string slicePorts() -- The ports.
      | Endpoints string sliceEndpoints() -- The addresses.
      | Age string age(.metadata.creationTimestamp)
      addressType string! enum(FQDN|IPv4|IPv6)
      endpoints [Endpoint]+
      ports [EndpointPort]+

    struct Endpoint
      addresses [string]! set
      conditions EndpointConditions+
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
      appProtocol string?
      name string? =""
      port int32?
      protocol string? ="TCP" enum(SCTP|TCP|UDP)

    struct ForNode
      name string!

    struct ForZone
      name string!
    """#
}
