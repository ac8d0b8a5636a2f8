"""What operators in Python are made of, against the embedded server: the dynamic client, pages, watches with their limits,
subresources, informers and leader election. Exits with 1 and a traceback at the first thing that is not so."""

import os
import sys
import threading
import time

from kubernetes import client, config, dynamic, watch
from kubernetes.client.rest import ApiException
from kubernetes.dynamic import exceptions
from kubernetes.informer import SharedInformer
from kubernetes.leaderelection import electionconfig, leaderelection
from kubernetes.leaderelection.resourcelock.leaselock import LeaseLock

WHERE = ("example.com", "v1", "default", "widgets")


def widget(name, size=1, **metadata):
    return {"apiVersion": "example.com/v1", "kind": "Widget", "metadata": {"name": name, **metadata},
            "spec": {"size": size}}


def establish():
    schema = {"type": "object", "properties": {
        "spec": {"type": "object", "properties": {
            "size": {"type": "integer"}, "tags": {"type": "array", "items": {"type": "string"}}}},
        "status": {"type": "object", "properties": {"size": {"type": "integer"}, "phase": {"type": "string"}}}}}
    extensions = client.ApiextensionsV1Api()
    extensions.create_custom_resource_definition({
        "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
        "metadata": {"name": "widgets.example.com"},
        "spec": {"group": "example.com", "scope": "Namespaced",
                 "names": {"plural": "widgets", "singular": "widget", "kind": "Widget"},
                 "versions": [{
                     "name": "v1", "served": True, "storage": True, "schema": {"openAPIV3Schema": schema},
                     "subresources": {"status": {}, "scale": {
                         "specReplicasPath": ".spec.size", "statusReplicasPath": ".status.size"}}}]}})
    stream = watch.Watch()
    for event in stream.stream(
            extensions.list_custom_resource_definition, field_selector="metadata.name=widgets.example.com",
            timeout_seconds=20):
        status = event["object"].status
        if any(each.type == "Established" and each.status == "True" for each in (status and status.conditions) or []):
            stream.stop()


def subresources(custom):
    made = custom.create_namespaced_custom_object(*WHERE, widget("w", 3))
    assert made["metadata"]["generation"] == 1
    # The status is written on its own: neither way touches the other, and only the spec counts as a generation.
    made["status"] = {"phase": "Ready", "size": 3}
    made["spec"]["size"] = 9
    written = custom.replace_namespaced_custom_object_status(*WHERE, "w", made)
    assert written["spec"]["size"] == 3 and written["status"]["phase"] == "Ready", written
    assert written["metadata"]["generation"] == 1
    patched = custom.patch_namespaced_custom_object(*WHERE, "w", {"spec": {"size": 4}, "status": {"phase": "no"}})
    assert patched["status"]["phase"] == "Ready" and patched["metadata"]["generation"] == 2, patched
    scale = custom.get_namespaced_custom_object_scale(*WHERE, "w")
    assert scale["kind"] == "Scale" and scale["spec"]["replicas"] == 4 and scale["status"]["replicas"] == 3, scale
    scale["spec"]["replicas"] = 6
    assert custom.replace_namespaced_custom_object_scale(*WHERE, "w", scale)["spec"]["replicas"] == 6
    assert custom.get_namespaced_custom_object(*WHERE, "w")["spec"]["size"] == 6
    stale = dict(made, spec={"size": 1})
    try:
        custom.replace_namespaced_custom_object(*WHERE, "w", stale)
        raise AssertionError("a stale replacement was taken")
    except ApiException as error:
        assert error.status == 409, error


def patch_types(resources):
    widgets = resources.get(api_version="example.com/v1", kind="Widget")

    def patch(body, kind):
        return widgets.patch(body=body, name="w", namespace="default", content_type=f"application/{kind}+json")

    assert patch({"spec": {"tags": ["a", "b"]}}, "merge-patch").spec.tags == ["a", "b"]
    operations = [{"op": "test", "path": "/spec/tags/0", "value": "a"}, {"op": "remove", "path": "/spec/tags/0"}]
    assert patch(operations, "json-patch").spec.tags == ["b"]
    try:
        patch(operations, "json-patch")
        raise AssertionError("a failed test was passed over")
    except exceptions.UnprocessibleEntityError:
        pass
    try:
        patch({"spec": {}}, "strategic-merge-patch")
        raise AssertionError("a custom resource took a strategic merge patch")
    except exceptions.DynamicApiError as error:
        assert error.status == 415, error
    try:
        resources.get(api_version="example.com/v1", kind="Nothing")
        raise AssertionError("an unknown kind was found")
    except exceptions.ResourceNotFoundError:
        pass


def pages(custom):
    for number in range(7):
        custom.create_namespaced_custom_object(*WHERE, widget(f"p{number}", labels={"page": "yes"}))
    names, token, count = [], None, 0
    while True:
        page = custom.list_namespaced_custom_object(*WHERE, label_selector="page=yes", limit=3, _continue=token)
        if token is None:
            # What comes between two pages is not in the list.
            custom.create_namespaced_custom_object(*WHERE, widget("p9", labels={"page": "yes"}))
        names += [item["metadata"]["name"] for item in page["items"]]
        token, count = page["metadata"].get("continue"), count + 1
        if not token:
            break
    assert names == [f"p{number}" for number in range(7)] and count == 3, (names, count)
    try:
        custom.list_namespaced_custom_object(*WHERE, limit=3, _continue="nonsense")
        raise AssertionError("nonsense was taken for a place in a list")
    except ApiException as error:
        assert error.status == 400, error
    old = client.CoreV1Api().list_namespaced_config_map("default", resource_version="0")
    assert int(old.metadata.resource_version) > 0
    try:
        client.CoreV1Api().list_namespaced_config_map("default", resource_version="999999999")
        raise AssertionError("a list came from the future")
    except ApiException as error:
        assert error.status in (500, 504), error


def watches(resources):
    widgets = resources.get(api_version="example.com/v1", kind="Widget")
    begin = time.monotonic()
    first = [event["object"].metadata.name for event in widgets.watch(namespace="default", timeout=1)]
    assert sorted(first) == sorted(["w", "p9"] + [f"p{number}" for number in range(7)]), first
    assert time.monotonic() - begin >= 0.9, "the watch ended before its time"
    # A list that streams: everything there is, and then a bookmark that says so.
    kinds = []
    stream = watch.Watch()
    for event in widgets.watch(
            namespace="default", send_initial_events=True, resource_version_match="NotOlderThan",
            allow_watch_bookmarks=True, timeout=20, watcher=stream):
        kinds.append(event["type"])
        if event["type"] == "BOOKMARK":
            assert event["raw_object"]["metadata"]["annotations"]["k8s.io/initial-events-end"] == "true"
            stream.stop()
    assert kinds == ["ADDED"] * 9 + ["BOOKMARK"], kinds
    # What leaves a selection is deleted for who watches it.
    seen = []
    stream = watch.Watch()
    start = widgets.get(namespace="default").metadata.resourceVersion
    merge = "application/merge-patch+json"
    widgets.patch(body={"metadata": {"labels": {"page": "no"}}}, name="p1", namespace="default", content_type=merge)
    widgets.patch(body={"metadata": {"labels": {"page": "yes"}}}, name="p1", namespace="default", content_type=merge)
    for event in widgets.watch(
            namespace="default", label_selector="page=yes", resource_version=start, timeout=20, watcher=stream):
        seen.append((event["type"], event["object"].metadata.name))
        if len(seen) == 2:
            stream.stop()
    assert seen == [("DELETED", "p1"), ("ADDED", "p1")], seen


def informers(core):
    seen, changed = [], threading.Condition()

    def note(kind):
        def handler(object):
            with changed:
                seen.append((kind, object.metadata.name))
                changed.notify_all()
        return handler

    informer = SharedInformer(core.list_namespaced_config_map, namespace="default", label_selector="informer=yes")
    for kind in ("ADDED", "MODIFIED", "DELETED"):
        informer.add_event_handler(kind, note(kind))
    body = client.V1ConfigMap(metadata=client.V1ObjectMeta(name="i1", labels={"informer": "yes"}))
    core.create_namespaced_config_map("default", body)
    informer.start()
    with changed:
        assert changed.wait_for(lambda: ("ADDED", "i1") in seen, 20), seen
    core.patch_namespaced_config_map("i1", "default", {"data": {"k": "1"}})
    core.delete_namespaced_config_map("i1", "default")
    with changed:
        assert changed.wait_for(lambda: ("DELETED", "i1") in seen, 20), seen
    assert ("MODIFIED", "i1") in seen and informer.cache.list() == []
    informer.stop()


def leader_election():
    """The second candidate leads when the first stops to renew its lease."""
    leads, stops = {name: threading.Event() for name in "ab"}, threading.Event()

    def candidate(name):
        def lead():
            leads[name].set()
            if name == "a":
                stops.wait(30)
                raise RuntimeError("this leader gives up")

        election = electionconfig.Config(
            LeaseLock("leader", "default", name), lease_duration=4, renew_deadline=3, retry_period=1,
            onstarted_leading=lead, onstopped_leading=lambda: None)
        thread = threading.Thread(target=leaderelection.LeaderElection(election).run, daemon=True)
        thread.start()

    leases = client.CoordinationV1Api()
    candidate("a")
    assert leads["a"].wait(20)
    assert leases.read_namespaced_lease("leader", "default").spec.holder_identity == "a"
    candidate("b")
    assert not leads["b"].wait(2), "two candidates lead"
    stops.set()
    assert leads["b"].wait(20), "nobody leads"
    spec = leases.read_namespaced_lease("leader", "default").spec
    assert spec.holder_identity == "b" and spec.lease_duration_seconds == 4, spec


def main():
    config.load_kube_config(sys.argv[1])
    establish()
    custom = client.CustomObjectsApi()
    resources = dynamic.DynamicClient(client.ApiClient()).resources
    subresources(custom)
    patch_types(resources)
    pages(custom)
    watches(resources)
    informers(client.CoreV1Api())
    leader_election()
    print("all is so", flush=True)
    # Threads of the election still run, and an interpreter that is torn down under them may crash.
    os._exit(0)


if __name__ == "__main__":
    main()
