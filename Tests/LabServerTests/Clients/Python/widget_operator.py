"""A small operator on kopf: a Widget gets a status, a ConfigMap of its own and a finalizer, and is looked after by a timer."""

import kopf
import kubernetes


@kopf.on.startup()
def startup(settings, **_):
    settings.posting.enabled = True
    settings.watching.server_timeout = 60


@kopf.on.resume("example.com", "v1", "widgets")
@kopf.on.create("example.com", "v1", "widgets")
def create(spec, name, namespace, body, patch, reason, **_):
    child = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": f"{name}-child"},
             "data": {"size": str(spec.get("size", 0))}}
    kopf.adopt(child, owner=body)
    try:
        kubernetes.client.CoreV1Api().create_namespaced_config_map(namespace, child)
    except kubernetes.client.ApiException as error:
        if error.status != 409:
            raise
    kopf.info(body, reason="Made", message="the child is there")
    patch.status["phase"] = str(reason)


@kopf.on.update("example.com", "v1", "widgets", field="spec.size")
def update(new, retry, name, namespace, patch, **_):
    if new == 7 and retry == 0:
        raise kopf.TemporaryError("not at the first time", delay=0.2)
    kubernetes.client.CoreV1Api().patch_namespaced_config_map(
        f"{name}-child", namespace, {"data": {"size": str(new)}})
    patch.status["size"] = new


@kopf.timer("example.com", "v1", "widgets", interval=0.5)
def tick(status, patch, **_):
    if status.get("ticks", 0) < 2:
        patch.status["ticks"] = status.get("ticks", 0) + 1


@kopf.on.delete("example.com", "v1", "widgets")
def delete(name, namespace, **_):
    kubernetes.client.CoreV1Api().create_namespaced_config_map(
        namespace, {"metadata": {"name": f"{name}-was-here"}})
