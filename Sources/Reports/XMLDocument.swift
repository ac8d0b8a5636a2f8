import CLibXML2

/// Writes one XML document into memory through libxml2, which does the escaping.
struct XMLDocument: ~Copyable {
  /// libxml2 ran out of memory, or was given a name that XML does not allow.
  struct WriteError: Error {}

  private let buffer: xmlBufferPtr
  private let writer: xmlTextWriterPtr

  /// Writes the declaration; the document is UTF-8 and indented by two spaces.
  init() throws(WriteError) {
    guard let buffer = xmlBufferCreate() else { throw WriteError() }
    guard let writer = xmlNewTextWriterMemory(buffer, 0) else {
      xmlBufferFree(buffer)
      throw WriteError()
    }
    xmlTextWriterSetIndent(writer, 1)
    xmlTextWriterSetIndentString(writer, "  ")
    guard xmlTextWriterStartDocument(writer, "1.0", "UTF-8", nil) >= 0 else {
      xmlFreeTextWriter(writer)
      xmlBufferFree(buffer)
      throw WriteError()
    }
    self.buffer = buffer
    self.writer = writer
  }

  deinit {
    xmlFreeTextWriter(writer)
    xmlBufferFree(buffer)
  }

  /// Texts may hold anything: what XML forbids is replaced.
  func element(
    _ name: String, _ attributes: [(String, String)] = [], text: String? = nil,
    content: () throws(WriteError) -> Void = { () throws(WriteError) in }
  ) throws(WriteError) {
    try check(xmlTextWriterStartElement(writer, name))
    for (name, value) in attributes {
      try check(xmlTextWriterWriteAttribute(writer, name, PlainText.sanitized(value)))
    }
    if let text, !text.isEmpty { try check(xmlTextWriterWriteString(writer, PlainText.sanitized(text))) }
    try content()
    try check(xmlTextWriterEndElement(writer))
  }

  /// Ends the document and gives its bytes.
  consuming func finish() throws(WriteError) -> [UInt8] {
    try check(xmlTextWriterEndDocument(writer))
    try check(xmlTextWriterFlush(writer))
    guard let content = xmlBufferContent(buffer) else { throw WriteError() }
    return Array(UnsafeBufferPointer(start: content, count: Int(xmlBufferLength(buffer))))
  }

  private func check(_ result: Int32) throws(WriteError) { if result < 0 { throw WriteError() } }
}
