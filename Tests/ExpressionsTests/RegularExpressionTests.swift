import Testing

@testable import Expressions

@Suite struct RegularExpressionTests {
  @Test(
    "finds the leftmost match, and of those the first alternative",
    arguments: [
      ("abc", "xabcx", "abc"), ("a|ab", "ab", "a"), ("ab|a", "ab", "ab"), ("a+", "baaac", "aaa"), ("a+?", "baaac", "a"),
      ("a*", "baaa", ""), ("(a|ab)(c|bcd)", "abcd", "abcd"), ("x*y", "xxy", "xxy"), ("a{2,3}", "aaaa", "aaa"),
      ("a{2,3}?", "aaaa", "aa"), ("a{2}", "aaa", "aa"), ("a{2,}", "aaaa", "aaaa"), ("a{,2}", "a{,2}", "a{,2}"),
      ("{", "{", "{"),
      ("^b", "ab", nil), ("b$", "ab", "b"), ("^$", "", ""), ("(?m)^b$", "a\nb\nc", "b"), ("^b$", "a\nb\nc", nil),
      ("\\Ab", "b", "b"), ("a\\z", "ba", "a"), ("\\bfoo\\b", "a foo b", "foo"), ("\\bfoo\\b", "afoo", nil),
      ("o\\Bo", "foo", "oo"), (".", "\n", nil), ("(?s).", "\n", "\n"), ("(?i)straße", "STRAßE", "STRAßE"),
      ("(?i)[a-c]+", "xABCx", "ABC"), ("(?i)[^a-c]+", "ABCx", "x"), ("(?i:a)b", "Ab", "Ab"), ("(?i:a)b", "AB", nil),
      ("(?i)k", "\u{212A}", "\u{212A}"), ("a(?i)b|c", "AC", "C"), ("(?U)a+", "aa", "a"), ("(?U)a+?", "aa", "aa"),
      ("[a-z0-9]+", "--a1--", "a1"), ("[^a-z]+", "abc12", "12"), ("[]a]+", "]a", "]a"), ("[^]a]+", "]ab", "b"),
      ("[a-]+", "-a", "-a"), ("[\\d-]+", "1-2", "1-2"), ("[\\w.]+", "a_b.c d", "a_b.c"), ("\\D+", "12ab", "ab"),
      ("[[:alpha:]]+", "12ab", "ab"), ("[[:^alpha:]]+", "ab12", "12"), ("[^\\D]+", "ab12", "12"),
      ("\\pL+", "12äöü", "äöü"),
      ("\\p{Lu}+", "abÄB", "ÄB"), ("\\P{L}+", "ab12", "12"), ("\\p{^L}+", "ab12", "12"), ("[\\p{Nd}x]+", "ab1x", "1x"),
      ("\\x41\\x{1F431}", "A🐱", "A🐱"), ("\\101", "A", "A"), ("\\Qa.b\\E+", "a.bbb", "a.bbb"), ("\\.", "a.b", "."),
      ("\\t\\n", "\t\n", "\t\n"), ("(?:ab)+", "ababa", "abab"), ("(a*)+b", "aaab", "aaab"), ("(a|b)*?c", "abc", "abc"),
      ("é", "é", "é"), ("[à-ü]+", "éx", "é"), ("(?P<x>a)(?<y>b)", "ab", "ab"), ("", "abc", ""), ("()", "a", ""),
      ("a||b", "b", ""),
    ] as [(String, String, String?)])
  func matches(_ pattern: String, _ text: String, _ expected: String?) throws {
    let expression = try RegularExpression(pattern)
    #expect(expression.firstMatch(in: text)?.string == expected)
    #expect(expression.matches(text) == (expected != nil))
  }

  @Test("keeps what groups matched, by number and name")
  func groups() throws {
    let expression = try RegularExpression("(?P<year>[0-9]{4})-([0-9]{2})(-x)?")
    let match = try #require(expression.firstMatch(in: "on 2024-05 and"))
    #expect((0...4).map { match.group($0) } == ["2024-05", "2024", "05", nil, nil])
    #expect(match.group(named: "year") == "2024")
    #expect(match.group(named: "month") == nil)
    #expect(match.range == 3..<10)
    #expect(try RegularExpression("(a)|b").firstMatch(in: "b")?.group(1) == nil)
    #expect(try RegularExpression("(?:(a)|b)*").firstMatch(in: "ab")?.group(1) == "a")
  }

  @Test(
    "finds all that do not overlap; an empty match right behind another does not count",
    arguments: [
      ("a", "banana", ["a", "a", "a"]), ("ana", "banana", ["ana"]), ("a*", "baac", ["", "aa", ""]),
      ("", "ab", ["", "", ""]),
      ("x*", "", [""]), ("\\b", "ab cd", ["", "", "", ""]), ("^a", "aaa", ["a"]),
      ("[0-9]+", "1 22 333", ["1", "22", "333"]),
    ])
  func all(_ pattern: String, _ text: String, _ expected: [String]) throws {
    #expect(try RegularExpression(pattern).findAll(in: text).map(\.string) == expected)
  }

  @Test(
    "refuses what RE2 refuses, in Go's words",
    arguments: [
      (")", "unexpected ): `)`"), ("(a", "missing closing ): `(a`"), ("[a", "missing closing ]: `[a`"),
      ("*a", "missing argument to repetition operator: `*`"), ("a|+", "missing argument to repetition operator: `+`"),
      ("x++", "invalid nested repetition operator: `++`"), ("a**", "invalid nested repetition operator: `**`"),
      ("a{1001}", "invalid repeat count: `{1001}`"), ("a{3,2}", "invalid repeat count: `{3,2}`"),
      ("[z-a]", "invalid character class range: `z-a`"), ("\\8", "invalid escape sequence: `\\8`"),
      ("\\y", "invalid escape sequence: `\\y`"),
      ("a\\", "trailing backslash at end of expression: ``"), ("(?=a)", "invalid or unsupported Perl syntax: `(?=`"),
      ("(?<=a)", "invalid or unsupported Perl syntax: `(?<`"), ("(?!a)", "invalid or unsupported Perl syntax: `(?!`"),
      ("(a)\\1", "invalid escape sequence: `\\1`"),
      ("\\p{Nope}", "invalid character class range: `\\p{Nope}`"),
      ("(?P<n>a)(?P<n>b)", "duplicate capture group name: `n`"),
      ("(?P<>a)", "invalid named capture: `(?P<>`"), ("[[:nope:]]", "invalid character class range: `[:nope:]`"),
      ("(?x)a", "invalid or unsupported Perl syntax: `(?x`"),
    ])
  func refuses(_ pattern: String, _ message: String) {
    let error = #expect(throws: RegularExpression.SyntaxError.self) { try RegularExpression(pattern) }
    #expect(error?.description == "error parsing regexp: \(message)")
  }
}
