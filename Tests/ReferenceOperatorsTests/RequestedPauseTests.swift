import Documents
import NetBoxOperator
import Testing

@Suite struct RequestedPauseTests {
  @Test("as long as NetBox asks to be left alone, its answer stands for those to other requests")
  func pauses() {
    let pause = RequestedPause()
    #expect(pause.answer == nil)
    pause.note(NetBoxAnswer(status: 429, body: ["detail": "slow down"], retryAfter: .seconds(60)))
    let answer = pause.answer
    #expect(answer?.status == 429)
    #expect(answer?.body["detail"] == "slow down")
    #expect((answer?.retryAfter).map { $0 > .seconds(50) && $0 <= .seconds(60) } == true)
  }

  @Test(
    "other answers ask for nothing",
    arguments: [
      NetBoxAnswer(status: 200, retryAfter: .seconds(60)), NetBoxAnswer(status: 503),
      NetBoxAnswer(status: 429, retryAfter: .zero),
    ])
  func goesOn(answer: NetBoxAnswer) {
    let pause = RequestedPause()
    pause.note(answer)
    #expect(pause.answer == nil)
  }
}
