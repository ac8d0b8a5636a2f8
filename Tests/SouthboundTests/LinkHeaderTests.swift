import Southbound
import Testing

@Suite struct LinkHeaderTests {
  @Test(
    "the next page is found as RFC 8288 writes links",
    arguments: [
      ("<https://a/x?page=2>; rel=\"next\"", "https://a/x?page=2"), ("</x?page=2>;rel=next", "/x?page=2"),
      ("<a>; rel=\"prev\", <b>; rel=\"next\", <c>; rel=last", "b"),
      ("<a,b;c>; title=\"x, y; z\"; rel=\"next\"", "a,b;c"),
      ("<a>; REL=\"NEXT\"", "a"), ("<a>; rel=\"last next\"", "a"), ("<a>; rel=\"nextish\"", nil), ("<a>", nil),
      ("", nil), ("rel=next", nil), ("<a", nil), ("<a>; rel", nil), ("<>; rel=next", ""),
    ] as [(String, String?)])
  func targets(header: String, target: String?) {
    #expect(LinkHeader.target("next", in: header) == target)
  }

  @Test(
    "a link is resolved against the page that has it",
    arguments: [
      ("/x?page=2", "http://a:1/y/z?q", "http://a:1/x?page=2"), ("?page=2", "http://a/x?page=1", "http://a/x?page=2"),
      ("https://b/x", "http://a/", "https://b/x"), ("z", "http://a/x/y", "http://a/x/z"),
      ("ftp://a/", "http://a/", nil),
      ("mailto:a@b", "http://a/", nil), ("javascript:1", "http://a/", nil),
    ] as [(String, String, String?)])
  func resolution(target: String, page: String, expected: String?) {
    #expect(LinkHeader.resolved(target, against: page) == expected)
  }
}
