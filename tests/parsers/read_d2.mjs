// D2 as a JSON list of texts on standard input; what D2's own compiler made of each as JSON on standard output.
import { D2 } from "@terrastruct/d2";
import { readFileSync } from "node:fs";

const d2 = new D2();
const answers = [];
for (const text of JSON.parse(readFileSync(0, "utf8"))) {
  try {
    const { diagram } = await d2.compile(text);
    answers.push({ nodes: diagram.shapes.map((each) => each.label), edges: diagram.connections.map((each) => each.label) });
  } catch (error) {
    answers.push({ error: String(error), text });
  }
}
process.stdout.write(JSON.stringify(answers), () => process.exit(0));
