package import Documents
package import Expressions

// Steps that are about what goes on between the candidate and the systems outside.
extension Step.Operation {
  /// Makes something go wrong on the way to a system, or stops that. Nobody else judges the candidate meanwhile.
  package struct Interference: Sendable {
    package enum Action: Sendable {
      /// What goes wrong, and with which requests; texts are worked out when the step begins.
      case fault(TrafficFault.Effect, methods: [String], path: Template?, body: Template?, times: Int?)
      /// The fault of this name; nil is all of them.
      case clear(String?)
      /// Only a new credential is good from now on.
      case rotateCredential
    }

    package var endpoint: String
    package var action: Action
    /// Of the fault, by which a later step can clear it, and since which it can judge the journal.
    package var handle: String?
    package var place: Place

    package init(endpoint: String, action: Action, handle: String?, place: Place) {
      self.endpoint = endpoint
      self.action = action
      self.handle = handle
      self.place = place
    }
  }

  /// Judges what the candidate asked of a system outside.
  package struct Journal: Sendable {
    package enum Beginning: Sendable, Hashable {
      /// The last step of the case that wrote something.
      case write
      case step
      case `case`
      /// Where an earlier step stood that judged the journal, or began a fault.
      case handle(String)
    }

    package var endpoint: String
    /// Empty means any.
    package var methods: [String]
    /// May hold `*` for any characters.
    package var path: Template?
    /// A part that the body must have.
    package var body: Template?
    /// Only requests that could have changed something, or only others; nil is all.
    package var writes: Bool?
    package var since: Beginning
    /// How many requests there must be.
    package var count: CountRange?
    /// Conditions over `journal` (`requests`, `count`, `reads`, `writes`).
    package var conditions: [Expectation]
    /// Looks all of this time, so that nothing may come that is too much.
    package var duration: Duration?
    /// Waits so long until everything holds. Without either, what was asked by now is judged.
    package var within: Duration?
    package var handle: String?
    package var place: Place

    package init(
      endpoint: String, methods: [String], path: Template?, body: Template?, writes: Bool?, since: Beginning,
      count: CountRange?, conditions: [Expectation], duration: Duration?, within: Duration?, handle: String?,
      place: Place
    ) {
      self.endpoint = endpoint
      self.methods = methods
      self.path = path
      self.body = body
      self.writes = writes
      self.since = since
      self.count = count
      self.conditions = conditions
      self.duration = duration
      self.within = within
      self.handle = handle
      self.place = place
    }

    /// Whether it looks at requests of others than the case, because nothing in it names anything of its own.
    package var isAboutAll: Bool { (path?.isConstant ?? true) && (body?.isConstant ?? true) }
  }

  /// A number that belongs into the scorecard.
  package struct Figure: Sendable {
    package var name: Template
    package var value: Template
    /// `requests`; nil for a plain number.
    package var unit: String?
    package var place: Place

    package init(name: Template, value: Template, unit: String?, place: Place) {
      self.name = name
      self.value = value
      self.unit = unit
      self.place = place
    }
  }

  /// The endpoint whose traffic it judges or disturbs.
  package var trafficEndpoint: String? {
    switch self {
    case .southbound(let interference): interference.endpoint
    case .journal(let journal): journal.endpoint
    default: nil
    }
  }
}

extension TestSuite.Case {
  /// The endpoints whose traffic with the candidate it judges or disturbs.
  package var trafficEndpoints: Set<String> {
    Set((setup + steps + teardown).flatMap(\.flattened).compactMap(\.operation.trafficEndpoint))
  }

  /// The endpoints that show the candidate other certificates, which only TLS has.
  package var endpointsOfCertificates: Set<String> {
    Set(
      (setup + steps + teardown).flatMap(\.flattened).compactMap { step in
        guard case .southbound(let interference) = step.operation,
          case .fault(.certificate, _, _, _, _) = interference.action
        else { return nil }
        return interference.endpoint
      })
  }
}
