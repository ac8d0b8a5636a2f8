extension String {
  /// In double quotes for a message: control characters escaped, at most 200 characters shown.
  package var quoted: String { Value.string(count <= 200 ? self : prefix(200) + "…").description }
}

extension Value {
  /// Compact JSON for a message, at most 200 characters of it.
  package var excerpt: String {
    if case .string(let text) = self { return text.quoted }
    let text = description
    return text.count <= 200 ? text : text.prefix(200) + "…"
  }
}
