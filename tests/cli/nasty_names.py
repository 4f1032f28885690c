"""The hostile names of tests/support/nasty_names.h, and a design in which everything has one of them."""
import codecs
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]


def nasty_names():
    text = (ROOT / "tests/support/nasty_names.h").read_text()
    block = text[text.index("kNames {") + len("kNames {"):text.index("};\n    return")]
    names = []
    for literals in re.findall(r'((?:"(?:[^"\\]|\\.)*"\s*)+),', block):
        coded = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', literals))
        names.append(codecs.escape_decode(coded.encode())[0].decode("utf-8", "surrogatepass"))
    assert len(names) >= 60
    return names


def nasty_design(names=None):
    """All names in one stage, two components and a connection each, half of them in a place with a name like that."""
    names = names or nasty_names()
    components = [{"id": "users", "kind": "client_population", "name": names[0], "x": 0, "y": 0},
                  {"id": "zone", "kind": "az", "name": names[1 % len(names)], "x": 600, "y": 0}]
    connections = []
    for i, name in enumerate(names):
        components.append({"id": f"a{i}", "kind": "web_app_server", "name": name, "x": 300 + i % 5 * 260, "y": i // 5 * 130, "notes": name})
        if i % 2:
            components[-1]["place"] = "zone"
        connections.append({"id": f"c{i}", "from": "users", "to": f"a{i}", "kind": "call", "name": name})
    return {"format": "headroom", "version": 1, "name": names[0], "notes": names[-1], "workload": {"preset": "consumer_app"},
            "stages": [{"name": names[1 % len(names)], "users": {"from": 0, "to": 1000}, "components": components, "connections": connections}]}


def visible(text):
    """As reporting::visibleText() writes what cannot be seen."""
    hidden = ("[\x00-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e007f"
              "\ufffe\uffff]")
    return re.sub(hidden, lambda found: "\\u{%X}" % ord(found.group()), text)
