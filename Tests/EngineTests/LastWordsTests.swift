import Testing

@testable import Engine

@Suite struct LastWordsTests {
  struct Log: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var lines: [String]
    var words: String?
  }

  @Test(
    "of what a program said before it died, the reason is told",
    arguments: [
      Log(testDescription: "nothing", lines: [], words: nil),
      Log(
        testDescription: "Go, with all its threads",
        lines: [
          "I0101 starting", "panic: runtime error: invalid memory address or nil pointer dereference",
          "[signal SIGSEGV: segmentation violation]", "", "goroutine 1 [running]:", "main.main()",
          "\t/app/main.go:10 +0x1d",
        ], words: "panic: runtime error: invalid memory address or nil pointer dereference"),
      Log(
        testDescription: "Swift",
        lines: ["x/main.swift:3: Fatal error: Unexpectedly found nil", "Current stack trace:"],
        words: "x/main.swift:3: Fatal error: Unexpectedly found nil"),
      Log(
        testDescription: "Python",
        lines: ["Traceback (most recent call last):", "  File \"a.py\"", "KeyError: 'description'", ""],
        words: "KeyError: 'description'"),
      Log(
        testDescription: "JSON lines",
        lines: [
          #"{"level":"error","msg":"cannot go on","error":"no description"}"#, #"{"level":"info","msg":"good-bye"}"#,
        ], words: "cannot go on: no description"),
    ])
  func words(_ log: Log) { #expect(LastWords.of(log.lines) == log.words) }

  @Test("a long line is cut off")
  func long() { #expect(LastWords.of([String(repeating: "x", count: 10_000)])?.count == 201) }
}
