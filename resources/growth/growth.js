"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const at = (id) => document.getElementById(id);
  const slider = at("users");
  const follow = at("follow");
  let stage = 0;

  // Every text comes from the data as text; nothing is read as markup.
  const say = (id, words) => { at(id).textContent = words; };

  function frame(present, index) {
    present.components.forEach((component) => {
      const drawn = at(component.drawn);
      if (!drawn) return;
      ["watch", "critical", "full"].forEach((name, k) => drawn.classList.toggle(name, component.bands[index] === "" + (k + 1)));
    });
  }

  function paint(index) {
    const present = data.stages[stage];
    frame(present, index);
    const list = at("used");
    list.replaceChildren();
    const order = present.components.map((component) => component).sort((a, b) => b.use[index] - a.use[index]);
    order.slice(0, 6).filter((component) => component.use[index] > 0).forEach((component) => {
      const row = document.createElement("li");
      const name = document.createElement("span");
      const resource = component.of[component.which[index]];
      name.textContent = component.name + (resource ? " · " + resource : "");
      const bar = document.createElement("div");
      const part = Math.min(component.use[index], 100);
      bar.className = "bar " + ["fine", "watch", "critical", "full"][component.bands[index]]; // as cards are colored
      bar.setAttribute("role", "meter");
      bar.setAttribute("aria-label", name.textContent);
      bar.setAttribute("aria-valuenow", part);
      const filled = document.createElement("i");
      filled.style.width = part + "%";
      bar.append(filled);
      const number = document.createElement("b");
      const use = component.use[index]; // as the text beside writes it
      number.textContent = use < 1000 ? use + " %" : "×" + (use / 100).toFixed(use < 9995 ? 1 : 0);
      row.append(name, bar, number);
      list.append(row);
    });
  }

  function show() {
    const index = Number(slider.value);
    const present = data.stages[stage];
    const words = present.points[index];
    say("stage-name", present.title);
    say("users-out", data.users[index]);
    slider.setAttribute("aria-valuetext", data.users[index] + " users");
    ["state", "load", "mean", "tail", "cost", "first"].forEach((key, k) => say(key, words[k]));
    at("state").parentElement.className = words[0] === data.holds ? "good" : "bad";
    at("back").disabled = stage === 0;
    at("on").disabled = stage === data.stages.length - 1;
    data.stages.forEach((each, k) => { at("stage-" + (k + 1)).hidden = k !== stage; });
    const share = index / (data.users.length - 1);
    document.querySelectorAll("#stage-" + (stage + 1) + " .cursor").forEach((line) => {
      line.style.left = data.plot[0] + share * (data.plot[1] - data.plot[0]) + "%";
    });
    paint(index);
  }

  function step(by) {
    const next = Math.min(Math.max(stage + by, 0), data.stages.length - 1);
    follow.checked = false;
    if (next === stage) return;
    stage = next;
    show();
  }

  at("back").addEventListener("click", () => step(-1));
  at("on").addEventListener("click", () => step(1));
  slider.addEventListener("input", () => {
    if (follow.checked) stage = data.meant[Number(slider.value)];
    show();
  });
  follow.addEventListener("change", () => {
    if (follow.checked) stage = data.meant[Number(slider.value)];
    show();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "[") step(-1);
    if (event.key === "]") step(1);
  });
  // On paper all stages are seen, each as it is at the end of its range.
  window.addEventListener("beforeprint", () => data.stages.forEach((each, k) => {
    at("stage-" + (k + 1)).hidden = false;
    frame(each, Math.min(each.end, data.users.length - 1));
  }));
  window.addEventListener("afterprint", show);

  at("controls").hidden = false;
  stage = data.meant[Number(slider.value)];
  show();
})();
