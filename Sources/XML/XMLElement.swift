import CLibXML2

/// An element with all that is in it, as a value.
package struct XMLElement: Sendable, Hashable {
  package struct Attribute: Sendable, Hashable {
    package var name: String
    /// Empty without one.
    package var namespace: String
    package var value: String
  }

  /// Without a prefix.
  package var name: String
  /// Empty without one.
  package var namespace: String
  package var attributes: [Attribute]
  package var children: [XMLElement]
  /// What stands in it that is no element, joined.
  package var text: String

  /// The first child of this name, in whatever namespace.
  package subscript(name: String) -> XMLElement? { children.first { $0.name == name } }

  package func children(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }

  package func attribute(_ name: String) -> String? { attributes.first { $0.name == name }?.value }

  /// Without white space at its ends.
  package var trimmedText: String {
    var text = text[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

extension XMLElement {
  /// - Parameter depth: how many levels of children are read.
  init(_ node: xmlNodePtr, depth: Int = ParsedXML.depthLimit) {
    name = Self.name(of: node)
    namespace = Self.namespace(of: node)
    attributes = []
    children = []
    text = ""
    var attribute = node.pointee.properties
    while let found = attribute {
      attributes.append(
        Attribute(
          name: Self.string(found.pointee.name),
          namespace: found.pointee.ns.map { Self.string($0.pointee.href) } ?? "",
          value: Self.owned(xmlNodeListGetString(node.pointee.doc, found.pointee.children, 1))))
      attribute = found.pointee.next
    }
    var child = node.pointee.children
    while let found = child {
      switch found.pointee.type {
      case XML_ELEMENT_NODE where depth > 0: children.append(XMLElement(found, depth: depth - 1))
      case XML_TEXT_NODE, XML_CDATA_SECTION_NODE: text += Self.string(found.pointee.content)
      default: break
      }
      child = found.pointee.next
    }
  }

  static func name(of node: xmlNodePtr) -> String { string(node.pointee.name) }

  static func namespace(of node: xmlNodePtr) -> String { node.pointee.ns.map { string($0.pointee.href) } ?? "" }

  static func string(_ text: UnsafePointer<xmlChar>?) -> String { text.map { String(cString: $0) } ?? "" }

  static func string(_ text: UnsafeMutablePointer<xmlChar>?) -> String { text.map { String(cString: $0) } ?? "" }

  /// Of text that libxml2 made for the caller.
  static func owned(_ text: UnsafeMutablePointer<xmlChar>?) -> String {
    defer { plugfestFreeXMLText(text) }
    return string(text)
  }
}
