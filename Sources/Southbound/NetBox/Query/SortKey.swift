import Documents

/// A value that objects are ordered by. Null is the largest, as in PostgreSQL.
enum SortKey: Comparable {
  case absentFirst
  case number(Double)
  case text(Collation.Key)
  case texts([Collation.Key])
  case network(IPNetwork)
  case address(IPAddress)
  case null

  static func < (left: SortKey, right: SortKey) -> Bool {
    switch (left, right) {
    case (.number(let a), .number(let b)): a < b
    case (.text(let a), .text(let b)): a < b
    case (.texts(let a), .texts(let b)): a.lexicographicallyPrecedes(b)
    case (.network(let a), .network(let b)): a < b
    case (.address(let a), .address(let b)): a < b
    default: left.rank < right.rank
    }
  }

  private var rank: Int {
    switch self {
    case .absentFirst: 0
    case .null: 2
    default: 1
    }
  }

  init(_ value: Value) {
    switch value {
    case .bool(let flag): self = .number(flag ? 1 : 0)
    case .integer(let number): self = .number(Double(number))
    case .double(let number): self = .number(number)
    case .string(let text): self = .text(Collation.key(text))
    default: self = .null
    }
  }
}
