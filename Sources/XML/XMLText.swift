import CLibXML2

/// XML as text.
package enum XMLText {
  /// What elements and attributes hold for this text. What XML cannot hold is replaced.
  package static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&apos;"
      case "\r": result += "&#13;"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      case _ where scalar.value < 0x20: result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The text of an element, with the namespaces that it needs.
  static func of(_ node: xmlNodePtr) -> String {
    // A copy in a document of its own declares what its surroundings declared.
    guard let document = xmlNewDoc("1.0") else { return "" }
    defer { xmlFreeDoc(document) }
    guard let copy = xmlDocCopyNode(node, document, 1) else { return "" }
    xmlDocSetRootElement(document, copy)
    xmlReconciliateNs(document, copy)
    guard let buffer = xmlBufferCreate() else { return "" }
    defer { xmlBufferFree(buffer) }
    guard xmlNodeDump(buffer, document, copy, 0, 0) >= 0 else { return "" }
    return XMLElement.string(xmlBufferContent(buffer))
  }
}
