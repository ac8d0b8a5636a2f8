import Documents

/// Paths such as `.spec.a['b-c']`, by which rules and selectable fields name a part of an object.
enum SchemaFieldPath {
  /// The schema of what a path leads to; nil when it is no path or leads nowhere.
  static func schema(at path: String, in schema: Value, allowsBrackets: Bool = true) -> Value? {
    guard let names = names(path, allowsBrackets: allowsBrackets) else { return nil }
    return names.reduce(Optional(schema)) { schema, name in
      guard let schema else { return nil }
      if let property = schema["properties"]?[name] { return property }
      let additional = schema["additionalProperties"]
      return additional?.object != nil ? additional : nil
    }
  }

  static func names(_ path: String, allowsBrackets: Bool) -> [String]? {
    var names: [String] = []
    var rest = Substring(path)
    while let mark = rest.first {
      if mark == "." {
        let name = rest.dropFirst().prefix { $0 != "." && $0 != "[" }
        guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" || $0 == "$" })
        else { return nil }
        names.append(String(name))
        rest = rest[name.endIndex...]
      } else if allowsBrackets, rest.hasPrefix("['"), let end = rest.range(of: "']")?.lowerBound {
        names.append(String(rest[rest.index(rest.startIndex, offsetBy: 2)..<end]))
        rest = rest[rest.index(end, offsetBy: 2)...]
      } else {
        return nil
      }
    }
    return names.isEmpty ? nil : names
  }
}

extension Substring {
  fileprivate func range(of text: String) -> Range<Index>? {
    indices.first { self[$0...].hasPrefix(text) }.map { $0..<index($0, offsetBy: text.count) }
  }
}
