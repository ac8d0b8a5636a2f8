package import Documents

/// One served version of one resource: what discovery says of it and what its objects mean.
///
/// Built-in types and custom resources are described by the same struct; the verbs know no kinds.
package struct ResourceType: Sendable {
  /// Empty for the core group.
  package var group: String
  package var version: String
  package var kind: String
  package var listKind: String
  package var plural: String
  package var singular: String
  package var shortNames: [String] = []
  package var categories: [String] = []
  package var isNamespaced: Bool
  /// As discovery lists them: `create, delete, deletecollection, get, list, patch, update, watch`.
  package var verbs: [String] = Self.allVerbs
  package var subresources: [Subresource] = []
  /// Where the objects are kept. Versions of a resource share it, and so may two groups (`events`).
  package var storage: StorageKey
  /// The version in which objects are kept in the log.
  package var storageVersion: String
  package var generation: GenerationRule = .none
  /// PUT of an object that does not exist creates it (Lease, Role, Event …).
  package var createsOnUpdate = false
  /// PUT without a resourceVersion is refused (custom resources, CustomResourceDefinition, Lease …).
  package var requiresVersionOnUpdate = false
  /// Deletion waits for `deletionGracePeriodSeconds` when the object says so (Pod).
  package var isGracefullyDeleted = false
  /// DELETE answers the object that went, not a status (Pod, ServiceAccount …).
  package var answersDeletionWithObject = false
  /// How the object's name must look.
  package var nameRule: NameRule = .subdomain
  /// Fields beyond metadata.name and metadata.namespace that a field selector may use: `spec.nodeName`.
  package var selectableFields: [String] = []
  package var isCustom = false
  /// Converts between versions; nil when only the version's name changes.
  var conversion: WebhookConversion?
  /// What every answer warns of while the version is deprecated.
  package var deprecationWarning: String?
  /// Of a custom resource: the `openAPIV3Schema` of its definition, which OpenAPI documents publish.
  package var publishedSchema: Value?
  /// For types with a `scale` subresource.
  package var scalePaths: ScalePaths?
  package var schema: any ResourceSchema
  package var printer: any TablePrinter

  package static let allVerbs = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"]

  package var groupVersion: String { group.isEmpty ? version : "\(group)/\(version)" }
  /// `deployments.apps`, or `pods` for the core group: how messages name the resource.
  package var qualifiedName: String { group.isEmpty ? plural : "\(plural).\(group)" }

  package func subresource(_ name: String) -> Subresource? { subresources.first { $0.name == name } }
}

extension ResourceType {
  /// A part of an object with an endpoint of its own, such as `status` or `scale`.
  package struct Subresource: Sendable, Hashable {
    package var name: String
    /// What the endpoint takes and gives; differs from the type's own for `scale`, `eviction`, `token`.
    package var group: String
    package var version: String
    package var kind: String
    package var verbs: [String]

    package init(name: String, group: String, version: String, kind: String, verbs: [String]) {
      self.name = name
      self.group = group
      self.version = version
      self.kind = kind
      self.verbs = verbs
    }
  }

  /// Which changes move `metadata.generation`.
  package enum GenerationRule: Sendable, Hashable {
    /// The server leaves the field as it was sent on creation (ConfigMap, Secret …).
    case none
    /// 1 at creation, one more for each change of the spec.
    case spec
    /// Like `spec`, and one more for each change of the annotations (Deployment).
    case specOrAnnotations
    /// 1 at creation, and never more (PriorityClass).
    case fixed
    /// 1 at creation, one more for each change outside metadata (a custom resource without status subresource).
    case all
    /// 1 at creation, one more for each change outside metadata and status (with status subresource).
    case allButStatus
  }

  /// Validation of `metadata.name`.
  package enum NameRule: Sendable, Hashable {
    /// RFC 1123 subdomain: most kinds.
    case subdomain
    /// RFC 1123 label: Namespace, Service since 1.36.
    case label
    /// No `/`, `%`, `.` or `..`: RBAC kinds.
    case pathSegment
  }
}

/// The collection in which objects of a resource are kept.
package struct StorageKey: Sendable, Hashable {
  package var group: String
  package var plural: String

  package init(group: String, plural: String) {
    self.group = group
    self.plural = plural
  }
}
