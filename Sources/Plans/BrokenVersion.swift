package import Documents

/// How an operator can be broken so that a suite for its contract has to notice.
package enum BrokenBehaviour: String, Sendable, CaseIterable {
  case doesNothing = "does-nothing"
  case ignoresUpdates = "ignores-updates"
  case neverCleansUp = "never-cleans-up"
  case hotLoops = "hot-loops"
  case staleStatus = "stale-status"
  case ownsNothing = "owns-nothing"
  case losesOnRestart = "loses-on-restart"

  package var title: String {
    switch self {
    case .doesNothing: "no operator at all"
    case .ignoresUpdates: "creates, and never updates"
    case .neverCleansUp: "leaves behind what was to be deleted"
    case .hotLoops: "writes again and again without a cause"
    case .staleStatus: "reports on a specification that is not the present one"
    case .ownsNothing: "makes objects without an owner"
    case .losesOnRestart: "does not know after a restart what it did before"
    }
  }
}

/// A candidate that is broken on purpose, to show that a suite notices.
package struct BrokenVersion: Sendable {
  package enum Form: Sendable {
    /// The candidate's program with more arguments.
    case arguments([String])
    /// An operator of this kind cannot be broken so.
    case notApplicable(because: String)
  }

  /// One of `BrokenBehaviour`, or a name of the candidate's own.
  package var name: String
  package var form: Form
  package var place: Place

  package init(name: String, form: Form, place: Place) {
    self.name = name
    self.form = form
    self.place = place
  }
}
