import Documents

/// All that the simulator knows about one kind of object; validation, answers, filters and OPTIONS follow from it.
struct Model: Sendable {
  var name: ModelName
  /// Under `/api/`: `ipam/prefixes`.
  var path: String
  /// Under `/`, when it is not the same.
  var pagePath: String
  /// As error messages call the class: `IPAddress`.
  var className: String
  /// As people call it: `IP address`.
  var label: String
  var fields: [Field]
  /// The members of the short form.
  var brief: [String]
  var ordering: [Ordering]
  var filters: [Filter]
  /// Fields whose text the free-text search `q` looks at; nil where there is no `q`.
  var search: Search?
  var constraints: [Constraint] = []
  /// Checks of the object as a whole. The record is as it would be saved.
  var clean: @Sendable (Record, NetBox) throws(FieldError) -> Void = { _, _ throws(FieldError) in }
  /// What saving changes in the record.
  var beforeSave: @Sendable (inout Record, NetBox) -> Void = { _, _ in }
  var display: @Sendable (Record, NetBox) -> String
  var isReadOnly = false
  /// Whether changes leave change records.
  var isLogged = true

  init(
    _ name: ModelName, path: String, pagePath: String? = nil, className: String, label: String, fields: [Field],
    brief: [String], ordering: [Ordering], filters: [Filter], search: Search? = nil,
    display: @escaping @Sendable (Record, NetBox) -> String = { record, _ in record.text("name") }
  ) {
    self.name = name
    self.path = path
    self.pagePath = pagePath ?? path
    self.className = className
    self.label = label
    self.fields = fields
    self.brief = brief
    self.ordering = ordering
    self.filters = filters
    self.search = search
    self.display = display
    fieldIndex = Dictionary(fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private var fieldIndex: [String: Int]

  func field(_ name: String) -> Field? { fieldIndex[name].map { fields[$0] } }

  var hasCustomFields: Bool { field("custom_fields") != nil }
  var hasTags: Bool { field("tags") != nil }

  /// The label with every word capitalised: `IP Address`.
  var title: String {
    label.split(separator: " ").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
  }

  /// Application and title: `IPAM > IP Address`.
  var qualifiedTitle: String { "\(application) > \(title)" }

  /// The application as people call it: `IPAM`.
  var application: String {
    switch name.rawValue.prefix(while: { $0 != "." }) {
    case "ipam": "IPAM"
    case "dcim": "DCIM"
    case let other: other.prefix(1).uppercased() + other.dropFirst()
    }
  }
}

/// A rule about several fields, or about one under a condition.
enum Constraint: Sendable {
  /// The combination may occur once; objects where one of the fields is null are exempt.
  case together([String])
  /// The field may occur once among the objects whose other field is null; with the message that says so.
  case unless(field: String, null: String, message: String)
}

/// What a free-text search looks at.
enum Search: Sendable {
  /// Whether one of these texts has the words in it, in any case.
  case texts([String])
  case custom(@Sendable (_ words: String, Record) -> Bool)
}

/// One sort key of the default order.
struct Ordering: Sendable {
  enum Key: Sendable {
    case field(String)
    /// An object without reference comes first.
    case referenceNullsFirst(String)
    /// By host address, whatever the mask.
    case host(String)
    /// A parent before its children, siblings by name.
    case tree
    case created
    case id
  }

  var key: Key
  var descending = false

  static func by(_ name: String) -> Ordering { Ordering(key: .field(name)) }
}

/// Why an object as a whole is refused: the message stands under the field, or under `__all__`.
struct FieldError: Error, Sendable {
  var field: String
  var message: String

  init(_ field: String, _ message: String) {
    self.field = field
    self.message = message
  }

  /// About the object as a whole.
  init(_ message: String) { self.init("__all__", message) }
}
