internal import Documents
internal import FoundationEssentials
internal import Kubernetes

/// Where the next page of a list begins, and in which snapshot: base64 of JSON, opaque to clients.
struct ContinueToken: Sendable {
  var revision: UInt64
  /// `namespace/name` of the first object of the page.
  var start: String

  init(revision: UInt64, start: String) {
    self.revision = revision
    self.start = start
  }

  /// - Throws: `APIStatus` 400
  init(parsing text: String) throws(APIStatus) {
    var padded = text.replacing("-", with: "+").replacing("_", with: "/")
    while padded.utf8.count % 4 != 0 { padded += "=" }
    let invalid = "invalid continue token: continue key is not valid"
    guard let data = Data(base64Encoded: padded) else { throw .badRequest(invalid) }
    let value: Value
    do {
      value = try JSON.parse(Array(data))
    } catch {
      throw .badRequest("\(invalid): \(GoSyntaxErrors.message(error, in: Array(data)))")
    }
    guard let revision = value["rv"]?.integer, revision >= 0, let start = value["start"]?.string
    else { throw .badRequest(invalid) }
    self.init(revision: UInt64(revision), start: start)
  }

  var text: String {
    let value: Value = ["v": "meta.k8s.io/v1", "rv": .integer(Int64(clamping: revision)), "start": .string(start)]
    return Data(JSON.bytes(value)).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
      .replacing("=", with: "")
  }
}
