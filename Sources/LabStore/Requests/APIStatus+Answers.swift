internal import Documents
internal import Kubernetes

extension APIStatus {
  /// The router, not the serializer, found nothing that the client accepts.
  static let noRepresentation = APIStatus(
    code: 406, reason: .notAcceptable,
    message:
      "406: Not Acceptable\n\nAvailable representations: \(OutputFormat.mediaTypes.joined(separator: ", "))",
    details: Details())

  /// A patch whose result is no object of the kind.
  static func invalidPatch(_ patch: String, _ detail: String) -> APIStatus {
    .invalid(
      GroupKind(group: "", kind: ""), name: "", errors: [.invalid("patch", .string(patch), detail)])
  }
}
