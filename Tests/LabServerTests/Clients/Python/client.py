"""The Python client against the embedded server: exits with 1 and a traceback at the first thing that is not so."""

import sys

from kubernetes import client, config, dynamic, utils, watch
from kubernetes.client.rest import ApiException


def refused(code, reason, call):
    try:
        call()
    except ApiException as error:
        assert error.status == code, f"expected {code}, got {error.status}: {error.body}"
        assert reason in error.body, error.body
        return error
    raise AssertionError(f"expected {code} {reason}")


def config_map(name, labels=None, **data):
    return client.V1ConfigMap(metadata=client.V1ObjectMeta(name=name, labels=labels), data=data)


def basics(core):
    assert client.VersionApi().get_code().git_version.startswith("v1.")
    made = core.create_namespaced_config_map("default", config_map("a", labels={"tier": "front"}, k="1"))
    assert made.metadata.uid and made.metadata.resource_version
    refused(409, "AlreadyExists", lambda: core.create_namespaced_config_map("default", config_map("a")))
    made.data = {"k": "2"}
    replaced = core.replace_namespaced_config_map("a", "default", made)
    assert replaced.data == {"k": "2"}
    refused(409, "Conflict", lambda: core.replace_namespaced_config_map("a", "default", made))
    refused(404, "NotFound", lambda: core.read_namespaced_config_map("nobody", "default"))
    refused(422, "metadata.name", lambda: core.create_namespaced_config_map("default", config_map("Not A Name")))


def lists(core):
    for number in range(5):
        core.create_namespaced_config_map("default", config_map(f"page-{number}", labels={"page": "yes"}))
    names, token = [], None
    while True:
        page = core.list_namespaced_config_map("default", label_selector="page=yes", limit=2, _continue=token)
        names += [item.metadata.name for item in page.items]
        token = page.metadata._continue
        if not token:
            break
    assert names == [f"page-{number}" for number in range(5)], names
    one = core.list_config_map_for_all_namespaces(field_selector="metadata.name=page-3")
    assert [item.metadata.name for item in one.items] == ["page-3"]
    core.delete_collection_namespaced_config_map("default", label_selector="page=yes")
    assert core.list_namespaced_config_map("default", label_selector="page=yes").items == []


def patches(core, apps):
    merged = core.patch_namespaced_config_map("a", "default", {"data": {"m": "3", "k": None}})
    assert merged.data == {"m": "3"}, merged.data
    operations = [{"op": "add", "path": "/data/j", "value": "4"}]
    assert core.patch_namespaced_config_map("a", "default", operations).data == {"m": "3", "j": "4"}
    container = client.V1Container(name="main", image="nginx")
    apps.create_namespaced_deployment("default", client.V1Deployment(
        metadata=client.V1ObjectMeta(name="web"),
        spec=client.V1DeploymentSpec(
            replicas=1, selector=client.V1LabelSelector(match_labels={"app": "web"}),
            template=client.V1PodTemplateSpec(
                metadata=client.V1ObjectMeta(labels={"app": "web"}),
                spec=client.V1PodSpec(containers=[container])))))
    # A strategic merge patch: the second container joins the first.
    both = apps.patch_namespaced_deployment("web", "default", {
        "spec": {"template": {"spec": {"containers": [{"name": "side", "image": "busybox"}]}}}})
    assert {each.name for each in both.spec.template.spec.containers} == {"main", "side"}
    assert apps.patch_namespaced_deployment_scale("web", "default", {"spec": {"replicas": 2}}).spec.replicas == 2


def server_side_apply():
    maps = dynamic.DynamicClient(client.ApiClient()).resources.get(api_version="v1", kind="ConfigMap")

    def body(value):
        return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "ssa"}, "data": {"k": value}}

    maps.server_side_apply(body=body("1"), name="ssa", namespace="default", field_manager="one")
    refused(409, ".data.k", lambda: maps.server_side_apply(
        body=body("2"), name="ssa", namespace="default", field_manager="two"))
    forced = maps.server_side_apply(
        body=body("2"), name="ssa", namespace="default", field_manager="two", force_conflicts=True)
    assert forced.data.k == "2"
    assert [entry.manager for entry in forced.metadata.managedFields] == ["two"]


def watches(core, admin):
    start = core.list_namespaced_config_map("default").metadata.resource_version
    core.create_namespaced_config_map("default", config_map("seen", k="1"))
    core.patch_namespaced_config_map("seen", "default", {"data": {"k": "2"}})
    core.delete_namespaced_config_map("seen", "default")
    events, stream = [], watch.Watch()
    for event in stream.stream(core.list_namespaced_config_map, "default", resource_version=start, timeout_seconds=20):
        events.append((event["type"], event["object"].metadata.name))
        if len(events) == 3:
            stream.stop()
    assert events == [("ADDED", "seen"), ("MODIFIED", "seen"), ("DELETED", "seen")], events
    admin("compact")
    core.create_namespaced_config_map("default", config_map("later"))
    try:
        for event in watch.Watch().stream(
                core.list_namespaced_config_map, "default", resource_version="1", timeout_seconds=20):
            raise AssertionError(f"an event from before the history: {event}")
        raise AssertionError("the watch ended in good order")
    except ApiException as error:
        assert error.status == 410, error


def custom_objects():
    definition = {
        "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
        "metadata": {"name": "widgets.example.com"},
        "spec": {
            "group": "example.com", "scope": "Namespaced",
            "names": {"plural": "widgets", "singular": "widget", "kind": "Widget"},
            "versions": [{
                "name": "v1", "served": True, "storage": True, "subresources": {"status": {}},
                "schema": {"openAPIV3Schema": {"type": "object", "properties": {
                    "spec": {"type": "object", "properties": {"size": {"type": "integer", "default": 3}}},
                    "status": {"type": "object", "x-kubernetes-preserve-unknown-fields": True}}}}}]}}
    extensions = client.ApiextensionsV1Api()
    extensions.create_custom_resource_definition(definition)
    for event in watch.Watch().stream(
            extensions.list_custom_resource_definition, field_selector="metadata.name=widgets.example.com",
            timeout_seconds=20):
        conditions = event["object"].status.conditions if event["object"].status else None
        if any(each.type == "Established" and each.status == "True" for each in conditions or []):
            break
    custom = client.CustomObjectsApi()
    where = ("example.com", "v1", "default", "widgets")
    made = custom.create_namespaced_custom_object(*where, {
        "apiVersion": "example.com/v1", "kind": "Widget", "metadata": {"name": "w"}, "spec": {}})
    assert made["spec"] == {"size": 3}
    status = custom.patch_namespaced_custom_object_status(*where, "w", {"status": {"ready": True}})
    assert status["status"] == {"ready": True}
    assert len(custom.list_namespaced_custom_object(*where)["items"]) == 1
    refused(422, "spec.size", lambda: custom.patch_namespaced_custom_object(*where, "w", {"spec": {"size": "large"}}))
    custom.delete_namespaced_custom_object(*where, "w")


def others(core):
    utils.create_from_dict(client.ApiClient(), {
        "apiVersion": "v1", "kind": "Service", "metadata": {"name": "s"}, "spec": {"ports": [{"port": 80}]}})
    assert core.read_namespaced_service("s", "default").spec.cluster_ip
    review = client.AuthorizationV1Api().create_self_subject_access_review(client.V1SelfSubjectAccessReview(
        spec=client.V1SelfSubjectAccessReviewSpec(
            resource_attributes=client.V1ResourceAttributes(verb="list", resource="secrets"))))
    assert review.status.allowed
    token = core.create_namespaced_service_account_token(
        "default", "default", client.AuthenticationV1TokenRequest(
            spec=client.V1TokenRequestSpec(audiences=["https://kubernetes.default.svc"])))
    assert token.status.token
    core.create_namespaced_event("default", client.CoreV1Event(
        metadata=client.V1ObjectMeta(generate_name="e-"), type="Normal", reason="Because", message="so",
        involved_object=client.V1ObjectReference(kind="ConfigMap", name="a", namespace="default")))
    lease = client.CoordinationV1Api().create_namespaced_lease("default", client.V1Lease(
        metadata=client.V1ObjectMeta(name="l"), spec=client.V1LeaseSpec(holder_identity="me")))
    assert lease.spec.holder_identity == "me"


def main():
    config.load_kube_config(sys.argv[1])
    core = client.CoreV1Api()

    def admin(action):
        api = client.ApiClient()
        api.rest_client.request("POST", f"{api.configuration.host}/_plugfest/{action}")

    basics(core)
    lists(core)
    patches(core, client.AppsV1Api())
    server_side_apply()
    watches(core, admin)
    custom_objects()
    others(core)
    print("all is so")


if __name__ == "__main__":
    main()
