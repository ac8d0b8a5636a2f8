internal import Documents
internal import Kubernetes

/// Reads the body of a request as a value.
enum BodyReader {
  /// Bodies beyond it are refused before they are read.
  static let limit = 3 << 20

  /// Less than a reader of JSON takes: lists, events and managed fields put more around an object, and are read again.
  static let depth = JSON.Limits().depth - 12

  enum Syntax: Sendable { case json, yaml, protobuf }

  struct Body: Sendable {
    var value: Value
    /// Paths of members that occur twice: `spec.replicas`.
    var duplicates: [String] = []
  }

  struct SyntaxError: Error, Sendable { var message: String }

  /// - Throws: `APIStatus` 415 for a type that no object is written in.
  static func syntax(of request: APIRequest) throws(APIStatus) -> Syntax {
    guard let header = request.headers["content-type"], !header.isEmpty else { return .json }
    switch MediaTypeHeader(header)?.type {
    case "application/json": return .json
    case "application/yaml": return .yaml
    case ProtobufDecoder.mediaType: return .protobuf
    default: throw .unsupportedMediaType(accepted: OutputFormat.mediaTypes)
    }
  }

  static func read(_ bytes: [UInt8], as syntax: Syntax) throws(SyntaxError) -> Body {
    switch syntax {
    case .json:
      do {
        let (value, duplicates) = try JSON.parseReportingDuplicates(bytes, limits: JSON.Limits(depth: depth))
        return Body(value: value, duplicates: duplicates)
      } catch {
        throw SyntaxError(message: GoSyntaxErrors.message(error, in: bytes))
      }
    case .protobuf:
      do {
        return Body(value: try ProtobufDecoder.decode(bytes))
      } catch {
        throw SyntaxError(message: error.message)
      }
    case .yaml:
      do {
        let text = String(decoding: bytes, as: UTF8.self)
        let (documents, duplicates) = try YAML.parseReportingDuplicates(text, file: "body", schema: .yaml11)
        return Body(value: documents.first?.value ?? .null, duplicates: duplicates.map(\.message))
      } catch {
        throw SyntaxError(message: "error converting YAML to JSON: yaml: \(error.all.first?.message ?? "")")
      }
    }
  }
}

/// Words for broken JSON as Go's `encoding/json` has them, which clients print.
enum GoSyntaxErrors {
  static func message(_ error: JSON.SyntaxError, in bytes: [UInt8]) -> String {
    guard error.offset < bytes.count, !error.message.hasPrefix("unexpected end") else {
      return error.message.hasPrefix("nested") ? "exceeded max depth" : "unexpected end of JSON input"
    }
    let character = "invalid character \(quoted(bytes[error.offset]))"
    switch error.message {
    case let text where text.hasPrefix("expected a member name"):
      return "\(character) looking for beginning of object key string"
    case let text where text.hasPrefix("unexpected text after"): return "\(character) after top-level value"
    case let text where text.hasPrefix("expected \":\""): return "\(character) after object key"
    case let text where text.hasPrefix("expected \",\""): return "\(character) after object key:value pair"
    case let text where text.hasPrefix("nested"): return "exceeded max depth"
    default: return "\(character) looking for beginning of value"
    }
  }

  /// In single quotes, as `encoding/json` quotes a byte: read as Latin-1.
  private static func quoted(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "'"): "'\\''"
    case UInt8(ascii: "\""): "'\"'"
    default: "'\(String(Unicode.Scalar(byte)).goQuoted.dropFirst().dropLast())'"
    }
  }
}
