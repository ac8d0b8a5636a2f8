import Documents

/// Feeds libFuzzer's inputs to the YAML parser. What it accepts must be the same after it was written and read again.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  _ = try? YAML.parse(text, file: "input", schema: .yaml11)
  guard let documents = try? YAML.parse(text, file: "input") else { return 0 }
  for document in documents {
    let value = document.value
    let written = YAML.text(value)
    guard let again = try? YAML.parse(written, file: "written") else {
      fatalError("what was written cannot be read: \(written)")
    }
    let reread = again.first?.value ?? .null
    // NaN is not equal to itself; its text is.
    guard reread == value || YAML.text(reread) == written else { fatalError("read \(reread) from: \(written)") }
  }
  return 0
}
