/// One thing that is done to a wish, to what was made for it, or to the candidate, while it is watched.
package enum Deed: Sendable, Hashable {
  /// A stretch of the ledger begins, under a name that the judge knows.
  case phase(String)
  /// Until the candidate has come to rest and, where the wish can be ready, until it is.
  case rest
  /// The same, whatever the wish says of itself.
  case restWhateverItSays
  /// Nothing is done for as long as the candidate's habits ask for, and at least for so many seconds.
  case look(String, atLeast: Double)
  /// Goes on when the candidate has told what it has to tell, or when its time to settle is over.
  case awaitTidings
  /// The state of the case's namespace, to compare it with another one.
  case snapshot(String)
  /// Whether the wish says that it is ready, where the candidate's file tells how.
  case noteReadiness

  /// What was applied is applied again, as it was.
  case applyAgain(Form)
  /// An annotation that means nothing.
  case annotate
  case apply(Wish)
  /// What the wish tells, as if it never had.
  case wipeStatus
  case delete(Propagation)
  case waitUntilGone
  /// Deleted and made again under its name.
  case recreate

  /// Each child, a few of them: it is deleted, edited or labelled in a phase of its own.
  case children(Hand)

  /// What has to be there before the wish.
  case deleteRequisites, applyRequisites
  /// The namespace of the case, with all that is in it.
  case deleteNamespace, waitUntilNamespaceIsGone

  /// A wish of another candidate in the same lab; the same wish once more, of the candidate itself; who has it then.
  case makeBeside, makeSame, noteClaims
  case changeIfKnown
  /// Many wishes besides it.
  case makeCopies
  /// Whoever makes an object of the kind of the first child in the namespace is refused, or the candidate when it writes one
  /// anywhere; nobody is any more.
  case deny(Obstacle), allow

  /// Whether what is made outside is as the wish says: now, or until it is and at most for as long as it may take to come to
  /// rest.
  case noteOutside, awaitOutside
  /// Somebody changes it there.
  case disturbOutside

  /// Which state of the cluster this is, is noted under a name.
  case remember(Moment)
  /// The candidate's lists and watches show the state of that moment, until it may catch up.
  case lag(Moment), catchUp

  /// No system outside can be reached any more; all can again.
  case breakOutside, mendOutside
  /// Goes on only when deletions write to more than one.
  case needSeveralOutside
  /// The one to which a deletion wrote first cannot be reached any more.
  case breakFirstOutside
  /// The answer to the next request that makes something outside is lost on its way, in each system.
  case loseAnswers
  /// The API server breaks all connections, watches too.
  case cutWatches
  /// The credentials of all systems outside that are the run's own.
  case rotateCredentials

  case change(Release)
  /// In which versions the wish's kind is served and stored.
  case noteVersions
  /// The wish is written in each version that is served as it is read there.
  case writeBack
  /// A second process of the candidate comes, and takes the place of the first when that is killed.
  case startReplica, killLeader
  /// How often the candidate asked for what it is refused, where somebody counts it.
  case noteAttempts
  /// Who holds the candidate's Lease is noted, now or when it is another one.
  case noteLeader, awaitLeader
  case stop, start
  /// The candidate goes as its package does, without its definitions and what was made of them, and comes back.
  case uninstall, install
  /// Without a warning; it is started again.
  case kill
  /// The same, when it has made so many writes since the last deed.
  case killAtWrite(Int)
  /// The same, when so many of its writes to systems outside have been answered.
  case killAtRequest(Int)

  /// Whether a good candidate cannot leave it without an answer.
  package var demandsAnswer: Bool {
    switch self {
    case .apply(.changed), .recreate, .children(.delete), .children(.edit), .children(.deleteWhileDown),
      .children(.editWhileDown):
      true
    default: false
    }
  }

  /// Whether the candidate cannot do what it should for a while. Some try again only after a minute.
  package var hinders: Bool {
    switch self {
    case .apply(.invalid), .deny, .breakOutside, .rotateCredentials: true
    default: false
    }
  }

  package enum Form: Sendable, Hashable { case serverSide, clientSide }

  package enum Wish: Sendable, Hashable { case asEstablished, changed, invalid }

  package enum Obstacle: String, Sendable, Hashable {
    case policy = "ValidatingAdmissionPolicy"
    case quota = "ResourceQuota"
    /// What roles allow the candidate.
    case permission = "RBAC"
  }

  package enum Moment: String, Sendable, Hashable {
    /// The wish was being deleted, as the ledger shows.
    case going = "while the former wish was going"
    /// It is not there.
    case gone = "when there was no wish"
  }

  package enum Release: Sendable, Hashable { case previous, present }

  package enum Propagation: String, Sendable, Hashable {
    case background = "Background", foreground = "Foreground", orphan = "Orphan"
  }

  package enum Hand: Sendable, Hashable {
    case delete, edit, label
    /// One child, while nobody is there to answer.
    case deleteWhileDown, editWhileDown
  }
}
