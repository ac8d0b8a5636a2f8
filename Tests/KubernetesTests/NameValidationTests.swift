import Kubernetes
import Testing

@Suite struct NameValidationTests {
  @Test("labels", arguments: [("a", 0), ("a-b", 0), ("", 1), ("A", 1), ("-a", 1), ("a.b", 1), ("ä", 1)])
  func label(name: String, errors: Int) { #expect(NameValidation.label(name).count == errors) }

  @Test("subdomains", arguments: [("a.b-c.d", 0), ("a..b", 1), (".a", 1), ("a_b", 1), ("", 1)])
  func subdomain(name: String, errors: Int) { #expect(NameValidation.subdomain(name).count == errors) }

  @Test(
    "qualified names",
    arguments: [("a", 0), ("e.com/A_b.c", 0), ("/a", 1), ("a/", 2), ("a/b/c", 1), ("A/b", 1), ("", 2)])
  func qualified(name: String, errors: Int) { #expect(NameValidation.qualifiedName(name).count == errors) }

  @Test("long names tell the limit")
  func length() {
    let long = String(repeating: "x", count: 64)
    #expect(NameValidation.label(long) == ["must be no more than 63 bytes"])
    #expect(NameValidation.labelValue(long) == ["must be no more than 63 bytes"])
    #expect(NameValidation.qualifiedName(long) == ["name part must be no more than 63 bytes"])
    #expect(NameValidation.subdomain(long) == [])
  }

  @Test("texts are an API server's")
  func texts() {
    #expect(NameValidation.label("a.b") == ["must not contain dots"])
    #expect(
      NameValidation.labelValue("bad value!") == [
        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start "
          + "and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for "
          + "validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"
      ])
    #expect(
      NameValidation.subdomain("-bad-") == [
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start "
          + "and end with an alphanumeric character (e.g. 'example.com', regex used for validation is "
          + #"'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"#
      ])
  }
}
