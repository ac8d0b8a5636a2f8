import Documents

extension Library {
  /// What suites need beyond CEL and Kubernetes: the whole list.
  static let additions = Library(
    name: "plugfest",
    overloads: [
      // `json.parse(text)` reads the JSON that operators keep in annotations and ConfigMaps.
      .function("json.parse", [.string], .dyn, cost: .first(0.1)) { (text) throws(EvaluationError) in
        do { return CELValue(try JSON.parse(try text.text())) } catch let error as EvaluationError { throw error } catch
        {
          throw EvaluationError("not valid JSON: \(error)")
        }
      },
      .function("json.text", [.dyn], .string, cost: .first(1)) { (value) throws(EvaluationError) in
        .string(JSON.text(value.document))
      },
    ])
}
