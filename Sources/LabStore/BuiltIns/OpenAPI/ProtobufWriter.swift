/// Writes messages in protocol buffers' wire format.
struct ProtobufWriter {
  private(set) var bytes: [UInt8] = []

  mutating func string(_ field: UInt64, _ text: String?) {
    guard let text, !text.isEmpty else { return }
    length(field, Array(text.utf8))
  }

  mutating func bool(_ field: UInt64, _ value: Bool) {
    guard value else { return }
    varint(field << 3)
    varint(1)
  }

  mutating func integer(_ field: UInt64, _ value: Int64?) {
    guard let value, value != 0 else { return }
    varint(field << 3)
    varint(UInt64(bitPattern: value))
  }

  mutating func double(_ field: UInt64, _ value: Double?) {
    guard let value, value != 0 else { return }
    varint(field << 3 | 1)
    for shift in stride(from: UInt64(0), to: 64, by: 8) { bytes.append(UInt8(value.bitPattern >> shift & 255)) }
  }

  /// A message inside this one, even when it is empty.
  mutating func message(_ field: UInt64, _ write: (inout ProtobufWriter) -> Void) {
    var inner = ProtobufWriter()
    write(&inner)
    length(field, inner.bytes)
  }

  private mutating func length(_ field: UInt64, _ content: [UInt8]) {
    varint(field << 3 | 2)
    varint(UInt64(content.count))
    bytes += content
  }

  private mutating func varint(_ value: UInt64) {
    var rest = value
    while rest > 127 {
      bytes.append(UInt8(rest & 127) | 128)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
