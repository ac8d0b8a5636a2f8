package import Documents
package import Expressions

/// A variable that an expression reads, with the fields that it reads of it, and where.
package struct VariableUse: Sendable, Hashable {
  package var reference: Program.Reference
  package var place: Place

  package init(_ reference: Program.Reference, at place: Place) {
    self.reference = reference
    self.place = place
  }

  package var variable: String { reference.variable }
  package var fields: [String] { reference.fields }
  /// Those of them that have to be there.
  package var neededFields: ArraySlice<String> { reference.fields.prefix(reference.neededCount) }
}
