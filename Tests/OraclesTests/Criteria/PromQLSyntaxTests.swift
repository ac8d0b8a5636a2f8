import Testing

@testable import Oracles

@Suite struct PromQLSyntaxTests {
  @Test(
    "expressions that Prometheus takes are taken",
    arguments: [
      "up", "1", "-1e3", "0x1F", ".5", "Inf", #""text""#, "vector(1) or on() vector(0)", "up{}", #"{__name__=~"a.*",}"#,
      #"{"http.requests", "k8s.pod"="a"}"#, "rate(a:b:rate5m[5m] offset -1h)", "a[1h30m:5m]", "a[1h:] @ end()",
      "a @ 1609746000", "sum(a)", "sum by (b, c) (a)", "sum(a) without (b)", "topk(5, a)", "count_values(\"v\", a)",
      "a * on(b) group_left(c) d", "a / ignoring(b) group_right d", "a > bool 1 and b unless c", "-(a + b) ^ 2 % 3",
      "absent_over_time(a{b!=\"c\", d!~'e'}[5m]) # why\n == 1", "sum", "a == -b", "time() - a > 5m", "((a))",
      "SUM BY (a) (b)", "a atan2 b", "label_replace(a, \"b\", `$1\\d`, \"c\", \"(.*)\")", "bottomk without(a) (1, b)",
    ])
  func right(text: String) { #expect(PromQLSyntax.flaw(in: text) == nil) }

  @Test(
    "what it refuses is refused, with the reason",
    arguments: [
      ("a +", "ends too early"), ("sum(a", "does not close ("), ("a)", "has ) where it cannot be"),
      ("sum rate(a[5m])", "has rate where it cannot be"), ("a{b=}", "has } where it cannot be"),
      ("a{b=\"c\"", "does not close {"), ("a[5m", "does not close ["), ("\"a", "has a quote that is not closed"),
      ("a & b", "has the character &, which PromQL does not know"), ("a b", "has b where it cannot be"),
      ("a{b}", "has } where it cannot be"), ("a == == b", "has == where it cannot be"),
      ("rate(a[x])", "has x where it cannot be"), ("a = 1", "has = where it cannot be"), ("", "ends too early"),
      (String(repeating: "(", count: 5000), "is nested deeper than 100 levels"),
    ])
  func wrong(text: String, flaw: String) {
    #expect(PromQLSyntax.flaw(in: text) == flaw)
  }
}
