import CLibXML2

/// A document in libxml2's memory. Nothing outside of it is ever read: no network, no files, and no document type, with which
/// entities come.
package struct ParsedXML: ~Copyable {
  /// Larger documents are refused.
  package static let sizeLimit = 64 << 20
  /// Elements that lie deeper in one another are refused; it is libxml2's own limit, too.
  package static let depthLimit = 256

  let document: xmlDocPtr

  /// - Throws: `XMLProblem` with the line and what is wrong there.
  package init(_ text: some StringProtocol) throws(XMLProblem) { try self.init(Array(text.utf8)) }

  /// White space before the document is skipped.
  package init(_ bytes: [UInt8]) throws(XMLProblem) {
    guard bytes.count <= Self.sizeLimit else { throw XMLProblem("it is larger than \(Self.sizeLimit >> 20) MiB") }
    Self.initialize
    guard let context = xmlNewParserCtxt() else { throw XMLProblem("libxml2 has no memory") }
    defer { xmlFreeParserCtxt(context) }
    // Stopped before any of it is read.
    context.pointee.sax.pointee.internalSubset = { context, _, _, _ in
      guard let context else { return }
      let parser = context.assumingMemoryBound(to: xmlParserCtxt.self)
      xmlStopParser(parser)
      parser.pointee.wellFormed = 0
    }
    let options = Int32(
      XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue | XML_PARSE_COMPACT.rawValue)
    let start = bytes.firstIndex { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } ?? bytes.count
    let document = bytes.withUnsafeBufferPointer { buffer -> xmlDocPtr? in
      guard let base = buffer.baseAddress, start < buffer.count else { return nil }
      return base.withMemoryRebound(to: CChar.self, capacity: buffer.count) { base in
        xmlCtxtReadMemory(context, base + start, Int32(buffer.count - start), nil, "UTF-8", options)
      }
    }
    guard let document, context.pointee.wellFormed == 1 else {
      if let document { xmlFreeDoc(document) }
      throw Self.problem(context)
    }
    self.document = document
  }

  deinit { xmlFreeDoc(document) }

  /// The outermost element with all that is in it.
  package var root: XMLElement? { xmlDocGetRootElement(document).map { XMLElement($0) } }

  /// The outermost element and its children without what is in those.
  package var head: XMLElement? { xmlDocGetRootElement(document).map { XMLElement($0, depth: 1) } }

  /// The children of the outermost element that have this name, with all that is in them.
  package func children(_ name: String) -> [XMLElement] {
    nodes.filter { XMLElement.name(of: $0) == name }.map { XMLElement($0) }
  }

  /// The first child of the outermost element as it was written, without what the outermost one declares.
  package var firstChild: String? { nodes.first.map(XMLText.of) }

  /// The elements in the outermost one.
  private var nodes: [xmlNodePtr] {
    var found: [xmlNodePtr] = []
    var next = xmlDocGetRootElement(document)?.pointee.children
    while let node = next {
      if node.pointee.type == XML_ELEMENT_NODE { found.append(node) }
      next = node.pointee.next
    }
    return found
  }

  /// libxml2 wants this before threads use it.
  static let initialize: Void = xmlInitParser()

  private static func problem(_ context: xmlParserCtxtPtr) -> XMLProblem {
    guard context.pointee.intSubName == nil, context.pointee.disableSAX == 0 || xmlCtxtGetLastError(context) != nil
    else {
      return XMLProblem("a document type is not allowed")
    }
    return problem(xmlCtxtGetLastError(context), otherwise: "there is no XML")
  }

  static func problem(_ error: UnsafePointer<xmlError>?, otherwise text: String) -> XMLProblem {
    guard let error, let message = error.pointee.message else { return XMLProblem(text) }
    return problem(message: message, line: Int(error.pointee.line))
  }

  static func problem(_ error: UnsafeMutablePointer<xmlError>?, otherwise text: String) -> XMLProblem {
    problem(error.map { UnsafePointer($0) }, otherwise: text)
  }

  private static func problem(message: UnsafePointer<CChar>, line: Int) -> XMLProblem {
    let text = String(cString: message).split(whereSeparator: \.isNewline).joined(separator: " ")
    return XMLProblem(line > 0 ? "line \(line): \(text)" : text)
  }
}
