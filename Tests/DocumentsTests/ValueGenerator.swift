import Documents

/// Makes values that are likely to break a reader or writer, the same ones for the same seed.
struct ValueGenerator {
  private var random: SplitMix

  init(seed: UInt64) { random = SplitMix(state: seed) }

  static let words = [
    "", " ", "a", "name", "yes", "No", "on", "y", "true", "null", "~", "1", "-1", "1.0", "1e3", "0x1F", "0644", "1_000",
    "0b1", ".5", ".inf", "-.Inf", ".NaN", "12:30:45", "2024-01-01", "2024-1-1 10:00:00", "=", "<<", "-", "- a", "--- a",
    "---", "...", "?", "? a", ":", "a: b", "a:", ":a", "a #b", "#a", "a#b", "&a", "*a", "!a", "|", ">", "'a'", "\"a\"",
    "%a", "@a", "`a", "[a]", "{a}", "a, b", ",", "it's", "\\n", "a\nb", "a\nb\n", "a\n\n", "\n", "\n\na", "  a\nb",
    "a\n  b\n", "a\n \nb", "a\tb", "\ta", "a\n\tb", "a\r\nb", "\u{0}", "\u{1B}[0m", "\u{7F}", "\u{85}", "\u{2028}",
    "\u{FEFF}", "\u{FFFE}", "ü", "😀", "e\u{301}", "a ", " a", "99999999999999999999", "0xFFFFFFFFFFFFFFFFFF", "10Gi",
    "10.0.0.0/16", "1.2.3", "+1", "089", "1e999", "a: 1\nb:\n  - 2\n", "# a\nb", "trailing \nspace", "a\n#b\n",
    "---\na",
    "_", "._1", "1__", "+.inf", "0o17", "0O17", "1.", ".", "+", "\u{A0}", "a\u{2029}b",
  ]

  mutating func string() -> String {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return (Self.words.randomElement(using: &random) ?? "") + (Self.words.randomElement(using: &random) ?? "")
    case 1: return String(repeating: Self.words.randomElement(using: &random) ?? "", count: 400)
    default: return Self.words.randomElement(using: &random) ?? ""
    }
  }

  mutating func value(depth: Int = 4) -> Value {
    switch Int.random(in: 0..<(depth > 0 ? 9 : 6), using: &random) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &random))
    case 2: return .integer([0, -1, 7, Int64.max, Int64.min, 1_000].randomElement(using: &random) ?? 0)
    case 3:
      return .double(
        [0, -0.5, 1, 1e16, 1.5e-7, 1e300, .infinity, 9_223_372_036_854_775_808].randomElement(using: &random) ?? 0)
    case 4, 5: return .string(string())
    case 6: return .array((0..<Int.random(in: 0..<5, using: &random)).map { _ in value(depth: depth - 1) })
    default:
      let count = Int.random(in: 0..<5, using: &random)
      return .object(Object((0..<count).map { _ in (string(), value(depth: depth - 1)) }))
    }
  }

  /// The value with a few changes inside.
  mutating func mutation(of value: Value) -> Value {
    if Int.random(in: 0..<6, using: &random) == 0 { return self.value(depth: 2) }
    switch value {
    case .array(var items):
      if Bool.random(using: &random), !items.isEmpty { items.remove(at: Int.random(in: items.indices, using: &random)) }
      if Bool.random(using: &random) {
        items.insert(self.value(depth: 1), at: Int.random(in: 0...items.count, using: &random))
      }
      return .array(items.map { mutation(of: $0) })
    case .object(let object):
      var result = Object()
      for (key, member) in object where Int.random(in: 0..<5, using: &random) > 0 { result[key] = mutation(of: member) }
      if Bool.random(using: &random) { result[string()] = self.value(depth: 1) }
      return .object(result)
    default: return value
    }
  }
}

private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
