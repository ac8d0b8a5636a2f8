import Plans
import Testing

@testable import Suites

@Suite struct WatchingStepTests {
  @Test("mistakes in steps that look at how objects change, and in how objects are compared", arguments: Self.mistakes)
  func diagnose(mistake: Mistake) throws {
    #expect(try SuiteLoaderTests.diagnose(Self.suite(mistake.text)) == mistake.messages)
  }

  private static func suite(_ steps: String) -> String {
    SuiteFileTests.head + "spec:\n  cases:\n  - {name: a, id: a, timeout: 1m, steps: [\(steps)]}"
  }

  private static let pod = "apiVersion: v1, kind: Pod"

  static let mistakes: [Mistake] = [
    Mistake(
      "never of nothing", "{never: 1️⃣{for: 1s}}",
      ["1️⃣ error: never expects nothing\n  give it \"that\" or \"object\""]),
    Mistake("a sequence of no states", "{sequence: {1️⃣states: []}}", ["1️⃣ error: \"states\" is empty"]),
    Mistake(
      "a selection without a kind", "{absent: {select: 1️⃣{apiVersion: v1}}}",
      ["1️⃣ error: missing field \"kind\" in select: expected a string that is not empty"]),
    Mistake(
      "a selector that is none", "{absent: {select: {\(pod), labels: 1️⃣'a in ('}}}",
      [
        "1️⃣ error: \"a in (\" is no label selector: unable to parse requirement: found '', expected: ',', ')' or identifier"
      ]),
    Mistake(
      "any event at all", "{events: 1️⃣{count: 1}}",
      [
        "1️⃣ error: events is any event at all\n  say what it is about (\"handle\", \"object\") or like (\"reason\", \"type\", \"message\")"
      ]),
    Mistake(
      "a type of event that there is not", "{events: {1️⃣type: Error}}",
      ["1️⃣ error: \"type\" of an event is \"Normal\" or \"Warning\""]),
    Mistake(
      "a count that bounds nothing", "{events: {reason: a, count: 1️⃣{}}}",
      ["1️⃣ error: \"count\" bounds nothing\n  give it atLeast or atMost"]),
    Mistake(
      "fast that is slower than the wait",
      "{eventually: {within: 1s, 1️⃣faster: 2s, object: {\(pod), metadata: {name: a}}}}",
      ["1️⃣ error: it is waited for 1s only, which is less"]),
    Mistake(
      "an unknown way to compare", "{eventually: {object: {\(pod), metadata: {name: a}, spec: {1️⃣$exacly: 1}}}}",
      ["1️⃣ error: \"$exacly\" is no way to compare values\n  did you mean \"$exactly\"?"]),
    Mistake(
      "a field beside a way to compare",
      "{eventually: {object: {\(pod), metadata: {name: a}, spec: {$each: {}, 1️⃣name: a}}}}",
      [
        "1️⃣ error: \"$each\" says how a value is compared and cannot stand beside the field \"name\"\n  a field whose name begins with $ is written with $$"
      ]),
    Mistake(
      "a quantity that is none",
      "{eventually: {object: {\(pod), metadata: {name: a}, spec: {a: {$quantity: 1️⃣much}}}}}",
      ["1️⃣ error: \"$quantity\" must be a quantity such as 500m or 1Gi, not \"much\""]),
    Mistake(
      "keys without items", "{eventually: {object: {\(pod), metadata: {name: a}, spec: {a: {1️⃣$byKey: name}}}}}",
      ["1️⃣ error: \"$byKey\" and \"$items\" belong together"]),
  ]
}
