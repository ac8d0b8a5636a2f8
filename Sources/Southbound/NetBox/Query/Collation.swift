/// The order of texts as NetBox's database has it: case and punctuation count less than letters, numbers by value.
enum Collation {
  struct Key: Comparable, Hashable, Sendable {
    private enum Part: Comparable, Hashable {
      case other(String)
      case number(length: Int, digits: String)
      case letters(String)
    }

    private var parts: [Part] = []
    /// Decides between texts that differ in case only: small letters first.
    private var cases: String

    init(_ text: String) {
      cases = String(text.map { $0.isUppercase ? "1" : "0" })
      for character in text.lowercased() {
        let scalar = String(character)
        switch parts.last {
        case .number(_, let digits) where character.isNumber:
          let joined = digits == "0" ? scalar : digits + scalar
          parts[parts.count - 1] = .number(length: joined.count, digits: joined)
        default:
          if character.isNumber {
            parts.append(.number(length: 1, digits: scalar))
          } else {
            parts.append(character.isLetter ? .letters(scalar) : .other(scalar))
          }
        }
      }
    }

    static func < (left: Key, right: Key) -> Bool {
      if left.parts != right.parts { return left.parts.lexicographicallyPrecedes(right.parts) }
      return left.cases < right.cases
    }
  }

  static func key(_ text: String) -> Key { Key(text) }
}
