import Documents
import Expressions
import Testing

@Suite struct ExpressionTests {
  @Test("adds")
  func adds() throws {
    let program = try Program("1 + 2", in: .suite)
    #expect(try program.evaluate(Bindings()).value.document == 3)
  }
}
