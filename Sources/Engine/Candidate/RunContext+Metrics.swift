import Documents
import Expressions
import Oracles
import Plans
import Southbound
import Verdicts

extension RunContext {
  /// Notes what the candidate's endpoint of metrics tells now, where its file says that there is one.
  func noteMetrics() async {
    guard let recorder, let template = plan.candidate.metrics else { return }
    let bindings = Bindings(["lab": candidateLabValue, "run": ["id": .string(description.id)]])
    guard let url = try? template.evaluate(bindings).string else { return }
    recorder.mark(CandidateLife.metrics, await Self.metrics(at: url))
  }

  private static func metrics(at url: String) async -> Value {
    func trouble(_ text: String) -> Value { ["trouble": .string(text)] }
    do {
      let answer = try await HTTPProbe().send(HTTPProbe.Request(method: "GET", url: url), timeout: .seconds(5))
      guard answer.status == 200 else { return trouble("\(url) answers \(answer.status) instead of metrics") }
      let metrics = try MetricsText(parsing: answer.body.string ?? "")
      var values: [String: Double] = [:]
      for sample in metrics.samples { values[sample.name, default: 0] += sample.value.isFinite ? sample.value : 0 }
      guard !values.isEmpty else { return trouble("\(url) tells no metric") }
      return [
        "values": .object(Object(values.sorted { $0.key < $1.key }.map { ($0.key, .double($0.value)) }))
      ]
    } catch let error as HTTPProbe.Unanswered {
      return trouble("\(error)")
    } catch {
      return trouble("what \(url) answers is not in Prometheus's format: \(error)")
    }
  }
}
