package import Documents
import Expressions

// Mistakes in files, besides those of the readers and of expressions.
extension DiagnosticRule {
  static let unknownReference = DiagnosticRule(
    "unknown-reference", .error, "a name that stands for nothing there is",
    remedy: "correct the name, or make what it names")
  static let duplicateName = DiagnosticRule(
    "duplicate-name", .error, "a name that something else has already", remedy: "choose another name")
  static let notYetMade = DiagnosticRule(
    "not-yet-made", .error, "a name that only a later step makes",
    remedy: "move the step behind the one that makes the name")
  static let notInContract = DiagnosticRule(
    "not-in-contract", .error, "a name that the contract does not have",
    remedy: "correct the name; `plugfest contract show` prints the contract")
  static let unbound = DiagnosticRule(
    "unbound", .error, "what the contract asks for, and the candidate does not bind or observe",
    remedy: "bind it; `plugfest contract show` tells what it is")
  package static let refusedExample = DiagnosticRule(
    "refused-example", .error, "a valid example of the contract that the candidate's own definition refuses",
    remedy: "correct the binding, or the custom resource definition")
  static let notWaivable = DiagnosticRule(
    "not-waivable", .error, "a waiver of a criterion that may not be waived",
    remedy: "meet the criterion; `plugfest criteria explain` tells how")
  /// What has no rule of its own.
  static let invalid = DiagnosticRule(
    "invalid", .error, "anything else that the format does not allow, or that does not fit together",
    remedy: "do what the message says")
}

// Smells: what is allowed, but rarely meant.
extension DiagnosticRule {
  static let sleep = DiagnosticRule(
    "sleep", .warning, "time that passes, which proves nothing and makes every run longer",
    remedy: "wait for what should come with eventually, or watch with consistently or never")
  static let scriptWithoutCheck = DiagnosticRule(
    "script-without-check", .warning, "a program whose exit code is always 0, and whose output nothing looks at",
    remedy: "let the exit code tell, or say what must come out with stdout or that")
  static let caseWithoutCheck = DiagnosticRule(
    "case-without-check", .warning, "a case whose steps check nothing",
    remedy: "say what must come of its steps, for example with eventually")
  static let constantCondition = DiagnosticRule(
    "constant-condition", .warning, "a condition that the candidate cannot change",
    remedy: "read an object that the candidate changes, or an answer of a system outside")
  static let holdsOnEmptyObject = DiagnosticRule(
    "holds-on-empty-object", .warning, "an expectation that holds on an object with nothing but its name",
    remedy: "name fields that only the candidate's work gives their values")
  static let repeatsWhatWasApplied = DiagnosticRule(
    "repeats-what-was-applied", .warning, "an expectation that holds by what the case itself applied",
    remedy: "expect what the candidate makes of it: its status, other objects, the system outside")
  static let negativeWithoutPositive = DiagnosticRule(
    "negative-without-positive", .warning,
    "that something is not there, or stays as it is, with nothing before it that shows the candidate at work",
    remedy: "put a check before it that a candidate that does nothing cannot pass")
  static let credentialInSuite = DiagnosticRule(
    "credential-in-suite", .warning, "a header with a credential, written out in a step",
    remedy: "name the lab's endpoint, which knows where its credential is: endpoint: NAME")
  static let unreachable = DiagnosticRule(
    "unreachable", .warning, "a case or step that is never carried out",
    remedy: "remove it, or correct what keeps it from being reached")
  static let unusedAllowance = DiagnosticRule(
    "unused-allowance", .warning, "an allowance for what is not found", remedy: "remove it from allow")

  static let withoutEffect = DiagnosticRule(
    "without-effect", .warning, "a parameter of the contract that a binding does not read",
    remedy: "read it in the manifest, or say under omits why it is left out")
  static let notFilledIn = DiagnosticRule(
    "not-filled-in", .warning, "a place of a drafted file that is still to be filled in",
    remedy: "write what the comment beside it asks for")

  /// Those that `allow` can name.
  static let smells = [
    sleep, scriptWithoutCheck, caseWithoutCheck, constantCondition, holdsOnEmptyObject, repeatsWhatWasApplied,
    negativeWithoutPositive, credentialInSuite, unreachable,
  ]

  /// All that the checker can find.
  package static let catalogue =
    [
      unreadableFile, syntax, unknownField, missingField, conflictingFields, wrongValue, expressionSyntax,
      expressionMeaning, notYetMade, unknownReference, duplicateName, notInContract, unbound, refusedExample,
      notWaivable, invalid,
    ] + smells + [unusedAllowance, withoutEffect, notFilledIn]
}
