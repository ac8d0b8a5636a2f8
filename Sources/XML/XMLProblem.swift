/// Why XML or an XPath expression cannot be used.
package struct XMLProblem: Error, Sendable, Hashable, CustomStringConvertible {
  package var description: String

  package init(_ description: String) { self.description = description }
}
