import Synchronization

/// A regular expression in RE2's syntax, matched in time linear in the text, as CEL and Kubernetes ask for.
///
/// There are no backreferences and no lookaround. Matching is by Unicode scalar; of several matches the leftmost wins, and
/// then the first alternative.
package struct RegularExpression: Sendable {
  /// Why a pattern is not one, in Go's words.
  package struct SyntaxError: Error, Sendable, Hashable, CustomStringConvertible {
    package var message: String
    /// The part of the pattern that is wrong.
    package var part: String

    package var description: String { "error parsing regexp: \(message): `\(part)`" }
  }

  /// One match, with what its groups matched.
  package struct Match: Sendable {
    let text: [Unicode.Scalar]
    let bounds: [Int]
    fileprivate let names: [String: Int]

    /// In scalars of the text.
    package var range: Range<Int> { bounds[0]..<bounds[1] }

    package var string: String { group(0) ?? "" }

    /// How many groups the pattern has, without the whole match.
    package var groupCount: Int { bounds.count / 2 - 1 }

    /// What a group matched, 0 being the whole; nil when it took no part or there is none.
    package func group(_ number: Int) -> String? {
      guard number >= 0, 2 * number + 1 < bounds.count, bounds[2 * number] >= 0 else { return nil }
      return String(scalars: text[bounds[2 * number]..<bounds[2 * number + 1]])
    }

    package func group(named name: String) -> String? { names[name].flatMap { group($0) } }
  }

  package let pattern: String
  let instructions: [Instruction]
  /// The whole match counts as one.
  let groupCount: Int
  private let groupNames: [String: Int]

  package init(_ pattern: String) throws(SyntaxError) {
    var parser = PatternParser(pattern)
    let node = try parser.parseWhole()
    var assembler = PatternAssembler(pattern: pattern)
    self.pattern = pattern
    instructions = try assembler.assemble(node)
    groupCount = parser.groupCount
    groupNames = parser.groupNames
  }

  /// Whether the pattern matches anywhere in the text.
  package func matches(_ text: String) -> Bool {
    var machine = PatternMachine(self, Array(text.unicodeScalars), tracksGroups: false)
    return machine.match(from: 0) != nil
  }

  package func firstMatch(in text: String) -> Match? { findAll(in: text, limit: 1).first }

  /// The matches that do not overlap, from left to right; all of them when the limit is nil.
  package func findAll(in text: String, limit: Int? = nil) -> [Match] {
    let scalars = Array(text.unicodeScalars)
    var machine = PatternMachine(self, scalars, tracksGroups: true)
    var matches: [Match] = []
    var position = 0
    var previousEnd = -1
    while position <= scalars.count, matches.count < limit ?? .max, let bounds = machine.match(from: position) {
      // An empty match right behind another one does not count, as in Go.
      if bounds[1] > bounds[0] || bounds[0] != previousEnd {
        matches.append(Match(text: scalars, bounds: bounds, names: groupNames))
      }
      previousEnd = bounds[1]
      position = bounds[1] > bounds[0] ? bounds[1] : bounds[1] + 1
    }
    return matches
  }

  // MARK: Cache

  private static let cache = Mutex<[String: RegularExpression]>([:])

  /// The same as `init`, but remembers; for patterns that are the same again and again.
  static func cached(_ pattern: String) throws(SyntaxError) -> RegularExpression {
    if let known = cache.withLock({ $0[pattern] }) { return known }
    let expression = try RegularExpression(pattern)
    cache.withLock { cache in
      if cache.count >= 256 { cache.removeAll() }
      cache[pattern] = expression
    }
    return expression
  }
}

extension String {
  init(scalars: ArraySlice<Unicode.Scalar>) {
    // A view of scalars grows one by one, which takes several times as long.
    let count = scalars.reduce(0) { $0 + UTF8.width($1) }
    self.init(unsafeUninitializedCapacity: count) { buffer in
      var end = 0
      for scalar in scalars {
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
          buffer[end] = byte
          end += 1
        }
      }
      return end
    }
  }
}
