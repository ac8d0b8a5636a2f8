package import Documents

extension StructuralSchema {
  /// Why a schema is not structural, by paths from it: `properties[spec].items.type`.
  package static func problems(in schema: Value) -> [FieldError] {
    if let keyword = StructuralCheck.unsupportedKeyword(in: schema) {
      return [.forbidden("", keyword)]
    }
    return StructuralCheck(schema, at: "", patterns: .none).errors
  }
}
