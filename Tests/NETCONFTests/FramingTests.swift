import Testing

@testable import NETCONF

@Suite struct FramingTests {
  struct Good: Sendable {
    var framing: Framing
    var wire: String
    var messages: [String]
  }

  static let good: [Good] = [
    Good(framing: .endOfMessage, wire: "", messages: []),
    Good(framing: .endOfMessage, wire: "<a/>]]>]]><b>]]></b>]]>]]>", messages: ["<a/>", "<b>]]></b>"]),
    Good(framing: .endOfMessage, wire: "]]]>]]>]]>]]>", messages: ["]", ""]),
    Good(framing: .chunked, wire: "\n#4\n<a/>\n##\n", messages: ["<a/>"]),
    Good(framing: .chunked, wire: "\n#1\n<\n#3\na/>\n##\n\n#2\n\n#\n##\n", messages: ["<a/>", "\n#"]),
    Good(framing: .chunked, wire: "\n#6\n\n##\n]]\n##\n", messages: ["\n##\n]]"]),
    Good(framing: .chunked, wire: "\n#2\nä\n##\n", messages: ["ä"]),
  ]

  @Test("messages are the same however the bytes arrive", arguments: good)
  func split(row: Good) throws {
    let wire = Array(row.wire.utf8)
    var generator = SplitMix(state: 7)
    for _ in 0..<200 {
      var decoder = FrameDecoder()
      if row.framing == .chunked { decoder.switchToChunks() }
      var messages: [String] = []
      var rest = wire[...]
      while !rest.isEmpty {
        let size = Int.random(in: 1...max(1, min(5, rest.count)), using: &generator)
        decoder.push(rest.prefix(size))
        rest = rest.dropFirst(size)
        while let message = try decoder.next() { messages.append(String(decoding: message, as: UTF8.self)) }
      }
      #expect(messages == row.messages)
      try decoder.finish()
    }
  }

  @Test("what is framed comes back", arguments: [Framing.endOfMessage, .chunked])
  func roundTrip(framing: Framing) throws {
    var decoder = FrameDecoder()
    if framing == .chunked { decoder.switchToChunks() }
    let messages = ["<a/>", "", String(repeating: "x", count: 100_000), "<b/>"].filter {
      framing == .endOfMessage || !$0.isEmpty
    }
    for message in messages { decoder.push(try framing.frame(Array(message.utf8))) }
    for message in messages { #expect(try decoder.next() == Array(message.utf8)) }
    #expect(try decoder.next() == nil)
  }

  @Test("the framing changes between two messages that came together")
  func change() throws {
    var decoder = FrameDecoder()
    decoder.push(Array("<hello/>]]>]]>\n#4\n<a/>\n##\n".utf8))
    #expect(try decoder.next() == Array("<hello/>".utf8))
    decoder.switchToChunks()
    #expect(try decoder.next() == Array("<a/>".utf8))
  }

  struct Hostile: Sendable {
    var framing: Framing = .chunked
    var wire: String
    var error: FramingError
  }

  @Test(
    "what no server may send is refused at once",
    arguments: [
      Hostile(wire: "<a/>", error: .noChunk("<a/>")),
      Hostile(wire: "\n<a/>", error: .noChunk("\\n<a/>")),
      Hostile(wire: "\n#0\n", error: .noChunk("\\n#0\\n")),
      Hostile(wire: "\n#0", error: .noChunk("\\n#0")),
      Hostile(wire: "\n#01\n", error: .noChunk("\\n#01\\n")),
      Hostile(wire: "\n#-1\n", error: .noChunk("\\n#-1\\n")),
      Hostile(wire: "\n#x", error: .noChunk("\\n#x")),
      Hostile(wire: "\n##\n", error: .noChunk("\\n##\\n")),
      Hostile(wire: "\n#\n", error: .noChunk("\\n#\\n")),
      Hostile(wire: "\n#4294967296\n", error: .noChunk("\\n#4294967296\\n")),
      Hostile(wire: "\n#99999999999999999999", error: .noChunk("\\n#999999999999")),
      Hostile(wire: "\n#4294967295\n", error: .tooLarge(limit: 1000)),
      Hostile(wire: "\n#600\n" + String(repeating: "a", count: 600) + "\n#600\n", error: .tooLarge(limit: 1000)),
      Hostile(
        framing: .endOfMessage, wire: String(repeating: "a", count: 1100), error: .tooLarge(limit: 1000)),
    ])
  func refuse(hostile: Hostile) {
    var decoder = FrameDecoder(limit: 1000)
    if hostile.framing == .chunked { decoder.switchToChunks() }
    decoder.push(Array(hostile.wire.utf8))
    #expect(throws: hostile.error) { while try decoder.next() != nil {} }
  }

  @Test(
    "an end inside of a message is told",
    arguments: [(Framing.endOfMessage, "<a/>]]>"), (.chunked, "\n#4\n<a"), (.chunked, "\n#1\na")])
  func cutOff(framing: Framing, wire: String) throws {
    var decoder = FrameDecoder()
    if framing == .chunked { decoder.switchToChunks() }
    decoder.push(Array(wire.utf8))
    _ = try decoder.next()
    #expect(throws: FramingError.cutOff) { try decoder.finish() }
  }

  @Test("random bytes end in messages or an error, never in anything else")
  func noise() {
    var generator = SplitMix(state: 11)
    let alphabet = Array("\n#]>019a".utf8)
    for turn in 0..<2000 {
      var decoder = FrameDecoder(limit: 64)
      if turn % 2 == 0 { decoder.switchToChunks() }
      do {
        for _ in 0..<20 {
          decoder.push((0..<7).map { _ in alphabet.randomElement(using: &generator) ?? 0 })
          while let message = try decoder.next() { #expect(message.count <= 140) }
        }
      } catch {
        #expect(!"\(error)".isEmpty)
      }
    }
  }
}

/// Random numbers that are the same each time.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
