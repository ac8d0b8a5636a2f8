import Documents

/// Feeds libFuzzer's inputs to the JSON parser. What it accepts must be the same after it was written and read again.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  guard let value = try? JSON.parse(Array(UnsafeBufferPointer(start: start, count: count))) else { return 0 }
  for isPretty in [false, true] {
    let written = JSON.bytes(value, pretty: isPretty)
    guard let again = try? JSON.parse(written) else {
      fatalError("what was written cannot be read: \(String(decoding: written, as: UTF8.self))")
    }
    guard again == value else { fatalError("read \(again) where \(value) was written") }
  }
  return 0
}
