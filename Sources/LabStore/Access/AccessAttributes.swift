internal import Documents

/// What somebody wants to do, as authorization sees it.
struct AccessAttributes: Sendable, Hashable {
  var verb: String
  /// False for a path such as `/healthz`.
  var isResource: Bool
  var group = ""
  var version = ""
  var resource = ""
  var subresource = ""
  /// Empty for the whole cluster.
  var namespace = ""
  /// Empty for a collection.
  var name = ""
  var path = ""

  init(_ info: RequestInfo) {
    verb = info.verb
    isResource = info.isResource
    group = info.group
    version = info.version
    resource = info.resource
    subresource = info.subresource ?? ""
    namespace = info.namespace ?? ""
    name = info.name ?? ""
    path = info.path
  }

  /// `resourceAttributes` of a SubjectAccessReview.
  init(resource attributes: Value) {
    verb = attributes["verb"]?.string ?? ""
    isResource = true
    group = attributes["group"]?.string ?? ""
    version = attributes["version"]?.string ?? ""
    resource = attributes["resource"]?.string ?? ""
    subresource = attributes["subresource"]?.string ?? ""
    namespace = attributes["namespace"]?.string ?? ""
    name = attributes["name"]?.string ?? ""
  }

  /// `nonResourceAttributes` of a SubjectAccessReview.
  init(path attributes: Value) {
    verb = attributes["verb"]?.string ?? ""
    isResource = false
    path = attributes["path"]?.string ?? ""
  }

  init(verb: String, group: String, resource: String, namespace: String, name: String = "") {
    self.verb = verb
    isResource = true
    self.group = group
    self.resource = resource
    self.namespace = namespace
    self.name = name
  }
}
