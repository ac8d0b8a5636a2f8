import Kubernetes
import Testing

@Suite struct QuantityTests {
  @Test(
    "text reads and prints in canonical form",
    arguments: [
      ("0", "0"), ("1", "1"), ("1000", "1k"), ("1500m", "1500m"), ("1.5", "1500m"), ("0.5Gi", "512Mi"),
      ("1024Ki", "1Mi"),
      ("1023Ki", "1023Ki"), ("1000000000000000000000", "9223372036854775807"), ("1e3", "1e3"), ("1E3", "1e3"),
      ("12e6", "12e6"), ("100e4", "1e6"), ("1E", "1E"), ("0.1n", "1n"), ("-0.1n", "-1n"), ("1u", "1u"),
      ("100m", "100m"),
      ("0.1Ki", "102400m"), ("1025", "1025"), ("0.0001Mi", "104857600u"), ("+5", "5"), (".5", "500m"), ("5.", "5"),
      ("-1Ki", "-1Ki"), ("1.5Ki", "1536"), ("7Ei", "7Ei"), ("8Ei", "9223372036854775807"), ("00012", "12"),
      ("1e-3", "1e-3"), ("1.00000000000000000000000000001", "1000000001n"), ("0Mi", "0"),
    ])
  func canonical(text: String, expected: String) throws {
    #expect(try Quantity(parsing: text).description == expected)
  }

  @Test(
    "other text is refused",
    arguments: ["", "a", "1 ", " 1", "1x", "1.2.3", "--1", "1Kib", "1ii", "1e", "1.5e2.0", "."])
  func refused(text: String) { #expect(throws: Quantity.SyntaxError.self) { try Quantity(parsing: text) } }

  @Test("amounts compare and add exactly, whatever they are written like")
  func arithmetic() throws {
    let half = try Quantity(parsing: "500m")
    let one = try Quantity(parsing: "1")
    #expect(half + half == one)
    #expect(half < one)
    #expect((one - half).description == "500m")
    #expect(try Quantity(parsing: "0.1") + Quantity(parsing: "0.2") == Quantity(parsing: "0.3"))
    #expect(half.value == 1 && half.milliValue == 500 && (-half).value == -1)
  }
}
