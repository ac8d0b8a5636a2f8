internal import Documents

/// `metadata` of custom resources is read as that of built-in kinds.
enum CustomResourceMetadata {
  private static let model = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"

  /// - Returns: the paths of fields that were not known and are gone.
  static func decode(_ metadata: inout Value) throws(DecodingError) -> [String] {
    guard let type = TypeCatalogue.builtIn.type(model: model) else { return [] }
    var decoder = ObjectDecoder(.builtIn)
    metadata = try decoder.decode(metadata, as: type)
    return decoder.unknownFields.map { "metadata.\($0)" }
  }
}
