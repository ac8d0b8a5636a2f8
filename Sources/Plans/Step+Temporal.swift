package import Documents
package import Expressions

// Steps that look at how objects come, change and go.
extension Step.Operation {
  /// Nothing of it may be so at any moment of the time.
  package struct Never: Sendable {
    package var duration: Duration
    package var expectations: [Expectation]
    package var events: [EventPattern]

    package init(duration: Duration, expectations: [Expectation], events: [EventPattern]) {
      self.duration = duration
      self.expectations = expectations
      self.events = events
    }
  }

  /// States that must be seen one after the other; others may come between.
  package struct Sequence: Sendable {
    package enum Beginning: String, Sendable, CaseIterable {
      /// Before the first of the handles that the states read was made; without one, the beginning of the case.
      case creation
      case step
    }

    /// One state: all of it holds at once.
    package struct State: Sendable {
      package var expectations: [Expectation]
      /// What a report shows.
      package var title: String
      package var place: Place

      package init(expectations: [Expectation], title: String, place: Place) {
        self.expectations = expectations
        self.title = title
        self.place = place
      }
    }

    package var states: [State]
    package var since: Beginning
    package var within: Duration

    package init(states: [State], since: Beginning, within: Duration) {
      self.states = states
      self.since = since
      self.within = within
    }
  }

  /// Objects that have to be gone, or never be there.
  package struct Absent: Sendable {
    package var choice: ObjectChoice
    package var within: Duration
    package var place: Place

    package init(choice: ObjectChoice, within: Duration, place: Place) {
      self.choice = choice
      self.within = within
      self.place = place
    }
  }

  /// Objects that have to be ready, by the strict rules: a state that their controller has not seen yet is none.
  package struct Ready: Sendable {
    package var choice: ObjectChoice
    /// How many objects a selection must have.
    package var count: CountRange
    package var within: Duration
    package var place: Place

    package init(choice: ObjectChoice, count: CountRange, within: Duration, place: Place) {
      self.choice = choice
      self.count = count
      self.within = within
      self.place = place
    }
  }

  /// Kubernetes Events that have to come.
  package struct Events: Sendable {
    package enum Beginning: String, Sendable, CaseIterable {
      /// The last step of the case that wrote something.
      case write
      case step
      case `case`
    }

    package var pattern: EventPattern
    /// How often; with an upper bound it is looked at for the whole time.
    package var count: CountRange
    package var since: Beginning
    package var within: Duration

    package init(pattern: EventPattern, count: CountRange, since: Beginning, within: Duration) {
      self.pattern = pattern
      self.count = count
      self.since = since
      self.within = within
    }
  }
}

extension Step.Operation {
  /// Which objects a step is about.
  package enum ObjectChoice: Sendable {
    case target(Target)
    case selection(SelectedObjects)
  }

  /// All objects of a kind that have some labels.
  package struct SelectedObjects: Sendable {
    /// `{apiVersion, kind, namespace, labels}`: labels are an object, or a selector as text; the namespace is the case's
    /// unless another is named, and `*` is all.
    package var template: Template
    package var place: Place

    package init(template: Template, place: Place) {
      self.template = template
      self.place = place
    }
  }

  /// What selected objects must be like.
  package struct SelectionExpectation: Sendable {
    package var objects: SelectedObjects
    /// Only those that match count; nil counts all.
    package var match: Template?
    /// What all that are selected must match.
    package var each: Template?
    package var count: CountRange

    package init(objects: SelectedObjects, match: Template?, each: Template?, count: CountRange) {
      self.objects = objects
      self.match = match
      self.each = each
      self.count = count
    }
  }

  /// What an Event must be like: all that is named.
  package struct EventPattern: Sendable {
    /// About which object; nil is any of the case's namespace.
    package var about: Target?
    package var reason: Template?
    /// `Normal` or `Warning`.
    package var type: Template?
    /// A regular expression for its message, in RE2's syntax.
    package var message: Template?
    package var place: Place

    package init(about: Target?, reason: Template?, type: Template?, message: Template?, place: Place) {
      self.about = about
      self.reason = reason
      self.type = type
      self.message = message
      self.place = place
    }
  }
}

/// How many there must be.
package struct CountRange: Sendable, Hashable, CustomStringConvertible {
  package var atLeast: Int
  /// Nil means any number.
  package var atMost: Int?

  package init(atLeast: Int, atMost: Int? = nil) {
    self.atLeast = atLeast
    self.atMost = atMost
  }

  package static let some = CountRange(atLeast: 1)

  package func contains(_ count: Int) -> Bool { count >= atLeast && count <= atMost ?? .max }

  /// `3`, `at least 1`, `1 to 3`, `at most 2`
  package var description: String {
    switch atMost {
    case nil: "at least \(atLeast)"
    case atLeast?: "\(atLeast)"
    case let most?: atLeast == 0 ? "at most \(most)" : "\(atLeast) to \(most)"
    }
  }
}

extension TestSuite.Case {
  /// Whether it looks at Events, so that they have to be watched from its beginning.
  package var looksAtEvents: Bool {
    (setup + steps + teardown).flatMap(\.flattened).contains { step in
      switch step.operation {
      case .events: true
      case .never(let never): !never.events.isEmpty
      default: false
      }
    }
  }
}
