import Documents
import Expressions
import Kubernetes

/// A path as a file names it.
struct NamedPath {
  var text: String
  var place: Place
}

extension FieldType where Output == [NamedPath] {
  /// One path, or a list of them.
  static var paths: FieldType {
    let one = FieldType<NamedPath>("a path") { node in
      node.string.flatMap { $0.isEmpty ? nil : NamedPath(text: $0, place: node.place) }
    }
    let many = FieldType.list(of: one)
    return FieldType("a path or a list of paths") { node, name, diagnostics in
      node.items == nil ? one.read(node, name, diagnostics).map { [$0] } : many.read(node, name, diagnostics)
    }
  }
}

extension FieldType where Output == GroupVersion {
  static var apiVersion: FieldType {
    FieldType("an apiVersion such as v1 or apps/v1") { $0.string.flatMap { GroupVersion($0) } }
  }
}

extension FieldType where Output == FieldPath {
  /// A path below an object: `status.conditions`.
  static var fieldPath: FieldType {
    FieldType("a path such as status.lastSync") { node in
      node.string.flatMap { text in text.isEmpty ? nil : try? FieldPath(parsing: text) }
    }
  }
}

extension FieldType where Output == String {
  /// In RE2's syntax.
  static var regularExpression: FieldType {
    FieldType("a regular expression") { node, name, diagnostics in
      guard let text = FieldType.name.read(node, name, diagnostics) else { return nil }
      do {
        _ = try RegularExpression(text)
        return text
      } catch {
        diagnostics.error("\"\(name)\" must be a regular expression: \(error)", at: node.place)
        return nil
      }
    }
  }
}
