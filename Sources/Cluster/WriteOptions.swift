/// How to write an object.
package struct WriteOptions: Sendable, Hashable {
  /// What a server does about fields that it does not know.
  package enum FieldValidation: String, Sendable, Hashable {
    case ignore = "Ignore"
    case warn = "Warn"
    case strict = "Strict"
  }

  /// Under which name the written fields are owned; nil leaves it to the user agent.
  package var fieldManager: String?
  /// Nil leaves it to the server, which warns.
  package var fieldValidation: FieldValidation?
  /// Let the server do all but store it.
  package var isDryRun: Bool

  package init(fieldManager: String? = nil, fieldValidation: FieldValidation? = nil, isDryRun: Bool = false) {
    self.fieldManager = fieldManager
    self.fieldValidation = fieldValidation
    self.isDryRun = isDryRun
  }
}
