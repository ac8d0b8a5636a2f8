package import Documents
import Plans

/// Finds the mistakes in files of any kind, without a run.
package enum FileCheck {
  /// All mistakes and warnings in the files and, when one candidate, one lab and suites are among them, between them.
  package static func check(_ paths: [String]) -> [Diagnostic] {
    var files = Files()
    for path in paths { files.load(path) }
    return files.found + files.joint
  }

  private struct Files {
    var found: [Diagnostic] = []
    private var candidates: [Candidate] = []
    private var labs: [Lab] = []
    private var suites: [TestSuite] = []

    mutating func load(_ path: String) {
      do {
        switch try FileKind.read(path) {
        case .candidate:
          let read = try CandidateLoader.load(path)
          candidates.append(read.candidate)
          found += read.warnings
        case .lab:
          let read = try LabLoader.load(path)
          labs.append(read.lab)
          found += read.warnings
        case .quarantine: found += try QuarantineLoader.load(path).warnings
        case .stepTemplates: found += try StepTemplatesReader.check(path)
        case .suite:
          let read = try SuiteLoader.load(path)
          suites.append(read.suite)
          found += read.warnings
        }
      } catch {
        found += error.all
      }
    }

    /// What does not fit together; nothing while a file is wrong by itself.
    var joint: [Diagnostic] {
      guard candidates.count == 1, labs.count == 1, !suites.isEmpty, !Diagnostics(found).hasErrors else { return [] }
      return PlanChecker.check(Plan(candidate: candidates[0], lab: labs[0], suites: suites))
    }
  }
}
