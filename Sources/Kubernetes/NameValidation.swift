/// Which names Kubernetes accepts, and why not; the texts are those of an API server.
///
/// Each function returns what is wrong, one message for each rule broken, or nothing.
package enum NameValidation {
  /// `my-name`, at most 63 bytes.
  package static func label(_ name: String) -> [String] {
    var errors = tooLong(name, 63)
    if !isLabel(name.utf8) {
      errors.append(
        isSubdomain(name)
          ? "must not contain dots"
          : pattern(
            "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and "
              + "end with an alphanumeric character", labelPattern, "my-name", "123-abc"))
    }
    return errors
  }

  /// `example.com`, at most 253 bytes; the rule for most names.
  package static func subdomain(_ name: String) -> [String] {
    var errors = tooLong(name, 253)
    if !isSubdomain(name) {
      errors.append(
        pattern(
          "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must "
            + "start and end with an alphanumeric character", "\(labelPattern)(\\.\(labelPattern))*", "example.com"))
    }
    return errors
  }

  /// A label that begins with a letter, at most 63 bytes.
  package static func dns1035Label(_ name: String) -> [String] {
    var errors = tooLong(name, 63)
    let startsWithLetter = name.utf8.first.map(isLowerCase) ?? false
    if !startsWithLetter || !isLabel(name.utf8) {
      errors.append(
        pattern(
          "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic "
            + "character, and end with an alphanumeric character", "[a-z]([-a-z0-9]*[a-z0-9])?", "my-name", "abc-123"))
    }
    return errors
  }

  /// A key of a label, annotation or finalizer: `example.com/MyName`, where the prefix may be missing.
  package static func qualifiedName(_ name: String, calling: String = "a valid label key") -> [String] {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    var errors: [String] = []
    if parts.count > 2 {
      return [
        "\(calling) \(qualifiedNamePattern) with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"
      ]
    }
    if parts.count == 2 {
      if parts[0].isEmpty {
        errors.append("prefix part must be non-empty")
      } else {
        errors += subdomain(String(parts[0])).map { "prefix part \($0)" }
      }
    }
    let last = parts.last ?? ""
    if last.isEmpty {
      errors.append("name part must be non-empty")
    } else {
      errors += tooLong(String(last), 63).map { "name part \($0)" }
    }
    if !isWord(last.utf8) { errors.append("name part \(qualifiedNamePattern)") }
    return errors
  }

  /// The value of a label: empty or a word of at most 63 bytes.
  package static func labelValue(_ value: String) -> [String] {
    var errors = tooLong(value, 63)
    if !value.isEmpty, !isWord(value.utf8) {
      errors.append(
        pattern(
          "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must "
            + "start and end with an alphanumeric character", "(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?", "MyValue",
          "my_value", "12345"))
    }
    return errors
  }

  /// A key of a ConfigMap or Secret.
  package static func configMapKey(_ key: String) -> [String] {
    var errors = tooLong(key, 253)
    if key.isEmpty || !key.utf8.allSatisfy(isWordByte) {
      errors.append(
        pattern(
          "a valid config key must consist of alphanumeric characters, '-', '_' or '.'", "[-._a-zA-Z0-9]+", "key.name",
          "KEY_NAME", "key-name"))
    }
    if key == "." { errors.append("must not be '.'") }
    if key == ".." {
      errors.append("must not be '..'")
    } else if key.hasPrefix("..") {
      errors.append("must not start with '..'")
    }
    return errors
  }

  /// A name that is only kept from breaking a URL path, such as that of a Role.
  package static func pathSegment(_ name: String) -> [String] {
    if name == "." || name == ".." { return ["may not be '\(name)'"] }
    return ["/", "%"].filter { name.contains($0) }.map { "may not contain '\($0)'" }
  }

  // MARK: Rules

  private static let labelPattern = "[a-z0-9]([-a-z0-9]*[a-z0-9])?"
  private static let qualifiedNamePattern = pattern(
    "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
    "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]", "MyName", "my.name", "123-abc")

  private static func tooLong(_ name: String, _ limit: Int) -> [String] {
    name.utf8.count > limit ? ["must be no more than \(limit) bytes"] : []
  }

  // An API server writes the comma before each "or" too.
  private static func pattern(_ message: String, _ expression: String, _ examples: String...) -> String {
    let quoted = examples.map { "'\($0)', " }.joined(separator: " or ")
    return "\(message) (e.g. \(quoted)regex used for validation is '\(expression)')"
  }

  private static func isSubdomain(_ name: String) -> Bool {
    name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { isLabel($0) }
  }

  private static func isLabel(_ bytes: some BidirectionalCollection<UInt8>) -> Bool {
    guard let first = bytes.first, let last = bytes.last else { return false }
    return isLowerCaseOrDigit(first) && isLowerCaseOrDigit(last)
      && bytes.allSatisfy { isLowerCaseOrDigit($0) || $0 == UInt8(ascii: "-") }
  }

  private static func isWord(_ bytes: some BidirectionalCollection<UInt8>) -> Bool {
    guard let first = bytes.first, let last = bytes.last else { return false }
    return isAlphanumeric(first) && isAlphanumeric(last) && bytes.allSatisfy(isWordByte)
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
  }

  private static func isLowerCase(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }

  private static func isLowerCaseOrDigit(_ byte: UInt8) -> Bool {
    isLowerCase(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isLowerCaseOrDigit(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }
}
