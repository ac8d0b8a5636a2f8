import Documents
import Kubernetes
import Testing

@Suite struct APIStatusTests {
  private static let deployments = GroupResource(group: "apps", resource: "deployments")

  @Test(
    "failures are worded and detailed as an API server does",
    arguments: [
      (
        APIStatus.notFound(deployments, name: "web"),
        #"{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"deployments.apps \"web\" not found","reason":"NotFound","details":{"name":"web","group":"apps","kind":"deployments"},"code":404}"#
      ),
      (
        .invalid(
          GroupKind(group: "", kind: "Pod"), name: "p",
          errors: [
            .required("spec.containers[1].image"), .duplicate("spec.containers[1].name", "c"),
          ]),
        #"{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Pod \"p\" is invalid: [spec.containers[1].image: Required value, spec.containers[1].name: Duplicate value: \"c\"]","reason":"Invalid","details":{"name":"p","kind":"Pod","causes":[{"reason":"FieldValueRequired","message":"Required value","field":"spec.containers[1].image"},{"reason":"FieldValueDuplicate","message":"Duplicate value: \"c\"","field":"spec.containers[1].name"}]},"code":422}"#
      ),
      (
        .forbidden(nil, name: "", because: #"User "alice" cannot get path "/metrics""#),
        #"{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"forbidden: User \"alice\" cannot get path \"/metrics\"","reason":"Forbidden","details":{},"code":403}"#
      ),
      (
        .timeout(
          "Too large resource version: 9, current: 1", retryAfterSeconds: 1,
          causes: [.init(reason: "ResourceVersionTooLarge", message: "Too large resource version")]),
        #"{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Timeout: Too large resource version: 9, current: 1","reason":"Timeout","details":{"causes":[{"reason":"ResourceVersionTooLarge","message":"Too large resource version"}],"retryAfterSeconds":1},"code":504}"#
      ),
      (
        .invalid(
          GroupKind(group: "meta.k8s.io", kind: "CreateOptions"), name: "",
          errors: [.notSupported("fieldValidation", "Loud", supported: ["", "Ignore"])]),
        #"{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"CreateOptions.meta.k8s.io \"\" is invalid: fieldValidation: Unsupported value: \"Loud\": supported values: \"\", \"Ignore\"","reason":"Invalid","details":{"group":"meta.k8s.io","kind":"CreateOptions","causes":[{"reason":"FieldValueNotSupported","message":"Unsupported value: \"Loud\": supported values: \"\", \"Ignore\"","field":"fieldValidation"}]},"code":422}"#
      ),
    ])
  func failures(status: APIStatus, json: String) throws {
    #expect(JSON.text(status.value) == json)
    #expect(try APIStatus(JSON.parse(json)) == status)
  }

  @Test("other objects are no status")
  func other() { #expect(APIStatus(["kind": "Pod", "apiVersion": "v1"]) == nil) }
}
