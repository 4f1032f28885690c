"""Strict readers of the few forms of D2, Structurizr DSL, Mermaid and draw.io that Headroom writes, from the languages' published
references. Whatever they do not know is an error: a name that broke out of its quotes cannot pass for anything else.

Sources: d2lang.com, tour (strings, containers, connections, shapes); docs.structurizr.com, DSL language reference;
mermaid.js.org, flowchart syntax; draw.io: jgraph/drawio-mcp, shared/mxfile.xsd, and what it asks of cells."""
import re
import xml.etree.ElementTree


class GrammarError(Exception):
    pass


# ---------------------------------------------------------------------------------------------------------------- D2

D2_TOKENS = re.compile(r"[ ]+|(?P<text>'(?:[^'\n]|'')*')|(?P<arrow>->)|(?P<mark>[:{}.\n])|(?P<word>[a-z0-9][a-z0-9-]*)")
D2_SHAPES = {"rectangle", "cylinder", "queue", "person"}
D2_ATTRIBUTES = {"shape", "tooltip"}


class D2:
    """nodes: label by path, a path being a tuple of keys; edges: (from, to, label)."""

    def __init__(self, text):
        if not text.endswith("\n"):
            raise GrammarError("no line feed at the end")
        self.tokens = [token for line in text.splitlines(keepends=True) for token in self.tokens_of(line)]
        self.at, self.nodes, self.edges = 0, {}, []
        self.take("word", "direction")
        self.take("mark", ":")
        self.take("word", "right")
        self.take("mark", "\n")
        while self.at < len(self.tokens):
            self.statement(())

    @staticmethod
    def tokens_of(line):
        if line.startswith("# "):
            return
        at = 0
        while at < len(line):
            found = D2_TOKENS.match(line, at)
            if not found:
                raise GrammarError(f"what is {line[at:]!r} in {line!r}?")
            at = found.end()
            if found.lastgroup:
                value = found.group(found.lastgroup)
                yield found.lastgroup, value[1:-1].replace("''", "'") if found.lastgroup == "text" else value

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else ("end", "")

    def take(self, kind, value=None):
        found = self.peek()
        if found[0] != kind or value not in (None, found[1]):
            raise GrammarError(f"{value or kind} expected, {found} found")
        self.at += 1
        return found[1]

    def taken(self, kind, value):
        if self.peek() != (kind, value):
            return False
        self.at += 1
        return True

    def path(self):
        keys = [self.take("text")]
        while self.taken("mark", "."):
            keys.append(self.take("text"))
        return tuple(keys)

    def statement(self, around):
        path = self.path()
        if self.taken("arrow", "->"):
            return self.edge(path, self.path(), around)
        if len(path) != 1 or around + path in self.nodes:
            raise GrammarError(f"{around + path} is there already, or is no key of this container")
        self.take("mark", ":")
        self.nodes[around + path] = self.take("text")
        self.take("mark", "{")
        self.take("mark", "\n")
        while not self.taken("mark", "}"):
            if self.peek()[0] == "word":
                self.attribute()
            else:
                self.statement(around + path)
        self.take("mark", "\n")

    def attribute(self):
        name = self.take("word")
        self.take("mark", ":")
        if name not in D2_ATTRIBUTES:
            raise GrammarError(f"{name} is no attribute that is written")
        if name == "shape" and self.take("word") not in D2_SHAPES:
            raise GrammarError("no such shape")
        if name == "tooltip":
            self.take("text")
        self.take("mark", "\n")

    def edge(self, source, target, around):
        if around or source not in self.nodes or target not in self.nodes:
            raise GrammarError(f"{source} -> {target} joins what is not there")
        label, isDashed = "", False
        if self.taken("mark", ":"):
            label = self.take("text") if self.peek()[0] == "text" else ""
            isDashed = self.taken("mark", "{")
        if isDashed:
            for kind, value in (("word", "style"), ("mark", "."), ("word", "stroke-dash"), ("mark", ":"), ("word", "4"), ("mark", "}")):
                self.take(kind, value)
        self.take("mark", "\n")
        self.edges.append((source, target, label))


# -------------------------------------------------------------------------------------------------------- Structurizr

class Structurizr:
    """elements: (keyword, name) by identifier; edges: (from, to, description); deployed: names of nodes by path;
    instances: count by identifier of the container."""

    def __init__(self, text):
        self.lines = [self.words(line) for line in text.splitlines()]
        self.at, self.elements, self.edges, self.deployed, self.instances = 0, {}, [], [], {}
        self.open("workspace", 2)
        self.open("model", 1)
        while not self.closed():
            self.model()
        self.open("views", 1)
        while not self.closed():
            self.view()
        if not self.closed() or self.at != len(self.lines):
            raise GrammarError("something stands behind the workspace")

    @staticmethod
    def words(line):
        """Words of a line, quoted ones as ("…", text); the language knows no escapes that are safe."""
        if "${" in line or "\\" in line:
            raise GrammarError(f"a substitution or a joined line: {line!r}")
        words, rest = [], line.strip()
        while rest:
            found = re.match(r'"([^"]*)"(?= |$)', rest)
            if found:
                words.append(("text", found.group(1)))
            else:
                found = re.match(r"(->|[{}=*]|[A-Za-z0-9_]+)(?= |$)", rest)
                if not found:
                    raise GrammarError(f"what is {rest!r}?")
                words.append(("word", found.group(1)))
            rest = rest[found.end():].lstrip()
        if not words:
            raise GrammarError("an empty line")
        return words

    def line(self):
        if self.at >= len(self.lines):
            raise GrammarError("the file ends too early")
        return self.lines[self.at]

    def closed(self):
        if self.line() != [("word", "}")]:
            return False
        self.at += 1
        return True

    def open(self, keyword, least):
        line = self.line()
        if line[0] != ("word", keyword) or line[-1] != ("word", "{") or len(line) < least + 1:
            raise GrammarError(f"{keyword} expected: {line}")
        self.at += 1
        return line

    @staticmethod
    def texts(words, least, most):
        if not least <= len(words) <= most or any(kind != "text" for kind, _ in words):
            raise GrammarError(f"{least} to {most} texts expected: {words}")
        return [text for _, text in words]

    def element(self, line, keyword, most):
        identifier = line[0][1]
        if identifier in self.elements or not re.fullmatch("[A-Za-z0-9_]+", identifier) or line[1] != ("word", "=") or line[2] != ("word", keyword):
            raise GrammarError(f"no definition of a {keyword}: {line}")
        name = self.texts(line[3:], 1, most)[0]
        if not name.strip() or (keyword, name) in self.elements.values():
            raise GrammarError(f"the name {name!r} is blank or taken")
        self.elements[identifier] = (keyword, name)

    def model(self):
        line = self.line()
        if line[0] == ("word", "deploymentEnvironment"):
            self.open("deploymentEnvironment", 2)
            names = set()
            while not self.closed():
                self.deploy((), names)
        elif line[1:2] == [("word", "->")]:
            self.relationship(line)
        elif line[-1] == ("word", "{"):
            self.element(line[:-1], "softwareSystem", 3)
            self.at += 1
            while not self.closed():
                self.element(self.line(), "container", 4)
                self.at += 1
        else:
            self.element(line, "person", 3)
            self.at += 1

    def relationship(self, line):
        source, target = line[0][1], line[2][1]
        texts = self.texts(line[3:], 1, 3)
        if source not in self.elements or target not in self.elements:
            raise GrammarError(f"a relationship of what is not there yet: {line}")
        if (source, target, texts[0]) in self.edges:
            raise GrammarError(f"said twice: {line}")
        self.edges.append((source, target, texts[0]))
        self.at += 1

    def deploy(self, around, siblings):
        line = self.line()
        if line[0] == ("word", "containerInstance"):
            identifier = line[1][1]
            if len(line) != 2 or self.elements.get(identifier, ("",))[0] != "container" or not around:
                raise GrammarError(f"no container: {line}")
            self.instances[identifier] = self.instances.get(identifier, 0) + self.count
            self.at += 1
            return
        line = self.open("deploymentNode", 2)[1:-1]
        self.count = int(line.pop()[1]) if line[-1][0] == "word" else 1
        name = self.texts(line, 1, 4)[0]
        if not name.strip() or name in siblings:
            raise GrammarError(f"the name {name!r} is blank or taken in its place")
        siblings.add(name)
        self.deployed.append(around + (name,))
        inside = set()
        while not self.closed():
            self.deploy(around + (name,), inside)

    def view(self):
        line = self.line()
        if line == [("word", "styles"), ("word", "{")]:
            self.at += 1
            while not self.closed():
                self.style()
            return
        keyword, system = line[0][1], line[1][1]
        if keyword not in ("container", "deployment") or self.elements[system][0] != "softwareSystem" or line[-1] != ("word", "{"):
            raise GrammarError(f"no view: {line}")
        self.at += 1
        for expected in ([("word", "include"), ("word", "*")], [("word", "autoLayout"), ("word", "lr")], [("word", "}")]):
            if self.line() != expected:
                raise GrammarError(f"{expected} expected")
            self.at += 1

    def style(self):
        line = self.line()
        if line[0][1] not in ("element", "relationship") or len(line) != 3 or line[2] != ("word", "{"):
            raise GrammarError(f"no style: {line}")
        self.at += 1
        while not self.closed():
            if [word for word in self.line()][0][1] not in ("shape", "dashed"):
                raise GrammarError(f"no property of a style: {self.line()}")
            self.at += 1


# ------------------------------------------------------------------------------------------------------------ Mermaid

MERMAID_TEXT = r'"((?:[^"<>`{}\[\]|;#&\\$*_~^=\n]|#quot;|#\d+;)+)"'
MERMAID_NODES = [re.compile(start + MERMAID_TEXT + end) for start, end in ((r"\[", r"\]"), (r"\(\[", r"\]\)"), (r"\[\(", r"\)\]"), (r"\[\[", r"\]\]"))]
MERMAID_POINT = re.compile(r'(c_\d+_p)\(\(" "\)\)')
MERMAID_EDGE = re.compile(r"(c_\d+(?:_p)?) (?:-->|-\.->)(?:\|" + MERMAID_TEXT + r"\|)? (c_\d+(?:_p)?)")
MERMAID_PLACE = re.compile(r"subgraph (c_\d+)\[" + MERMAID_TEXT + r"\]")


def mermaid_text(coded):
    """What Mermaid shows of a text."""
    return re.sub(r"#(\d+|quot);", lambda found: '"' if found.group(1) == "quot" else chr(int(found.group(1))), coded)


class Mermaid:
    """nodes and places: label by id; edges: (from, to, label)."""

    def __init__(self, text):
        lines = text.split("\n")
        if lines[0] != "---" or not re.fullmatch(r'title: "(?:[^"\\<>&]|\\["\\]|\\x3C|\\x3E|\\x26)*"', lines[1]) or lines[2:4] != ["---", "flowchart LR"] or lines[-1]:
            raise GrammarError(f"no head: {lines[:4]}")
        self.nodes, self.places, self.edges, depth = {}, {}, [], 0
        for line in (each.strip() for each in lines[4:-1]):
            place, point, edge = MERMAID_PLACE.fullmatch(line), MERMAID_POINT.fullmatch(line), MERMAID_EDGE.fullmatch(line)
            if line == "end":
                depth -= 1
            elif place:
                depth += 1
                self.add(self.places, place.group(1), mermaid_text(place.group(2)))
            elif point:
                self.add(self.nodes, point.group(1), " ")
            elif edge:
                if any(end not in self.nodes for end in (edge.group(1), edge.group(3))):
                    raise GrammarError(f"joins what is not there: {line}")
                self.edges.append((edge.group(1), edge.group(3), mermaid_text(edge.group(2) or "")))
            else:
                self.node(line)
            if depth < 0:
                raise GrammarError("an end too many")
        if depth:
            raise GrammarError("a subgraph is not closed")

    def add(self, to, key, label):
        if key in self.nodes or key in self.places:
            raise GrammarError(f"{key} is there already")
        to[key] = label

    def node(self, line):
        found = re.match(r"c_\d+(?=[\[(])", line)
        rest = line[found.end():] if found else ""
        shapes = [match for match in (shape.fullmatch(rest) for shape in MERMAID_NODES) if match]
        if len(shapes) != 1:
            raise GrammarError(f"what is {line!r}?")
        self.add(self.nodes, found.group(0), mermaid_text(shapes[0].group(1)))


# ----------------------------------------------------------------------------------------------------------- draw.io

# What draw.io's schema allows in an element: attributes (those with * have to be there), and elements inside.
DRAWIO = {
    "mxfile": ({"host", "modified", "agent", "version", "etag", "type", "compressed", "pages"}, {"diagram"}),
    "diagram": ({"id", "*name"}, {"mxGraphModel"}),
    "mxGraphModel": ({"dx", "dy", "grid", "gridSize", "guides", "tooltips", "connect", "arrows", "fold", "page", "pageScale", "pageWidth", "pageHeight",
                      "background", "backgroundImage", "adaptiveColors", "math", "shadow"}, {"root"}),
    "root": (set(), {"mxCell", "UserObject", "object"}),
    "UserObject": ({"*id", "*label", "tooltip", "link", "tags", "placeholders"}, {"mxCell"}),
    "object": ({"*id", "*label", "tooltip", "link", "tags", "placeholders"}, {"mxCell"}),
    "mxCell": ({"id", "value", "style", "parent", "vertex", "edge", "source", "target", "connectable", "collapsed", "visible"}, {"mxGeometry"}),
    "mxGeometry": ({"x", "y", "width", "height", "relative", "*as"}, {"mxPoint", "Array", "mxRectangle"}),
    "Array": ({"*as"}, {"mxPoint"}),
    "mxRectangle": ({"x", "y", "width", "height", "*as"}, set()),
    "mxPoint": ({"x", "y", "as"}, set()),
}
# The schema's sequences and choices: how many children an element has, at least and at most.
DRAWIO_COUNTS = {"mxfile": (1, None), "diagram": (1, 1), "mxGraphModel": (1, 1), "root": (1, None), "UserObject": (1, 1), "object": (1, 1), "mxCell": (0, 1)}
DRAWIO_ROLES = {"mxGeometry": {"geometry"}, "Array": {"points"}, "mxRectangle": {"alternateBounds"}, "mxPoint": {"sourcePoint", "targetPoint", "offset"}}
DRAWIO_NUMBERS = {"x", "y", "width", "height", "dx", "dy", "pageScale"}  # xs:double, and finite
DRAWIO_COUNTED = {"pages", "gridSize", "pageWidth", "pageHeight"}  # xs:positiveInteger
DRAWIO_COLOR = re.compile(r"#[0-9a-fA-F]{6}([0-9a-fA-F]{2})?|none|default")
DRAWIO_SWITCHES = {"vertex", "edge", "relative", "connectable", "collapsed", "visible", "grid", "guides", "tooltips", "connect", "arrows", "fold", "page", "math",
                   "shadow", "placeholders"}
DRAWIO_STYLE = re.compile(r"(?:[A-Za-z][A-Za-z0-9]*=[^;=<>]+;)*")
DRAWIO_OWN = re.compile(r"headroom-[a-z][a-z0-9-]*")  # draw.io keeps what else an object bears


class DrawIo:
    """pages: {id of a cell: (label, source, target)}, with None where a cell is no edge."""

    def __init__(self, text):
        try:
            root = xml.etree.ElementTree.fromstring(text)
        except xml.etree.ElementTree.ParseError as error:
            raise GrammarError(str(error)) from error
        if root.tag != "mxfile" or root.get("compressed", "false") != "false":
            raise GrammarError("no uncompressed mxfile")
        self.keep(root)
        ids = [each.get("id") for each in root]
        if len(set(ids)) != len(ids) or root.get("pages", str(len(ids))) != str(len(ids)):
            raise GrammarError(f"pages: {ids}")
        self.pages = [self.page(each.find("mxGraphModel/root")) for each in root]

    def keep(self, element):
        attributes, inside = DRAWIO.get(element.tag, (None, None))
        if attributes is None:
            raise GrammarError(f"element {element.tag}")
        known = {each.lstrip("*") for each in attributes}
        for name, value in element.attrib.items():
            if name not in known and not (element.tag in ("UserObject", "object") and DRAWIO_OWN.fullmatch(name)):
                raise GrammarError(f"{name} of {element.tag}")
            if name in DRAWIO_SWITCHES and value not in ("0", "1") or name in DRAWIO_NUMBERS and not re.fullmatch(r"-?\d+(\.\d+)?(e[+-]?\d+)?", value):
                raise GrammarError(f"{name}={value!r} of {element.tag}")
            if name in DRAWIO_COUNTED and not re.fullmatch(r"[1-9]\d*", value) or name == "background" and not DRAWIO_COLOR.fullmatch(value):
                raise GrammarError(f"{name}={value!r} of {element.tag}")
            if name == "as" and value not in DRAWIO_ROLES[element.tag]:
                raise GrammarError(f"{element.tag} as {value!r}")
            if name == "style" and not DRAWIO_STYLE.fullmatch(value):
                raise GrammarError(f"style {value!r}")
        missing = {each[1:] for each in attributes if each.startswith("*")} - set(element.attrib)
        if missing or (element.text or "").strip() or (element.tail or "").strip():
            raise GrammarError(f"{element.tag} without {missing}, or with text")
        least, most = DRAWIO_COUNTS.get(element.tag, (0, None))
        if not least <= len(element) <= (len(element) if most is None else most):
            raise GrammarError(f"{len(element)} in {element.tag}")
        for each in element:
            if each.tag not in inside:
                raise GrammarError(f"{each.tag} in {element.tag}")
            self.keep(each)

    @staticmethod
    def page(root):
        cells, found = {}, {}
        for each in root:
            cell = each if each.tag == "mxCell" else each.find("mxCell")
            key = each.get("id")
            if cell is None or key is None or key in cells or (cell is not each and len(each) != 1):
                raise GrammarError(f"cell {key}")
            cells[key] = cell
            if len(cells) > 2:
                found[key] = (each.get("label", cell.get("value", "")), cell.get("source"), cell.get("target"))
        if list(cells)[:2] != ["0", "1"] or cells["0"].get("parent") is not None or cells["1"].get("parent") != "0":
            raise GrammarError("cells 0 and 1 come first")
        for key, cell in list(cells.items())[2:]:
            isEdge, geometry = cell.get("edge") == "1", cell.find("mxGeometry")
            if isEdge == (cell.get("vertex") == "1") or geometry is None or geometry.get("as") != "geometry" or (geometry.get("relative") == "1") != isEdge:
                raise GrammarError(f"{key} is no edge and no vertex, or has no place")
            if cell.get("parent") not in cells or key == cell.get("parent"):
                raise GrammarError(f"parent of {key}")
            if isEdge and (cell.get("source") not in cells or cell.get("target") not in cells):
                raise GrammarError(f"ends of {key}")
            if not isEdge and any(geometry.get(side) is None for side in ("x", "y", "width", "height")):
                raise GrammarError(f"size of {key}")
        return found
