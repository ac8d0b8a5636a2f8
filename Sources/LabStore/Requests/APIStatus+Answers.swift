internal import Documents
internal import Kubernetes

extension APIStatus {
  /// The router, not the serializer, found nothing that the client accepts.
  static let noRepresentation = APIStatus(
    code: 406, reason: .notAcceptable,
    message:
      "406: Not Acceptable\n\nAvailable representations: \(OutputFormat.mediaTypes.joined(separator: ", "))",
    details: Details())

  /// The router, not the handler of patches, found that none of the types of a built-in kind's patches was sent.
  static let unroutablePatch = APIStatus(
    code: 415, reason: .unsupportedMediaType, message: "415: Unsupported Media Type", details: Details())

  /// A patch whose result is no object of the kind.
  static func invalidPatch(_ patch: String, _ detail: String) -> APIStatus {
    .invalid(
      GroupKind(group: "", kind: ""), name: "", errors: [.invalid("patch", .string(patch), detail)])
  }
}
