import Documents

/// The filters that a query asks for, checked and ready.
struct FilterSet {
  typealias Predicate = (Record) -> Bool

  private var predicates: [Predicate] = []
  private var errors = Object()

  /// - Throws: the body of the 400 answer, when a value is wrong.
  init(_ query: Query, for model: Model, in store: NetBox) throws(Refusal) {
    for (name, values) in query.parameters {
      var compiler = FilterCompiler(store: store, parameter: name, values: values)
      do throws(FilterError) {
        if let predicate = try compiler.predicate(model) { predicates.append(predicate) }
      } catch {
        errors[name] = .array([.string(error.message)])
      }
    }
    if !errors.isEmpty { throw .invalid(.object(errors)) }
    if let words = query.last("q"), let search = model.search, !words.trimmingSpace.isEmpty {
      predicates.append(Self.matches(words, search))
    }
  }

  func select(_ records: [Record]) -> [Record] {
    records.filter { record in predicates.allSatisfy { $0(record) } }
  }

  private static func matches(_ words: String, _ search: Search) -> Predicate {
    switch search {
    case .custom(let matches): return { matches(words, $0) }
    case .texts(let fields):
      let lowered = words.lowercased()
      return { record in fields.contains { record.text($0).lowercased().contains(lowered) } }
    }
  }
}

/// What is wrong with a filter's value.
struct FilterError: Error {
  var message: String

  static func notAChoice(_ value: String) -> FilterError {
    FilterError(message: "Select a valid choice. \(value) is not one of the available choices.")
  }
}
