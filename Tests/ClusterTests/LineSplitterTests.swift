import Testing

@testable import Cluster

@Suite struct LineSplitterTests {
  @Test("lines come out whole, however they are cut", arguments: 1...12)
  func chunks(size: Int) throws {
    let text = Array("one\n\n\ntwo words\nthree\nrest".utf8)
    var splitter = LineSplitter(limit: 100)
    var lines: [String] = []
    for start in stride(from: 0, to: text.count, by: size) {
      splitter.append(text[start..<min(start + size, text.count)])
      while let line = try splitter.next() { lines.append(String(decoding: line, as: UTF8.self)) }
    }
    #expect(lines == ["one", "two words", "three"])
    #expect(splitter.hasRemainder)
  }

  @Test("a line beyond the limit is refused, finished or not", arguments: ["12345", "12345\n"])
  func limit(text: String) {
    var splitter = LineSplitter(limit: 4)
    splitter.append("1\n1234\n".utf8)
    splitter.append(text.utf8)
    #expect(throws: LineSplitter.TooLong.self) { while try splitter.next() != nil {} }
  }
}
