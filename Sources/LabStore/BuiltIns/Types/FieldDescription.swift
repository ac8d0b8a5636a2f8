package import Documents

/// One field of a structure of the built-in API.
package struct FieldDescription: Sendable {
  /// When a field appears in an object that the server sends.
  package enum Presence: Sendable, Hashable {
    /// Left out when it is empty or zero: Go's `omitempty` on a value.
    case whenNotEmpty
    /// Written when it was set, even to zero: a pointer.
    case whenSet
    /// Written with its zero value when it was not set.
    case always
    /// Like `always`, and clients must set it.
    case required
    /// Null when it was not set, and clients must set it.
    case requiredOrNull
  }

  /// How a list or map merges in server-side apply.
  package enum Merging: Sendable, Hashable {
    /// A list as one value, a map by its keys.
    case ordinary
    case atomic
    case set
    case map(keys: [String])
  }

  package var name: String
  package var type: FieldType
  package var presence = Presence.whenNotEmpty
  package var defaultValue: Value?
  /// The valid values of a string, or of the items of a list of strings; empty when any is valid.
  package var validValues: [String] = []
  package var merging = Merging.ordinary
  /// `merge`, `retainKeys`, `merge,retainKeys`, `replace`: as in `x-kubernetes-patch-strategy`.
  package var patchStrategy: String?
  package var patchMergeKey: String?
  package var text = ""

  package var isRequired: Bool { presence == .required || presence == .requiredOrNull }
}

/// The type of a field, and of the items of lists and maps.
package indirect enum FieldType: Sendable, Hashable {
  case string, int32, int64, double, bool, bytes, quantity, intOrString, time, microTime
  /// Any JSON value.
  case any
  case structure(BuiltInType.ID)
  case list(FieldType)
  case map(FieldType)
}
