package import Documents

/// What merging needs to know of a type: which members it has, and how its lists and maps merge.
///
/// Made from the schema of a custom resource or from the description of a built-in kind; server-side apply, the record
/// of field managers and strategic merge patches all work on it.
package indirect enum MergeType: Sendable, Hashable {
  /// Anything, as under `x-kubernetes-preserve-unknown-fields`: objects merge member by member, lists as a whole.
  case untyped
  case scalar(Scalar)
  case map(Map)
  case list(List)

  package enum Scalar: Sendable, Hashable {
    case string, number, boolean
    /// A string or a number.
    case any
  }

  /// An object with named fields, a map of equal elements, or both.
  package struct Map: Sendable, Hashable {
    package var fields: [String: Field]
    /// What members have that are no fields; nil when there may be none.
    package var elements: MergeType?
    /// Owned and replaced as a whole.
    package var isAtomic: Bool

    package init(fields: [String: Field] = [:], elements: MergeType? = nil, isAtomic: Bool = false) {
      self.fields = fields
      self.elements = elements
      self.isAtomic = isAtomic
    }
  }

  package struct Field: Sendable, Hashable {
    package var type: MergeType
    /// Counts as a list key where an item leaves the field out.
    package var defaultValue: Value?
    package var patch: PatchStrategy

    package init(_ type: MergeType, defaultValue: Value? = nil, patch: PatchStrategy = PatchStrategy()) {
      self.type = type
      self.defaultValue = defaultValue
      self.patch = patch
    }
  }

  package struct List: Sendable, Hashable {
    package enum Relation: Sendable, Hashable {
      /// Owned and replaced as a whole.
      case atomic
      /// Scalars that occur once each.
      case set
      /// Objects that these fields tell apart.
      case keyed([String])
    }

    package var elements: MergeType
    package var relation: Relation

    package init(_ elements: MergeType, _ relation: Relation = .atomic) {
      self.elements = elements
      self.relation = relation
    }
  }

  /// How strategic merge patches treat a field: `patchStrategy` and `patchMergeKey` of the API types.
  package struct PatchStrategy: Sendable, Hashable {
    /// Lists merge by `mergeKey`, or as sets of scalars without one; otherwise they are replaced.
    package var merges: Bool
    package var mergeKey: String?
    /// `$retainKeys` may be used: members not listed there go.
    package var retainsKeys: Bool

    package init(merges: Bool = false, mergeKey: String? = nil, retainsKeys: Bool = false) {
      self.merges = merges
      self.mergeKey = mergeKey
      self.retainsKeys = retainsKeys
    }
  }
}

extension MergeType {
  private static let openMap = Map(elements: .untyped)
  private static let wholeList = List(.untyped)

  /// How a value of this type is treated: for untyped ones that depends on the value.
  func shape(for value: Value?) -> MergeType {
    guard case .untyped = self else { return self }
    return switch value {
    case .object, .null, nil: .map(Self.openMap)
    case .array: .list(Self.wholeList)
    default: .scalar(.any)
    }
  }
}

extension MergeType.Map {
  /// The type of a member; nil when there may be none of that name.
  func member(_ name: String) -> MergeType? { fields[name]?.type ?? elements }
}
