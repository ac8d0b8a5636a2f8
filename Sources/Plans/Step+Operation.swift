package import Documents
package import Expressions

extension Step {
  /// What a step does.
  package indirect enum Operation: Sendable {
    /// Server-side apply of a manifest.
    case apply(Write)
    /// Creation of a manifest; it must not exist.
    case create(Write)
    case update(Write)
    /// Apply of the manifest to which the candidate binds an intent.
    case establish(Establish)
    case patch(Patch)
    case delete(Delete)
    case eventually(Eventually)
    case consistently(Consistently)
    case never(Never)
    case sequence(Sequence)
    case absent(Absent)
    case ready(Ready)
    case events(Events)
    case http(HTTPRequest)
    case run(Command)
    case candidate(Operator)
    case logs(Logs)
    case metrics(Metrics)
    case southbound(Interference)
    case journal(Journal)
    case figure(Figure)
    case oracle(Oracle)
    case promQL(PromQL)
    case netconf(NETCONFRequest)
    case sleep(Sleep)
    /// Steps again and again: `forEach` and `repeat`.
    case loop(Loop)
    /// Branches side by side.
    case parallel([[Step]])
    case template(TemplateUse)
  }
}

extension Step.Operation {
  package struct Write: Sendable {
    package var manifest: Template
    /// Under which name expressions see the live object.
    package var handle: String?
    package var expectation: AnswerExpectation

    package init(manifest: Template, handle: String?, expectation: AnswerExpectation) {
      self.manifest = manifest
      self.handle = handle
      self.expectation = expectation
    }
  }

  package struct Establish: Sendable {
    package var intent: String
    /// Under which name expressions see what the candidate's binding observes.
    package var handle: String?
    package var parameters: Parameters
    /// What the binding sees of parameters that are not given, as the contract says.
    package var defaults: [String: Value] = [:]
    package var expectation: AnswerExpectation
    /// How it has to be refused or to fail, when that is what it is about.
    package var invalidity: Invalidity?
    /// Where the intent is named.
    package var place: Place

    package init(
      intent: String, handle: String?, parameters: Parameters, expectation: AnswerExpectation, place: Place
    ) {
      self.intent = intent
      self.handle = handle
      self.parameters = parameters
      self.expectation = expectation
      self.place = place
    }
  }

  /// Which object an operation is about.
  package enum Target: Sendable {
    /// One that an earlier step made under this name.
    case handle(String)
    /// `{apiVersion, kind, name, namespace}`; without a namespace, the one of the case.
    case reference(Template)
  }

  package struct Patch: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
      case merge, json, strategic, apply
    }

    package var target: Target
    package var kind: Kind
    package var patch: Template
    package var subresource: String?
    package var expectation: AnswerExpectation

    package init(
      target: Target, kind: Kind, patch: Template, subresource: String?, expectation: AnswerExpectation
    ) {
      self.target = target
      self.kind = kind
      self.patch = patch
      self.subresource = subresource
      self.expectation = expectation
    }
  }

  package struct Delete: Sendable {
    package enum Propagation: String, Sendable, CaseIterable {
      case background = "Background"
      case foreground = "Foreground"
      case orphan = "Orphan"
    }

    package var target: Target
    package var propagation: Propagation?
    /// How long the object may take to be gone; nil does not wait for it.
    package var within: Duration?
    package var expectation: AnswerExpectation

    package init(target: Target, propagation: Propagation?, within: Duration?, expectation: AnswerExpectation) {
      self.target = target
      self.propagation = propagation
      self.within = within
      self.expectation = expectation
    }
  }

  /// How the API server must answer a write.
  package enum AnswerExpectation: Sendable {
    case success
    /// Refused, with what is named: `reason` of the Status, `code`, and parts of its message.
    case refusal(reason: String?, code: Int?, message: [String])
    /// Refused because who asks may not do it; another refusal is none of that.
    case denial
  }

  package struct Eventually: Sendable {
    package var within: Duration
    /// How soon after the last write it must have become true; nil when only `within` counts.
    package var faster: Duration?
    package var expectations: [Expectation]

    package init(within: Duration, faster: Duration? = nil, expectations: [Expectation]) {
      self.within = within
      self.faster = faster
      self.expectations = expectations
    }
  }

  package struct Consistently: Sendable {
    package var duration: Duration
    package var expectations: [Expectation]

    package init(duration: Duration, expectations: [Expectation]) {
      self.duration = duration
      self.expectations = expectations
    }
  }

  /// One thing that must hold.
  package enum Expectation: Sendable {
    /// An expression that must be true. Its source is what a report shows.
    case condition(Template, source: String, place: Place)
    /// An object that must exist and match: every field that is named matches, list items in any order.
    case object(Template, place: Place)
    /// Objects that are chosen by their labels.
    case selection(SelectionExpectation)
  }

  package struct HTTPRequest: Sendable {
    package var method: String
    package var url: Template
    package var headers: [String: Template]
    package var body: Template?
    /// The lab's endpoint whose credential is sent; without one, the endpoint at whose URL the request goes, if any.
    package var endpoint: String?
    /// What the status must be; nil is any 2xx.
    package var status: Int?
    /// What the JSON body must match.
    package var match: Template?
    /// Conditions over `response` (`status`, `headers`, `body`).
    package var conditions: [Expectation]
    /// Under which name later expressions see the response.
    package var handle: String?
    /// Repeats the request until everything holds; only for systems that offer no events. Nil asks once.
    package var within: Duration?
    /// How long one request may take.
    package var timeout: Duration
    package var convention = Convention.plain
    /// Nil when the answer is a whole.
    package var pages: Pages?

    package init(
      method: String, url: Template, headers: [String: Template], body: Template?, endpoint: String?, status: Int?,
      match: Template?, conditions: [Expectation], handle: String?, within: Duration?,
      timeout: Duration
    ) {
      self.method = method
      self.url = url
      self.headers = headers
      self.body = body
      self.endpoint = endpoint
      self.status = status
      self.match = match
      self.conditions = conditions
      self.handle = handle
      self.within = within
      self.timeout = timeout
    }
  }

  package struct Command: Sendable {
    /// The program and its arguments; a script is `sh -c`.
    package var command: [Template]
    package var environment: [String: Template]
    package var exitCode: Int
    /// Parts that the standard output must have.
    package var output: [Template]
    /// Conditions over `result` (`exitCode`, `stdout`, `stderr`).
    package var conditions: [Expectation]
    package var handle: String?
    package var timeout: Duration

    package init(
      command: [Template], environment: [String: Template], exitCode: Int, output: [Template],
      conditions: [Expectation], handle: String?, timeout: Duration
    ) {
      self.command = command
      self.environment = environment
      self.exitCode = exitCode
      self.output = output
      self.conditions = conditions
      self.handle = handle
      self.timeout = timeout
    }
  }
}
