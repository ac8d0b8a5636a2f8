/// Appends JSON to one growing buffer. Used through `JSON.bytes`.
struct JSONWriter {
  private(set) var output: [UInt8] = []
  private let pretty: Bool
  private var indentation = 0

  init(pretty: Bool) { self.pretty = pretty }

  mutating func write(_ value: Value) {
    switch value {
    case .null: append("null")
    case .bool(let value): append(value ? "true" : "false")
    case .integer(let value): append(String(value))
    case .double(let value): append(Self.text(value))
    case .string(let value): write(value)
    case .array(let items):
      writeContainer("[", "]", items) { writer, item in writer.write(item) }
    case .object(let object):
      writeContainer("{", "}", object) { writer, member in
        writer.write(member.key)
        writer.append(writer.pretty ? ": " : ":")
        writer.write(member.value)
      }
    }
  }

  private mutating func writeContainer<Items: Collection>(
    _ open: StaticString, _ close: StaticString, _ items: Items, _ writeItem: (inout JSONWriter, Items.Element) -> Void
  ) {
    append(open)
    if !items.isEmpty {
      indentation += 1
      var isFirst = true
      for item in items {
        if !isFirst { append(",") }
        isFirst = false
        breakLine()
        writeItem(&self, item)
      }
      indentation -= 1
      breakLine()
    }
    append(close)
  }

  private mutating func write(_ string: String) {
    append("\"")
    var string = string
    string.withUTF8 { bytes in
      var start = 0
      for index in bytes.indices {
        guard let escape = Self.escape(bytes[index]) else { continue }
        output.append(contentsOf: bytes[start..<index])
        append(escape)
        start = index + 1
      }
      output.append(contentsOf: bytes[start...])
    }
    append("\"")
  }

  private static func escape(_ byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "\""): return "\\\""
    case UInt8(ascii: "\\"): return "\\\\"
    case UInt8(ascii: "\n"): return "\\n"
    case UInt8(ascii: "\r"): return "\\r"
    case UInt8(ascii: "\t"): return "\\t"
    case ..<0x20, 0x7F:
      let digits = String(byte, radix: 16)
      return "\\u00" + (digits.utf8.count == 1 ? "0" : "") + digits
    default: return nil
    }
  }

  /// The shortest text that reads back as the same double, always with a fraction or an exponent.
  private static func text(_ value: Double) -> String {
    value.isFinite ? "\(value)" : "null"
  }

  private mutating func breakLine() {
    guard pretty else { return }
    output.append(UInt8(ascii: "\n"))
    output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * indentation))
  }

  private mutating func append(_ text: String) { output.append(contentsOf: text.utf8) }

  private mutating func append(_ text: StaticString) { text.withUTF8Buffer { output.append(contentsOf: $0) } }
}
