import Documents

/// Texts by what stands in them, whatever its order: lines of a file, items of a list, members of JSON.
package enum UnorderedText {
  /// Behind it, what a ledger keeps of a text in place of the text tells its words in any order.
  package static let mark: Character = "⇅"

  private static let separators: Set<Character> = [",", ";", "[", "]", "{", "}"]

  package static func words(_ text: String) -> [Substring] {
    text.split { $0.isWhitespace || separators.contains($0) }
  }

  /// The same for texts of the same words.
  static func sum(_ text: String) -> UInt64 {
    words(text).reduce(0) { $0 &+ hash($1.utf8) }
  }

  /// FNV-1a.
  static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }

  /// Whether two different values, as a ledger keeps them, hold the same in another order.
  static func isReordered(_ before: Value?, _ after: Value?) -> Bool {
    guard let before = before?.string, let after = after?.string, before != after else { return false }
    let (old, new) = (before.split(separator: mark), after.split(separator: mark))
    if old.count == 2, new.count == 2 { return old[1] == new[1] }
    let words = words(before)
    return words.count > 1 && words.sorted() == Self.words(after).sorted()
  }
}
