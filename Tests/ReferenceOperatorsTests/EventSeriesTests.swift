import Kubernetes
import OperatorRuntime
import Testing

@Suite struct EventSeriesTests {
  private let object = KubernetesObject(apiVersion: "netbox.dev/v1", kind: "Prefix", namespace: "a", name: "web")
  private let time = KubernetesTime(seconds: 1_800_000_000)

  @Test("the same event again is counted, another one is new")
  func counts() {
    var series = EventSeries(window: .seconds(60))
    let text = EventText(.warning, "TenantNotFound", "tenant \"x\" does not exist")
    guard case .create(let name) = series.note(text, about: object, now: time) else {
      Issue.record("the first event was not created")
      return
    }
    #expect(name.hasPrefix("web."))
    #expect(series.note(text, about: object, now: time + .seconds(5)) == .count(name: name, to: 2))
    #expect(series.note(text, about: object, now: time + .seconds(6)) == .count(name: name, to: 3))
    let other = EventText(.normal, "PrefixReservedInNetbox", "reserved")
    #expect(series.note(other, about: object, now: time + .seconds(7)) != .count(name: name, to: 4))
    guard case .create = series.note(text, about: object, now: time + .seconds(600)) else {
      Issue.record("an old event was counted on")
      return
    }
  }

  @Test("memory is bounded")
  func forgets() {
    var series = EventSeries(capacity: 2)
    let texts = ["A", "B", "C"].map { EventText(.normal, $0, "") }
    for (index, text) in texts.enumerated() { _ = series.note(text, about: object, now: time + .seconds(index)) }
    guard case .create = series.note(texts[0], about: object, now: time + .seconds(9)) else {
      Issue.record("the oldest event was still remembered")
      return
    }
  }
}
