// Flowcharts as a JSON list of texts on standard input; what Mermaid's own parser made of each as JSON on standard output.
import { JSDOM } from "jsdom";
import { readFileSync } from "node:fs";

const { window } = new JSDOM("<!DOCTYPE html><body></body>");
globalThis.window = window;
globalThis.document = window.document;
const { default: mermaid } = await import("mermaid");
mermaid.initialize({ securityLevel: "strict", startOnLoad: false });

/// What is seen of a label: Mermaid keeps entities in a code of its own until it draws.
function seen(label) {
  const text = (label ?? "").replace(/ﬂ°°(\d+)¶ß/g, "&#$1;").replace(/ﬂ°(\w+)¶ß/g, "&$1;");
  const holder = document.createElement("textarea");
  holder.innerHTML = text;
  return holder.value;
}

const answers = [];
for (const text of JSON.parse(readFileSync(0, "utf8"))) {
  try {
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
    const nodes = {};
    db.getVertices().forEach((vertex, id) => { nodes[id] = seen(vertex.text); });
    answers.push({ nodes, places: db.getSubGraphs().map((each) => each.id), edges: db.getEdges().map((each) => seen(each.text)) });
  } catch (error) {
    answers.push({ error: String(error), text });
  }
}
process.stdout.write(JSON.stringify(answers));
