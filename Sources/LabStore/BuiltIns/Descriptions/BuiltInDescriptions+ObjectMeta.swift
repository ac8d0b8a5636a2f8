extension BuiltInDescriptions {
  // Published schemas and tables of every kind carry these texts, so they are part of the protocol.

  static let apiVersionText =
    "APIVersion defines the versioned schema of this representation of an object. Servers should convert recognized "
    + "schemas to the latest internal value, and may reject unrecognized values. More info: "
    + "https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#resources"
  static let kindText =
    "Kind is a string value representing the REST resource this object represents. Servers may infer this from the "
    + "endpoint the client submits requests to. Cannot be updated. In CamelCase. More info: "
    + "https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#types-kinds"
  static let metadataText =
    "Standard object's metadata. More info: "
    + "https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata"
  static let nameText =
    "Name must be unique within a namespace. Is required when creating resources, although some resources may allow a "
    + "client to request the generation of an appropriate name automatically. Name is primarily intended for creation "
    + "idempotence and configuration definition. Cannot be updated. More info: "
    + "https://kubernetes.io/docs/concepts/overview/working-with-objects/names#names"
  static let creationTimestampText =
    "CreationTimestamp is a timestamp representing the server time when this object was created. It is not guaranteed "
    + "to be set in happens-before order across separate operations. Clients may not set this value. It is represented "
    + "in RFC3339 form and is in UTC.\n\nPopulated by the system. Read-only. Null for lists. More info: "
    + "https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata"
}
