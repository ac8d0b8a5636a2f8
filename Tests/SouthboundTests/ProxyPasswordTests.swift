import Foundation
import Testing

@testable import Southbound

@Suite struct ProxyPasswordTests {
  @Test("A candidate logs in with the user's name and the proxy's password, and the system gets its own")
  func passwords() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("plugfest-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: file) }
    let credential = try ProxyCredential(system: "word", user: "admin", file: file)
    func admission(_ user: String, _ password: String) -> ProxyCredential.Admission {
      credential.admission(of: "Basic \(Data("\(user):\(password)".utf8).base64EncodedString())")
    }
    let admitted = ProxyCredential.Admission.admitted(authorization: "Basic YWRtaW46d29yZA==")
    #expect(admission("admin", credential.current) == admitted)
    #expect(admission("admin", "word") == admitted)
    #expect(admission("admin", "other") == .refused)
    #expect(admission("somebody", "other") == .foreign)
    #expect(credential.admission(of: "Bearer \(credential.current)") == .foreign)
    #expect(credential.admission(of: "Basic %%") == .foreign)
    let old = credential.current
    try credential.rotate()
    #expect(admission("admin", old) == .refused && admission("admin", "word") == .refused)
    #expect(admission("admin", credential.current) == admitted)
  }
}
