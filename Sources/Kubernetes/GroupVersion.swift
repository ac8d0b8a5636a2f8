/// An API group and a version of it: `apps/v1`, or `v1` for the core group, whose name is empty.
package struct GroupVersion: Sendable, Hashable, LosslessStringConvertible {
  package var group: String
  package var version: String

  package init(group: String, version: String) {
    self.group = group
    self.version = version
  }

  /// Nil for what is not a version with at most one group before it.
  package init?(_ apiVersion: String) {
    guard let slash = apiVersion.utf8.firstIndex(of: UInt8(ascii: "/")) else {
      if apiVersion.isEmpty { return nil }
      self.init(group: "", version: apiVersion)
      return
    }
    let (group, version) = (apiVersion[..<slash], apiVersion[apiVersion.utf8.index(after: slash)...])
    if group.isEmpty || version.isEmpty || version.utf8.contains(UInt8(ascii: "/")) { return nil }
    self.init(group: String(group), version: String(version))
  }

  /// As `apiVersion` in an object.
  package var description: String { group.isEmpty ? version : "\(group)/\(version)" }

  /// Where its resources are served: `/api/v1` or `/apis/apps/v1`.
  package var path: String { group.isEmpty ? "/api/\(version)" : "/apis/\(group)/\(version)" }
}

/// A kind in a group, whatever the version. Prints as in API messages: `Deployment.apps`, `Pod`.
package struct GroupKind: Sendable, Hashable, CustomStringConvertible {
  package var group: String
  package var kind: String

  package init(group: String, kind: String) {
    self.group = group
    self.kind = kind
  }

  package var description: String { group.isEmpty ? kind : "\(kind).\(group)" }
}

/// A resource (a plural, lower-case name) in a group, whatever the version. Prints as in API messages: `deployments.apps`.
package struct GroupResource: Sendable, Hashable, CustomStringConvertible {
  package var group: String
  package var resource: String

  package init(group: String, resource: String) {
    self.group = group
    self.resource = resource
  }

  package var description: String { group.isEmpty ? resource : "\(resource).\(group)" }
}

/// What an object says it is, by its `apiVersion` and `kind`.
package struct GroupVersionKind: Sendable, Hashable, CustomStringConvertible {
  package var group: String
  package var version: String
  package var kind: String

  package init(group: String, version: String, kind: String) {
    self.group = group
    self.version = version
    self.kind = kind
  }

  /// Nil when `apiVersion` is none.
  package init?(apiVersion: String, kind: String) {
    guard let groupVersion = GroupVersion(apiVersion) else { return nil }
    self.init(group: groupVersion.group, version: groupVersion.version, kind: kind)
  }

  package var groupVersion: GroupVersion { GroupVersion(group: group, version: version) }
  package var groupKind: GroupKind { GroupKind(group: group, kind: kind) }
  package var apiVersion: String { groupVersion.description }

  /// `apps/v1 Deployment`
  package var description: String { "\(apiVersion) \(kind)" }
}

/// Where objects of one kind are served.
package struct GroupVersionResource: Sendable, Hashable, CustomStringConvertible {
  package var group: String
  package var version: String
  package var resource: String

  package init(group: String, version: String, resource: String) {
    self.group = group
    self.version = version
    self.resource = resource
  }

  /// Nil when `apiVersion` is none.
  package init?(apiVersion: String, resource: String) {
    guard let groupVersion = GroupVersion(apiVersion) else { return nil }
    self.init(group: groupVersion.group, version: groupVersion.version, resource: resource)
  }

  package var groupVersion: GroupVersion { GroupVersion(group: group, version: version) }
  package var groupResource: GroupResource { GroupResource(group: group, resource: resource) }

  /// `apps/v1 deployments`
  package var description: String { "\(groupVersion) \(resource)" }
}
