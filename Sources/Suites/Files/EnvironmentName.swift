import Documents

/// Names of environment variables.
enum EnvironmentName {
  /// Reports the names of an object's members that no environment can have.
  static func check(_ node: Node?, _ diagnostics: DiagnosticCollector) {
    for member in node?.members ?? [] where member.name.isEmpty || !member.name.utf8.allSatisfy(isAllowed) {
      diagnostics.error(
        "\(member.name.quoted) cannot name an environment variable", at: member.place,
        hint: "write each variable as NAME: value")
    }
  }

  private static func isAllowed(_ byte: UInt8) -> Bool { byte != 0 && byte != UInt8(ascii: "=") }
}
