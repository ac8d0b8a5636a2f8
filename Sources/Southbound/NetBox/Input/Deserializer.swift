import Documents

/// Makes a checked draft of an object from the body of a request.
struct Deserializer {
  let model: Model
  let store: NetBox
  /// Who writes, for fields that default to the current user.
  var userID: Int64
  /// The fields that the request names in `fields=`: others are not read.
  var onlyFields: Set<String>?

  enum Mode { case create, replace, patch }

  /// - Throws: the 400 answer.
  func draft(_ body: Value, updating existing: Record?, mode: Mode) throws(Refusal) -> Record {
    if body.isNull { throw .invalid(["non_field_errors": ["No data provided"]]) }
    guard let input = body.object else {
      if body.array != nil {
        throw .failure("NotImplementedError", "`update()` must be implemented.", version: store.version)
      }
      throw .invalid(Self.notAnObject(body))
    }
    var draft = existing ?? fresh
    var errors = Object()
    for field in model.fields where isRead(field) {
      do throws(FieldProblem) {
        try read(field, input[field.name], into: &draft, isNew: existing == nil, mode)
      } catch {
        switch error {
        case .invalid(let messages): errors[field.name] = messages
        case .failure(let refusal): throw refusal
        }
      }
    }
    if !errors.isEmpty { throw .invalid(.object(errors)) }
    try checkTogether(draft)
    try checkWhole(draft, isNew: existing == nil)
    return draft
  }

  static func notAnObject(_ value: Value) -> Value {
    ["non_field_errors": [.string("Invalid data. Expected a dictionary, but got \(PythonText.typeName(value)).")]]
  }

  private func isRead(_ field: Field) -> Bool {
    guard field.isWritable, !field.only46 || store.version == .v46 else { return false }
    return onlyFields?.contains(field.name) ?? true
  }

  /// A new object before anything was read.
  private var fresh: Record {
    var record = Record(id: 0)
    for field in model.fields where field.isStored { record.values[field.name] = field.initial }
    record.customFields = model.hasCustomFields ? store.customFieldDefaults(of: model.name) : Object()
    return record
  }

  private func read(
    _ field: Field, _ given: Value?, into draft: inout Record, isNew: Bool, _ mode: Mode
  ) throws(FieldProblem) {
    guard let given else {
      if mode == .patch { return }
      if field.required { throw .message("This field is required.") }
      if field.name == "created_by" { draft.values["created_by"] = .integer(userID) }
      if field.resetByPut, mode == .replace { draft.values[field.name] = .null }
      return
    }
    let reader = FieldReader(field: field, model: model, store: store, isNew: isNew)
    try reader.read(given, into: &draft)
  }

  // MARK: Rules about the whole object

  private func checkTogether(_ draft: Record) throws(Refusal) {
    for case .together(let names) in model.constraints {
      let values = names.map { draft.values[$0] ?? .null }
      guard !values.contains(.null) else { continue }
      let exists = store.exists(model.name) { other in
        other.id != draft.id && names.allSatisfy { (other.values[$0] ?? .null) == (draft.values[$0] ?? .null) }
      }
      guard exists else { continue }
      let list = names.joined(separator: ", ")
      throw .invalid(["non_field_errors": [.string("The fields \(list) must make a unique set.")]])
    }
  }

  private func checkWhole(_ draft: Record, isNew: Bool) throws(Refusal) {
    var errors = Object()
    let add = { (errors: inout Object, key: String, message: String) in
      errors[key] = .array((errors[key]?.array ?? []) + [.string(message)])
    }
    for field in model.fields where isNew && field.required && field.isStored && !isRead(field) {
      // Left out by `fields=`: the model refuses what the request could not give.
      let isText = { if case .integer = field.kind { false } else { true } }()
      add(&errors, field.name, isText ? "This field cannot be blank." : "This field cannot be null.")
    }
    do throws(FieldError) {
      if model.hasCustomFields { try store.checkCustomFields(of: draft, in: model.name) }
      try model.clean(draft, store)
    } catch {
      add(&errors, error.field, error.message)
    }
    for case .unless(let field, let null, let message) in model.constraints where draft.reference(null) == nil {
      let exists = store.exists(model.name) {
        $0.id != draft.id && $0.reference(null) == nil && $0.values[field] == draft.values[field]
      }
      if exists { add(&errors, "__all__", message) }
    }
    if !errors.isEmpty { throw .invalid(.object(errors)) }
  }
}

/// What is wrong with one field of a body.
enum FieldProblem: Error {
  /// What stands under the field's name in the answer.
  case invalid(Value)
  /// NetBox fails as a whole.
  case failure(Refusal)

  static func message(_ text: String) -> FieldProblem { .invalid([.string(text)]) }
}
