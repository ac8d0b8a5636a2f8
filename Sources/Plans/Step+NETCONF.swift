package import Documents
package import Expressions

extension Step.Operation {
  /// Asks a NETCONF server of the lab, or changes something there by hand.
  package struct NETCONFRequest: Sendable {
    package enum Action: Sendable {
      /// Configuration and state.
      case get(Filter?)
      /// Of a datastore: `running`, `candidate`, `startup`.
      case getConfig(source: String, Filter?)
      case edit(Edit)
    }

    package enum Filter: Sendable {
      case subtree(Template)
      case xpath(Template)
    }

    /// An edit by somebody who is not the candidate.
    package struct Edit: Sendable {
      /// The elements in `<config>`.
      package var config: Template
      /// Nil is the candidate datastore where there is one, and else the running one.
      package var target: String?
      /// `merge`, `replace`, `none`; nil leaves it to the server, which merges.
      package var defaultOperation: String?
      /// Whether the candidate datastore is committed.
      package var commits: Bool

      package init(config: Template, target: String?, defaultOperation: String?, commits: Bool) {
        self.config = config
        self.target = target
        self.defaultOperation = defaultOperation
        self.commits = commits
      }
    }

    /// What an XPath expression over the reply must come to.
    package struct Check: Sendable {
      package var path: Template
      /// As it was written; what a report shows.
      package var source: String
      /// A value, or a list of the texts of all nodes in the order of the document.
      package var equals: Template?
      /// Whether there are nodes.
      package var exists: Bool?
      package var count: CountRange?
      /// A regular expression that the texts of all nodes must match, of which there must be at least one.
      package var matches: String?
      package var place: Place

      package init(
        path: Template, source: String, equals: Template?, exists: Bool?, count: CountRange?, matches: String?,
        place: Place
      ) {
        self.path = path
        self.source = source
        self.equals = equals
        self.exists = exists
        self.count = count
        self.matches = matches
        self.place = place
      }

      /// Whether it can fail.
      package var expectsSomething: Bool { equals != nil || exists != nil || count != nil || matches != nil }
    }

    package var endpoint: String
    package var action: Action
    /// Which namespace each prefix in XPath expressions stands for.
    package var namespaces: [String: String]
    package var checks: [Check]
    /// Under which name later expressions see the reply.
    package var handle: String?
    /// Asks again until everything holds; nil asks once.
    package var within: Duration?
    /// How long one request may take.
    package var timeout: Duration

    package init(
      endpoint: String, action: Action, namespaces: [String: String], checks: [Check], handle: String?,
      within: Duration?, timeout: Duration
    ) {
      self.endpoint = endpoint
      self.action = action
      self.namespaces = namespaces
      self.checks = checks
      self.handle = handle
      self.within = within
      self.timeout = timeout
    }

    package var isEdit: Bool { if case .edit = action { true } else { false } }

    /// Whether it can fail for what the server holds.
    package var expectsSomething: Bool { checks.contains(where: \.expectsSomething) }
  }
}
