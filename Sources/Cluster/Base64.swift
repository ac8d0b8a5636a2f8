import FoundationEssentials

/// RFC 4648, as kubeconfigs and credentials are written in.
enum Base64 {
  /// White space does not matter; nil for what is not base 64.
  static func decode(_ text: String) -> [UInt8]? {
    Data(base64Encoded: text.filter { !$0.isWhitespace }).map { Array($0) }
  }

  static func encode(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
}
