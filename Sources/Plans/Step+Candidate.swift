package import Expressions

// Steps that are about the candidate's program itself.
extension Step.Operation {
  /// Something done to the candidate's program. Nobody else judges the candidate meanwhile.
  package struct Operator: Sendable {
    package enum Action: String, Sendable, CaseIterable {
      /// As a cluster does it: it is asked to stop, and killed when it does not in its time.
      case stop
      /// Returns when it is ready.
      case start
      case restart
      /// It is killed without a warning, and started again.
      case crash
      /// The candidate's previous version takes its place.
      case downgrade
      /// The present version takes the place of the previous one.
      case upgrade
    }

    package var action: Action

    package init(action: Action) { self.action = action }
  }

  /// A pattern that the candidate's log must have or must not have.
  package struct Logs: Sendable {
    package enum Beginning: String, Sendable, CaseIterable {
      case `case`, step
    }

    package enum Expectation: Sendable {
      /// A line that matches has to come within the time.
      case match(within: Duration)
      /// No line may match, from the beginning on until the time has passed.
      case forbid(during: Duration)
    }

    /// In RE2's syntax, worked out when the step begins.
    package var pattern: Template
    package var expectation: Expectation
    package var since: Beginning

    package init(pattern: Template, expectation: Expectation, since: Beginning) {
      self.pattern = pattern
      self.expectation = expectation
      self.since = since
    }
  }

  /// A pause that no event ends.
  package struct Sleep: Sendable {
    package var duration: Duration

    package init(duration: Duration) { self.duration = duration }
  }
}

extension TestSuite.Case {
  /// Whether it stops or starts the candidate.
  package var controlsCandidate: Bool { !candidateActions.isEmpty }

  /// Whether it runs the version before the present one.
  package var needsPreviousVersion: Bool { candidateActions.contains(.downgrade) }

  private var candidateActions: [Step.Operation.Operator.Action] {
    (setup + steps + teardown).flatMap(\.flattened).compactMap { step in
      switch step.operation {
      case .candidate(let step): step.action
      case .oracle(let oracle):
        oracle.recipe.needs.contains(.previous) ? .downgrade : oracle.recipe.needs.contains(.control) ? .restart : nil
      default: nil
      }
    }
  }

  /// Whether no other case may be judged meanwhile: it stops the candidate, disturbs it, or counts all that it does.
  package var needsCandidateAlone: Bool {
    (setup + steps + teardown).flatMap(\.flattened).contains { step in
      switch step.operation {
      case .candidate, .southbound: true
      case .oracle(let oracle): oracle.recipe.needs.contains(.solitude)
      case .journal(let journal): journal.isAboutAll
      default: false
      }
    }
  }
}
