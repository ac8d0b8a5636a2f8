import Documents
import Plans

/// What a case has from its suite and its group.
struct Surroundings {
  var group: String?
  var labels: [String: String] = [:]
  var locks: [String: TestSuite.LockMode] = [:]
  /// The names that their variables and set-up made.
  var scope = Scope.suite

  /// The same with what stands in the mapping on top.
  func adding(_ reader: inout MappingReader) -> Surroundings {
    var copy = self
    for (name, value) in reader.optional("labels", .map(of: .string)) ?? [] { copy.labels[name] = value }
    for (name, mode) in reader.optional("locks", .map(of: FieldType<TestSuite.LockMode>.choice)) ?? [] {
      copy.locks[name] = mode
    }
    return copy
  }
}
