/// A readable path to a value, as Kubernetes writes it: `spec.containers[name=a].image`, `metadata.labels["a.b/c"]`.
package struct FieldPath: Sendable, Hashable {
  package enum Element: Sendable, Hashable {
    case field(String)
    case index(Int)
    /// The item of a list whose member `key` has this value.
    case item(key: String, value: Value)
  }

  package var elements: [Element]

  package init(_ elements: [Element] = []) { self.elements = elements }

  package func appending(_ element: Element) -> FieldPath { FieldPath(elements + [element]) }

  package func appending(_ name: String) -> FieldPath { appending(.field(name)) }

  package func appending(_ index: Int) -> FieldPath { appending(.index(index)) }
}

extension FieldPath: CustomStringConvertible {
  /// Empty for the path to the whole value.
  package var description: String {
    var text = ""
    for element in elements {
      if case .field(let name) = element, Self.isPlain(name) {
        text += text.isEmpty ? name : ".\(name)"
      } else {
        text += "\(element)"
      }
    }
    return text
  }

  fileprivate static func isPlain(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "$"):
          true
        default: false
        }
      }
  }
}

extension FieldPath.Element: CustomStringConvertible {
  package var description: String {
    switch self {
    case .field(let name): FieldPath.isPlain(name) ? name : "[\(Value.string(name))]"
    case .index(let index): "[\(index)]"
    case .item(let key, .string(let text)) where FieldPath.isPlain(text) && JSON.isString(text): "[\(key)=\(text)]"
    case .item(let key, let value): "[\(key)=\(value)]"
    }
  }
}

extension JSON {
  /// Whether a text without quotes around it is not some other JSON value.
  fileprivate static func isString(_ text: String) -> Bool { (try? parse(text)) == nil }
}

extension Value {
  /// The value that the path leads to; nil when there is none.
  package subscript(path: FieldPath) -> Value? {
    var value = self
    for element in path.elements {
      guard let next = value[element] else { return nil }
      value = next
    }
    return value
  }

  private subscript(element: FieldPath.Element) -> Value? {
    switch element {
    case .field(let name): self[name]
    case .index(let index): self[index]
    case .item(let key, let value): array?.first { $0[key] == value }
    }
  }
}

extension Node {
  /// Where the path leads to or, when the value is not there, where the innermost value around it begins.
  package func place(of path: FieldPath) -> Place {
    var node = self
    for element in path.elements {
      let next: Node? =
        switch element {
        case .field(let name): node[name]
        case .index(let index): node[index]
        case .item(let key, let value): node.items?.first { $0[key]?.value == value }
        }
      guard let next else { break }
      node = next
    }
    return node.place
  }
}
