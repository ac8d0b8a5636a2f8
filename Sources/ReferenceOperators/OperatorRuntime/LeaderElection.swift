import Documents
package import Kubernetes

/// Who leads, as it stands in a Lease.
package struct LeaseRecord: Sendable, Hashable {
  /// Empty when nobody leads.
  package var holder: String
  package var duration: Duration
  package var acquired: String
  package var renewed: String
  package var transitions: Int64

  package init(holder: String, duration: Duration, acquired: String, renewed: String, transitions: Int64) {
    self.holder = holder
    self.duration = duration
    self.acquired = acquired
    self.renewed = renewed
    self.transitions = transitions
  }

  package init(_ lease: KubernetesObject) {
    let spec = lease["spec"]
    self.init(
      holder: spec?["holderIdentity"]?.string ?? "",
      duration: .seconds(spec?["leaseDurationSeconds"]?.integer ?? 0),
      acquired: spec?["acquireTime"]?.string ?? "", renewed: spec?["renewTime"]?.string ?? "",
      transitions: spec?["leaseTransitions"]?.integer ?? 0)
  }

  /// The lease with this record in it; what else it holds stays.
  package func written(into lease: KubernetesObject) -> KubernetesObject {
    var lease = lease
    lease["spec", "holderIdentity"] = .string(holder)
    lease["spec", "leaseDurationSeconds"] = .integer(max(1, duration.components.seconds))
    lease["spec", "acquireTime"] = .string(acquired)
    lease["spec", "renewTime"] = .string(renewed)
    lease["spec", "leaseTransitions"] = .integer(transitions)
    return lease
  }
}

extension LeaseRecord {
  /// The record that lets another take over at once.
  package var released: LeaseRecord {
    var record = self
    record.holder = ""
    record.duration = .seconds(1)
    return record
  }
}

/// Decides when to take, renew and give up a Lease. The rules are those of Kubernetes' own controllers: a lease has run
/// out when it has not been seen to change for its duration, by the local clock, so that clocks need not agree.
package struct LeaderElection<Instant: InstantProtocol>: Sendable where Instant.Duration == Duration {
  package enum Decision: Sendable, Hashable {
    /// Write this record.
    case write(LeaseRecord)
    /// Somebody else leads.
    case follow(holder: String)
  }

  package let identity: String
  package let duration: Duration
  /// The leader gives up when it could not renew for so long; less than `duration`, so that it stops before another starts.
  package let renewDeadline: Duration
  package let retryPeriod: Duration
  /// Whether it takes what another one holds: a mistake that can be switched on.
  package var steals = false

  private var seen: LeaseRecord?
  private var seenAt: Instant?
  private var renewedAt: Instant?

  package init(
    identity: String, duration: Duration = .seconds(15), renewDeadline: Duration = .seconds(10),
    retryPeriod: Duration = .seconds(2)
  ) {
    self.identity = identity
    self.duration = duration
    self.renewDeadline = renewDeadline
    self.retryPeriod = retryPeriod
  }

  /// - Parameters:
  ///   - record: The lease as the API server has it; nil when there is none.
  ///   - time: The wall clock, for the record's own times.
  package mutating func decide(_ record: LeaseRecord?, now: Instant, time: KubernetesTime) -> Decision {
    guard let record else {
      return .write(fresh(transitions: 0, time: time))
    }
    if record != seen {
      seen = record
      seenAt = now
    }
    if record.holder == identity {
      var renewed = record
      renewed.duration = duration
      renewed.renewed = time.microTime
      return .write(renewed)
    }
    let hasRunOut = (seenAt ?? now).duration(to: now) >= record.duration
    guard record.holder.isEmpty || hasRunOut || steals else { return .follow(holder: record.holder) }
    return .write(fresh(transitions: record.transitions + 1, time: time))
  }

  /// The API server took the record.
  package mutating func wrote(_ record: LeaseRecord, now: Instant) {
    seen = record
    seenAt = now
    renewedAt = now
  }

  /// Whether the lease counts as ours: it was written, and no longer ago than the renew deadline.
  package func leads(now: Instant) -> Bool {
    guard let renewedAt, seen?.holder == identity else { return false }
    return renewedAt.duration(to: now) < renewDeadline
  }

  private func fresh(transitions: Int64, time: KubernetesTime) -> LeaseRecord {
    LeaseRecord(
      holder: identity, duration: duration, acquired: time.microTime, renewed: time.microTime,
      transitions: transitions)
  }
}
