internal import Documents
internal import Kubernetes

/// The query parameters that the verbs of resources know. Unknown ones are ignored, as by an API server.
struct RequestOptions: Sendable {
  var dryRun: [String]
  var fieldManager: String
  var fieldValidation: String
  var isForced: Bool?
  var limit: Int64
  var continuation: String
  var resourceVersion: String
  var resourceVersionMatch: String
  var labelSelector: String
  var fieldSelector: String
  var timeoutSeconds: Int64?
  var allowsBookmarks: Bool
  var sendsInitialEvents: Bool?
  /// `None`, `Metadata`, `Object`: what a row of a Table carries.
  var includeObject: String

  var isDryRun: Bool { !dryRun.isEmpty }

  /// - Throws: `APIStatus` 400 for a number that is none.
  init(_ request: APIRequest) throws(APIStatus) {
    dryRun = request.query.filter { $0.name == "dryRun" }.map(\.value)
    fieldManager = request.parameter("fieldManager") ?? ""
    fieldValidation = request.parameter("fieldValidation") ?? ""
    isForced = request.parameter("force").map(Self.isTrue)
    limit = try Self.integer(request.parameter("limit")) ?? 0
    continuation = request.parameter("continue") ?? ""
    resourceVersion = request.parameter("resourceVersion") ?? ""
    resourceVersionMatch = request.parameter("resourceVersionMatch") ?? ""
    labelSelector = request.parameter("labelSelector") ?? ""
    fieldSelector = request.parameter("fieldSelector") ?? ""
    timeoutSeconds = try Self.integer(request.parameter("timeoutSeconds"))
    allowsBookmarks = Self.isTrue(request.parameter("allowWatchBookmarks"))
    sendsInitialEvents = request.parameter("sendInitialEvents").map(Self.isTrue)
    includeObject = request.parameter("includeObject") ?? ""
  }

  /// Everything but `false` and `0` is true, even what is no boolean.
  static func isTrue(_ text: String?) -> Bool {
    guard let text else { return false }
    return !["false", "0"].contains(text.lowercased())
  }

  static func integer(_ text: String?) throws(APIStatus) -> Int64? {
    guard let text, !text.isEmpty else { return nil }
    guard let number = Int64(text) else {
      throw .badRequest("strconv.ParseInt: parsing \(text.goQuoted): invalid syntax")
    }
    return number
  }

  // MARK: Validation

  /// What is wrong with the options of a write.
  func validateWrite(of kind: WriteOptions) throws(APIStatus) {
    var errors: [FieldError] = []
    if kind == .patch(isApply: true) {
      if fieldManager.isEmpty { errors.append(.required("fieldManager", "is required for apply patch")) }
    } else if case .patch = kind, isForced != nil {
      errors.append(.forbidden("force", "may not be specified for non-apply patch"))
    }
    errors += fieldManagerErrors() + Self.dryRunErrors(dryRun)
    if !["", "Ignore", "Strict", "Warn"].contains(fieldValidation) {
      errors.append(
        .notSupported("fieldValidation", .string(fieldValidation), supported: ["", "Ignore", "Strict", "Warn"]))
    }
    if !errors.isEmpty { throw .invalid(GroupKind(group: "meta.k8s.io", kind: kind.name), name: "", errors: errors) }
  }

  private func fieldManagerErrors() -> [FieldError] {
    var errors: [FieldError] = []
    if fieldManager.utf8.count > 128 { errors.append(.tooLong("fieldManager", maximum: 128)) }
    for (index, scalar) in fieldManager.unicodeScalars.enumerated() where !scalar.properties.isPrintable {
      errors.append(
        .invalid(
          "fieldManager", .string(fieldManager), "invalid character U+\(Self.hex(scalar)) (at position \(index))"))
    }
    return errors
  }

  static func dryRunErrors(_ dryRun: [String]) -> [FieldError] {
    guard dryRun.contains(where: { $0 != "All" }) else { return [] }
    return [.notSupported("dryRun", .array(dryRun.map(Value.string)), supported: ["All"])]
  }

  private static func hex(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

/// Which of the option kinds of `meta.k8s.io` a write has.
enum WriteOptions: Equatable, Sendable {
  case create, update
  case patch(isApply: Bool)

  var name: String {
    switch self {
    case .create: "CreateOptions"
    case .update: "UpdateOptions"
    case .patch: "PatchOptions"
    }
  }
}

extension Unicode.Scalar.Properties {
  /// As Go's `unicode.IsPrint`: letters, marks, numbers, punctuation, symbols and the ASCII space.
  fileprivate var isPrintable: Bool {
    switch generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }
}
