/// A structure of the built-in API: a kind, or a part of one.
package struct BuiltInType: Sendable {
  /// Where it stands in its `TypeCatalogue`.
  package struct ID: Sendable, Hashable {
    package var index: Int
  }

  package var id: ID
  package var name: String
  /// `apps/v1`, `v1`, `meta.k8s.io/v1`.
  package var groupVersion: String
  /// `io.k8s.api.apps.v1.DeploymentSpec`: its name in OpenAPI documents.
  package var modelName: String
  /// One owner in server-side apply, replaced as a whole.
  package var isAtomic = false
  package var text = ""
  package var fields: [FieldDescription] = [] {
    didSet { positions = Dictionary(uniqueKeysWithValues: zip(fields.map(\.name), fields.indices)) }
  }

  private var positions: [String: Int] = [:]

  package init(id: ID, name: String, groupVersion: String, modelName: String) {
    self.id = id
    self.name = name
    self.groupVersion = groupVersion
    self.modelName = modelName
  }

  package func field(_ name: String) -> FieldDescription? { positions[name].map { fields[$0] } }
  package func position(of name: String) -> Int? { positions[name] }
}
