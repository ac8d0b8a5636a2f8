import Testing

/// kubectl, old and new, does with the embedded server what it does with any other. One test after the other: each is many
/// programs, and together they would leave no processor to the other tests.
@Suite(.serialized, .timeLimit(.minutes(5))) struct KubectlTests {
  // A cancelled case of the tests below counts as passed, so what is missing is told here.

  @Test("there is a kubectl on the PATH")
  func installed() async throws { try await version(.installed) }

  @Test("Debian's kubectl can be had")
  func debian() async throws { try await version(.debian) }

  private func version(_ release: Kubectl.Release) async throws {
    try await Kubectl.withLab(release) { kubectl in
      let version = try await kubectl("version", "--client")
      #expect(version.contains(release == .debian ? "v1.20" : "v1."))
    }
  }
}
