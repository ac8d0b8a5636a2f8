import Documents
import Testing
import Verdicts

@testable import Engine

@Suite struct RedactorTests {
  @Test("secrets are taken out wherever they stand, the longer one first")
  func redaction() {
    let redactor = Redactor()
    redactor.add("s3cret")
    redactor.add("s3cret-and-more")
    redactor.add("abc")
    #expect(redactor.redact("a s3cret-and-more, s3cret; abc") == "a [redacted], [redacted]; abc")
  }

  @Test("nothing that a criterion came to tells a secret")
  func outcomes() throws {
    let redactor = Redactor()
    redactor.add("s3cret")
    let text = "a s3cret"
    let finding = Diagnostic(.error, text, hint: text, excerpt: text)
    for status in [CriterionOutcome.Status.failed, .notObservable(text), .notApplicable(text)] {
      let outcome = CriterionOutcome(
        id: "STS-11", statement: "none", severity: .normal, status: status, message: text, findings: [finding],
        evidence: [text])
      #expect(!"\(redactor.redact(outcome))".contains("s3cret"))
    }
  }
}
