"""What Schemathesis reads otherwise than it is meant. Nothing here makes a check say less about the server."""

import schemathesis


@schemathesis.hook
def before_load_schema(context, raw_schema):
    # A kind that this version does not know is taken for the mildest, on both sides.
    raw_schema["components"]["schemas"]["NewNotice"]["properties"]["kind"] = {"type": "string"}
    walk(raw_schema)


def walk(value):
    if isinstance(value, list):
        for one in value:
            walk(one)
    if not isinstance(value, dict):
        return
    # OpenAPI 3.1 has no words for server-sent events: `Event` is what their `data` says, and it is held against whole frames.
    if "text/event-stream" in value:
        value["text/event-stream"].pop("schema", None)
    # With two types a format is not heeded, and "" counts as a date. Said in two halves it is the same, and heeded.
    if isinstance(value.get("type"), list) and "format" in value and "null" in value["type"]:
        text = {key: value.pop(key) for key in list(value) if key != "description"}
        text["type"] = next(one for one in text["type"] if one != "null")
        value["anyOf"] = [text, {"type": "null"}]
    for one in list(value.values()):
        walk(one)


@schemathesis.hook
def map_body(context, body):
    """218.0 is an integer to JSON Schema, and to no typed reader."""
    return whole(body)


def whole(value):
    if isinstance(value, dict):
        return {key: whole(one) for key, one in value.items()}
    if isinstance(value, list):
        return [whole(one) for one in value]
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value
