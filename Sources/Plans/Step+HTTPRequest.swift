package import Documents

extension Step.Operation.HTTPRequest {
  /// What a request's address is.
  package enum Convention: Sendable, Hashable {
    /// A URL or, with an endpoint, a path below the endpoint's.
    case plain
    /// The path of data in a RESTCONF server (RFC 8040), whose API begins at the root: `/restconf`.
    case restconf(root: String)
  }

  /// How an answer that comes in pages is put together: the body is the list of all items then.
  package struct Pages: Sendable {
    /// Where a page names the next one; nil asks the header `Link` (RFC 8288).
    package var next: FieldPath?
    /// Where a page's items are; nil is the whole body.
    package var items: FieldPath?
    /// More pages than that are an error.
    package var limit: Int

    package init(next: FieldPath?, items: FieldPath?, limit: Int) {
      self.next = next
      self.items = items
      self.limit = limit
    }
  }
}
