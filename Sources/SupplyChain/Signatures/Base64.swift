import FoundationEssentials

enum Base64 {
  /// In the usual or the URL-safe alphabet; nil for anything else.
  static func decode(_ text: String) -> Data? {
    Data(base64Encoded: text.replacing("-", with: "+").replacing("_", with: "/"))
  }
}
