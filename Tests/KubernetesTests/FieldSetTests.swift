import Documents
import Testing

@testable import Kubernetes

@Suite struct FieldSetTests {
  private static func set(_ json: String) throws -> FieldSet {
    try #require(FieldSet(fieldsV1: try JSON.parse(json)))
  }

  @Test(
    "fieldsV1 is read and written in the order of the API server",
    arguments: [
      #"{"f:a":{},"f:b":{".":{},"f:c":{}}}"#,
      #"{"f:l":{"k:{\"port\":80,\"protocol\":\"TCP\"}":{".":{},"f:port":{}}},"f:s":{"v:\"x\"":{}},"f:t":{"i:0":{}}}"#,
    ])
  func roundTrip(text: String) throws {
    #expect(JSON.text(try Self.set(text).fieldsV1) == text)
  }

  @Test("A key that is none of fieldsV1 is refused", arguments: [#"{"a":{}}"#, #"{"k:{":{}}"#, #"{"f:a":1}"#])
  func malformed(text: String) throws {
    #expect(FieldSet(fieldsV1: try JSON.parse(text)) == nil)
  }

  @Test("Sets are joined, cut and subtracted by member")
  func algebra() throws {
    let left = try Self.set(#"{"f:a":{".":{},"f:b":{}},"f:c":{}}"#)
    let right = try Self.set(#"{"f:a":{},"f:d":{}}"#)
    #expect(left.union(right) == (try Self.set(#"{"f:a":{".":{},"f:b":{}},"f:c":{},"f:d":{}}"#)))
    #expect(left.intersection(right) == (try Self.set(#"{"f:a":{}}"#)))
    #expect(left.subtracting(right) == (try Self.set(#"{"f:a":{"f:b":{}},"f:c":{}}"#)))
    #expect(left.subtractingRecursively(right) == (try Self.set(#"{"f:c":{}}"#)))
    #expect(left.paths.map { $0.map(\.description).joined() } == [".a", ".c", ".a.b"])
  }
}
