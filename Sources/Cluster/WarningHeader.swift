/// Reads `Warning` headers (RFC 7234): `299 - "text", 299 agent "text"`.
enum WarningHeader {
  static func texts(_ header: String) -> [String] {
    var texts: [String] = []
    var text: String?
    var isEscaped = false
    for character in header {
      if text == nil {
        if character == "\"" { text = "" }
      } else if isEscaped {
        text?.append(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "\"" {
        if let complete = text { texts.append(complete) }
        text = nil
        // A date in quotes may follow, which begins a text only after the next comma.
      } else {
        text?.append(character)
      }
    }
    return texts
  }
}
