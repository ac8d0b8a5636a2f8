internal import Kubernetes

/// What an answer looks like, as negotiated by the Accept header.
package struct OutputFormat: Sendable, Hashable {
  package enum Encoding: Sendable, Hashable { case json, yaml }
  package enum Shape: Sendable, Hashable {
    case object
    /// A `Table` of the given version of meta.k8s.io.
    case table(version: String)
    /// `PartialObjectMetadata` of the given version of meta.k8s.io.
    case metadata(version: String)
  }

  package var encoding: Encoding = .json
  package var shape: Shape = .object

  package var contentType: String { encoding == .json ? "application/json" : "application/yaml" }

  package init(encoding: Encoding = .json, shape: Shape = .object) {
    self.encoding = encoding
    self.shape = shape
  }

  static let mediaTypes = ["application/json", "application/yaml", "application/vnd.kubernetes.protobuf"]

  /// - Throws: `APIStatus` 406 when no clause of the header can be served. An absent header accepts JSON.
  init(accept header: String?) throws(APIStatus) {
    guard let header, !header.isEmpty else {
      self.init()
      return
    }
    let clauses = AcceptClause.parse(header)
    for clause in clauses {
      guard let encoding = Self.encoding(of: clause) else { continue }
      guard let shape = Self.shape(of: clause) else { continue }
      self.init(encoding: encoding, shape: shape)
      return
    }
    let isServedType = clauses.contains { Self.encoding(of: $0) != nil || $0.mediaType.hasSuffix("protobuf") }
    throw isServedType ? .notAcceptable(accepted: Self.mediaTypes) : .noRepresentation
  }

  private static func encoding(of clause: AcceptClause) -> Encoding? {
    switch clause.mediaType {
    case "application/json", "application/*", "*/*": .json
    case "application/yaml": .yaml
    default: nil
    }
  }

  private static func shape(of clause: AcceptClause) -> Shape? {
    guard let shape = clause.parameters["as"] else { return .object }
    let version = clause.parameters["v"] ?? "v1"
    guard clause.parameters["g"] == "meta.k8s.io", ["v1", "v1beta1"].contains(version) else { return nil }
    switch shape {
    case "Table": return .table(version: version)
    case "PartialObjectMetadata", "PartialObjectMetadataList": return .metadata(version: version)
    default: return nil
    }
  }
}

/// One media range of an Accept header.
package struct AcceptClause: Sendable {
  package var mediaType: String
  package var parameters: [String: String]
  package var quality: Double

  /// By descending quality, otherwise in the order of the header.
  package static func parse(_ header: String) -> [AcceptClause] {
    let clauses = header.split(separator: ",").map { text in
      let parts = text.split(separator: ";").map { $0.trimmingSpaces() }
      var parameters: [String: String] = [:]
      for part in parts.dropFirst() {
        let pair = part.split(separator: "=", maxSplits: 1)
        if pair.count == 2 { parameters[pair[0].trimmingSpaces().lowercased()] = pair[1].trimmingSpaces() }
      }
      return AcceptClause(
        mediaType: parts.first?.lowercased() ?? "", parameters: parameters,
        quality: parameters["q"].flatMap(Double.init) ?? 1)
    }
    let order = clauses.indices.sorted { (-clauses[$0].quality, $0) < (-clauses[$1].quality, $1) }
    return order.map { clauses[$0] }.filter { $0.quality > 0 }
  }
}

extension StringProtocol {
  package func trimmingSpaces() -> String {
    let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    guard let first = firstIndex(where: { !isSpace($0) }), let last = lastIndex(where: { !isSpace($0) }) else {
      return ""
    }
    return String(self[first...last])
  }
}
