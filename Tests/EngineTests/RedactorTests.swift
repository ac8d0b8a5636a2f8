import Testing

@testable import Engine

@Suite struct RedactorTests {
  @Test("secrets are taken out wherever they stand, the longer one first")
  func redaction() {
    let redactor = Redactor()
    redactor.add("s3cret")
    redactor.add("s3cret-and-more")
    redactor.add("abc")
    #expect(redactor.redact("a s3cret-and-more, s3cret; abc") == "a [redacted], [redacted]; abc")
  }
}
