import Documents

/// The two forms in which an API server publishes its schemas.
enum OpenAPIDialect: Sendable {
  case v2, v3

  private var prefix: String {
    switch self {
    case .v2: "#/definitions/"
    case .v3: "#/components/schemas/"
    }
  }

  /// A reference with something beside it; in OpenAPI 3 nothing may stand beside `$ref`.
  func reference(_ model: String, description: String = "", default fallback: Value? = nil) -> Object {
    let target: Object = ["$ref": .string(prefix + model)]
    var result: Object = self == .v2 ? target : ["allOf": [.object(target)]]
    if !description.isEmpty { result["description"] = .string(description) }
    if self == .v3, let fallback { result["default"] = fallback }
    return result.count == 1 ? target : result
  }
}
