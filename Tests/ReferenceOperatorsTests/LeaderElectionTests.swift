import Kubernetes
import OperatorRuntime
import Testing

@Suite struct LeaderElectionTests {
  typealias Election = LeaderElection<ContinuousClock.Instant>
  private let start = ContinuousClock.now
  private let time = KubernetesTime(seconds: 1_800_000_000)

  private func record(_ holder: String, renewed: String = "1", transitions: Int64 = 3) -> LeaseRecord {
    LeaseRecord(
      holder: holder, duration: .seconds(15), acquired: "0", renewed: renewed, transitions: transitions)
  }

  @Test("a missing lease is taken, and led from when it was written")
  func takesMissing() {
    var election = Election(identity: "me")
    guard case .write(let record) = election.decide(nil, now: start, time: time) else {
      Issue.record("the lease was not taken")
      return
    }
    #expect(record.holder == "me")
    #expect(record.transitions == 0)
    #expect(!election.leads(now: start))
    election.wrote(record, now: start)
    #expect(election.leads(now: start + .seconds(9)))
    #expect(!election.leads(now: start + .seconds(10)))
  }

  @Test("another's lease is respected while it is renewed, whatever its clock says")
  func follows() {
    var election = Election(identity: "me")
    for second in 0..<10 {
      let renewed = record("other", renewed: "\(second)")
      #expect(
        election.decide(renewed, now: start + .seconds(second * 10), time: time) == .follow(holder: "other"))
    }
  }

  @Test("a lease that has not changed for its duration is taken over")
  func takesOver() {
    var election = Election(identity: "me")
    #expect(election.decide(record("other"), now: start, time: time) == .follow(holder: "other"))
    #expect(election.decide(record("other"), now: start + .seconds(14), time: time) == .follow(holder: "other"))
    guard case .write(let taken) = election.decide(record("other"), now: start + .seconds(15), time: time) else {
      Issue.record("the lease was not taken over")
      return
    }
    #expect(taken.holder == "me")
    #expect(taken.transitions == 4)
  }

  @Test("a released lease is taken at once")
  func takesReleased() {
    var election = Election(identity: "me")
    guard case .write(let taken) = election.decide(record("other").released, now: start, time: time) else {
      Issue.record("the lease was not taken")
      return
    }
    #expect(taken.holder == "me")
  }

  @Test("renewing keeps when it was acquired; a lease that another took is lost")
  func renewsAndLoses() {
    var election = Election(identity: "me")
    election.wrote(record("me"), now: start)
    guard case .write(let renewed) = election.decide(record("me"), now: start + .seconds(2), time: time) else {
      Issue.record("the lease was not renewed")
      return
    }
    #expect(renewed.acquired == "0")
    #expect(renewed.renewed == time.microTime)
    #expect(election.decide(record("other"), now: start + .seconds(4), time: time) == .follow(holder: "other"))
    #expect(!election.leads(now: start + .seconds(4)))
  }

  @Test("a record survives being written into a Lease and read back")
  func writes() {
    let lease = KubernetesObject(apiVersion: "coordination.k8s.io/v1", kind: "Lease", namespace: "a", name: "b")
    #expect(LeaseRecord(record("me").written(into: lease)) == record("me"))
  }
}
