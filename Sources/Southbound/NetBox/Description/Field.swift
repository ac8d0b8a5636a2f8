import Documents

/// One member of an object as the REST API shows it and takes it: how it is checked, kept, shown and ordered.
struct Field: Sendable {
  indirect enum Kind: Sendable {
    // Kept in `Record.values`.
    case text(limit: Int?, rule: TextRule?)
    case integer(ClosedRange<Int64>)
    /// A number with four decimals, kept as double.
    case decimal
    case boolean
    case choice(Choices)
    case date
    case json
    /// `nested` are the members that are shown of the other object, where that is not its short form; none of them means
    /// its number alone.
    case reference(ModelName, onDelete: DeletionRule, nested: [String]? = nil)
    case references(ModelName)
    case contentType(Set<String>?)
    case contentTypes(Set<String>)
    /// An address with mask; `strict` refuses host bits.
    case network(strict: Bool)
    /// Pairs of value and label.
    case choicePairs
    // Kept elsewhere in the record.
    case tags
    case customFields
    case created
    case lastUpdated
    // Shown only.
    case computed(@Sendable (Record, Presentation) -> Value)
    /// How many objects refer to this one. Only objects read from the database have it; nested ones never.
    case count(@Sendable (Record, NetBox) -> Int)
    /// The same, but zero where it was not counted, and left out of a partial update's answer.
    case defaultedCount(@Sendable (Record, NetBox) -> Int)
  }

  enum TextRule: Sendable { case slug, dnsName, customFieldName, color, regularExpression }

  enum DeletionRule: Sendable { case protect, setNull, cascade }

  var name: String
  var kind: Kind
  var required = false
  /// Null is accepted.
  var nullable = false
  /// The empty text is accepted.
  var blank = false
  /// What a new object has when the request does not say.
  var initial: Value = .null
  /// A PUT without the field sets it to null, where it would keep other fields.
  var resetByPut = false
  /// Never taken from a request.
  var readOnly = false
  /// No two objects may have the same value.
  var unique = false
  /// Says that the field cannot change once the object is there; nil where it can.
  var fixedMessage: String?
  /// How people call the field, where that is not its name.
  var label: String?
  /// In NetBox 4.6 only.
  var only46 = false
  /// Kept and shown, but not part of change records.
  var outsideChanges = false

  init(_ name: String, _ kind: Kind) {
    self.name = name
    self.kind = kind
  }

  /// Whether a value for it stands in `Record.values`.
  var isStored: Bool {
    switch kind {
    case .tags, .customFields, .created, .lastUpdated, .computed, .count, .defaultedCount: false
    default: true
    }
  }

  var isWritable: Bool {
    switch kind {
    case .created, .lastUpdated, .computed, .count, .defaultedCount: false
    default: !readOnly
    }
  }
}

extension Field {
  private func with(_ change: (inout Field) -> Void) -> Field {
    var copy = self
    change(&copy)
    return copy
  }

  var isRequired: Field { with { $0.required = true } }
  var orNull: Field { with { $0.nullable = true } }
  var isUnique: Field { with { $0.unique = true } }
  var isReadOnly: Field { with { $0.readOnly = true } }
  var nullByPut: Field { with { $0.resetByPut = true } }
  var since46: Field { with { $0.only46 = true } }
  var notInChanges: Field { with { $0.outsideChanges = true } }
  func fixed(_ message: String) -> Field { with { $0.fixedMessage = message } }
  func initially(_ value: Value) -> Field { with { $0.initial = value } }
  func labelled(_ label: String) -> Field { with { $0.label = label } }

  // MARK: Frequent fields

  static func text(_ name: String, _ limit: Int?, rule: TextRule? = nil) -> Field {
    Field(name, .text(limit: limit, rule: rule)).with {
      $0.blank = true
      $0.initial = ""
    }
  }

  static func requiredText(_ name: String, _ limit: Int?, rule: TextRule? = nil) -> Field {
    text(name, limit, rule: rule).isRequired.with { $0.blank = false }
  }

  static func flag(_ name: String, _ initial: Bool = false) -> Field { Field(name, .boolean).initially(.bool(initial)) }

  static func small(_ name: String, _ initial: Int64) -> Field {
    Field(name, .integer(0...32767)).initially(.integer(initial))
  }

  static func choice(_ name: String, _ choices: Choices, _ initial: Value) -> Field {
    Field(name, .choice(choices)).initially(initial)
  }

  static func reference(
    _ name: String, _ model: ModelName, _ rule: DeletionRule, nested: [String]? = nil
  ) -> Field {
    Field(name, .reference(model, onDelete: rule, nested: nested)).orNull
  }

  static func computed(_ name: String, _ compute: @escaping @Sendable (Record, Presentation) -> Value) -> Field {
    Field(name, .computed(compute))
  }

  /// The number of objects whose field refers to this object.
  static func count(_ name: String, of model: ModelName, by field: String) -> Field {
    Field(name, .count { record, store in store.count(model) { $0.reference(field) == record.id } })
  }

  /// A count of things that the simulator does not keep.
  static func noneOf(_ name: String) -> Field { Field(name, .count { _, _ in 0 }) }
}
