/// Whose an entry is: the mark that an object of an operator leaves in `managed-by`.
package struct EntryOwner: Sendable, Hashable {
  private let program: String
  private let object: String
  /// Whether it marks as the release before did, by the program alone.
  private let isPrevious: Bool
  /// Whether it had written to the target before, so that a mark of the program alone is its own.
  private let hasWritten: Bool

  /// - Parameter object: `namespace.name`, the same for an object that is deleted and made again.
  package init(program: String, object: String, isPrevious: Bool, hasWritten: Bool) {
    self.program = program
    self.object = object
    self.isPrevious = isPrevious
    self.hasWritten = hasWritten
  }

  package var mark: String { isPrevious ? program : "\(program)/\(object)" }

  /// The release before marked what it wrote by the program alone; that stays ours.
  package func owns(_ entry: AccessPointEntry) -> Bool {
    guard let mark = entry.managedBy else { return false }
    return mark == "\(program)/\(object)" || mark == program && (hasWritten || isPrevious)
  }
}
