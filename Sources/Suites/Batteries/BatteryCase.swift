import Documents
import Plans
import Verdicts

/// One case of a battery, as a suite's file would hold it.
struct BatteryCase {
  let sample: Candidate.Sample
  /// Of the sample.
  let title: String
  let recipe: RecipeName
  /// A candidate that runs in the same lab.
  var other: Candidate?
  /// Of the case.
  let index: Int
  /// How many samples stand before it.
  var position = 0

  /// More are no better a test, and fewer may hide behind a cache.
  private static let copyCount = 20
  /// Numbers that fit into a part of an address, from its end, so that no case has the same.
  private static let lastIndex = 255

  var document: Value {
    var item: Object = [
      "name": .string("\(recipe.rawValue) of \(title)"), "id": .string("\(recipe.rawValue).\(title)"),
      "category": .string("oracle"), "severity": .string(recipe.severity.rawValue), "timeout": "4m",
      "variables": ["index": .integer(Int64(index))],
      "labels": [
        "recipe": .string(recipe.rawValue), "sample": .string(title),
        "battery": .string(recipe.isCore ? "core" : "more"),
      ],
    ]
    if !sample.before.isEmpty { item["setup"] = .array(sample.before.enumerated().map(requisite)) }
    item["steps"] = [["establish": wish(as: "wish", [:])], ["oracle": .object(oracle)]]
    return .object(item)
  }

  private var oracle: Object {
    var oracle: Object = ["name": .string(recipe.rawValue), "wish": "wish"]
    if recipe.mayChangeWish, let change = sample.change { oracle["change"] = wish(as: nil, change) }
    if recipe.needs.contains(.invalid), let invalid = sample.invalid { oracle["invalid"] = wish(as: nil, invalid) }
    if recipe.needs.contains(.before) {
      oracle["before"] = .array(sample.before.indices.map { .string(Self.handle($0)) })
    }
    if recipe.needs.contains(.beside), let other { oracle["beside"] = beside(other).map(Value.object) }
    if recipe.isAboutOutside, let outside = sample.outside {
      let disturbance = recipe.needs.contains(.outsideChange) ? outside.change : outside.deletion
      oracle["outside"] = ["right": outside.right, "disturb": disturbance ?? []]
    }
    if recipe.needs.contains(.copies) { oracle["copies"] = .object(copies) }
    return oracle
  }

  /// So far beyond the numbers of cases that none of them has it.
  private static let besideOffset = 100

  /// A wish of the other candidate, with what it needs, and the same wish in this candidate's words.
  private func beside(_ other: Candidate) -> Object? {
    let like = other.samples.first { $0.intent == sample.intent } ?? other.samples.first
    guard let theirs = like else { return nil }
    let wish: Value = ["intent": .string(theirs.intent), "with": theirs.parameters]
    var beside: Object = ["number": .integer(Int64(index + Self.besideOffset)), "wish": wish]
    beside["before"] = .array(theirs.before.map(Self.copied))
    if theirs.intent == sample.intent { beside["same"] = wish }
    return beside
  }

  private static func copied(_ requisite: Candidate.Sample.Requisite) -> Value {
    switch requisite {
    case .intent(let intent, let parameters): ["intent": .string(intent), "with": parameters]
    case .manifest(let manifest): ["manifest": manifest]
    }
  }

  private var copies: Object {
    let first = max(1, Self.lastIndex + 1 - Self.copyCount * (position + 1))
    return [
      "count": .integer(Int64(Self.copyCount)), "from": .integer(Int64(first)), "of": wish(as: nil, [:]),
      "before": .array(sample.before.map(Self.copied)),
    ]
  }

  /// Under which name the case sees what was there before.
  private static func handle(_ index: Int) -> String { "requisite\(index + 1)" }

  private func requisite(_ index: Int, _ requisite: Candidate.Sample.Requisite) -> Value {
    switch requisite {
    case .intent(let intent, let parameters):
      ["establish": ["intent": .string(intent), "as": .string(Self.handle(index)), "with": parameters]]
    case .manifest(let manifest): ["apply": ["manifest": manifest, "as": .string(Self.handle(index))]]
    }
  }

  /// - Parameter change: parameters that differ.
  private func wish(as handle: String?, _ change: Value) -> Value {
    var parameters = sample.parameters.object ?? [:]
    for (name, value) in change.object ?? [:] { parameters[name] = value == .null ? Value?.none : value }
    var establish: Object = ["intent": .string(sample.intent)]
    if let handle { establish["as"] = .string(handle) }
    establish["with"] = .object(parameters)
    return .object(establish)
  }
}
