import Foundation
import Plans
import Suites
import Verdicts

@testable import Oracles

// What cases and oracles say is folded in the same way for all criteria.
extension RunExample {
  private static let criteria = (try? ManifestJudgeTests.catalogue.get().criteria) ?? []

  /// For each criterion that oracles show, one example for each of them.
  static let oracles = criteria.flatMap { criterion in
    criterion.checks.flatMap { check -> [RunExample] in
      guard case .oracles(let recipes) = check else { return [] }
      return recipes.map { recipe in
        RunExample(
          criterion.id, passing: .cases(result(.pass, oracle: recipe.rawValue)),
          failing: .cases(result(.fail, oracle: recipe.rawValue)),
          finding: "W-001: \(recipe.rawValue): the widget is wrong")
      }
    }
  }

  /// The same for those that cases show, by category or by name.
  static let cases = criteria.flatMap { criterion in
    criterion.checks.flatMap { check -> [RunExample] in
      guard case .cases(let categories) = check else { return [] }
      let named = RunExample(
        criterion.id, passing: .cases(result(.pass, criteria: [criterion.id])),
        failing: .cases(result(.fail, criteria: [criterion.id])), finding: "W-001: the widget is wrong")
      return [named]
        + categories.map { category in
          RunExample(
            criterion.id, passing: .cases(result(.pass, category: category)),
            failing: .cases(result(.fail, category: category)), finding: "W-001: the widget is wrong")
        }
    }
  }
}
