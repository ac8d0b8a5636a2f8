import CLibXML2

/// An XML schema, to validate reports with as a CI system would.
final class XMLSchema {
  struct LoadError: Error { var path: String }

  private let schema: xmlSchemaPtr

  init(path: String) throws {
    guard let parser = xmlSchemaNewParserCtxt(path) else { throw LoadError(path: path) }
    defer { xmlSchemaFreeParserCtxt(parser) }
    guard let schema = xmlSchemaParse(parser) else { throw LoadError(path: path) }
    self.schema = schema
  }

  deinit { xmlSchemaFree(schema) }

  /// Whether a document is well-formed and valid; `element` names the elements that are validated alone.
  func accepts(_ bytes: [UInt8], eachAlone element: String? = nil) -> Bool {
    let text = bytes.withUnsafeBytes { buffer in
      xmlReadMemory(
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), "report.xml", nil,
        Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue))
    }
    guard let document = text else { return false }
    defer { xmlFreeDoc(document) }
    guard let validator = xmlSchemaNewValidCtxt(schema) else { return false }
    defer { xmlSchemaFreeValidCtxt(validator) }
    guard let element else { return xmlSchemaValidateDoc(validator, document) == 0 }
    var count = 0
    var child = xmlDocGetRootElement(document)?.pointee.children
    while let node = child {
      if node.pointee.type == XML_ELEMENT_NODE, String(cString: node.pointee.name) == element {
        count += 1
        if xmlSchemaValidateOneElement(validator, node) != 0 { return false }
      }
      child = node.pointee.next
    }
    return count > 0
  }
}
