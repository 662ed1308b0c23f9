// What the keyboard and the pointer can do beyond links and forms. Every page is complete without it; nothing here
// makes markup from text: words are only ever set as text.
"use strict";

const ITEMS = ".statements li, .said, .line, .timeline > li, tbody tr";
const GO = {h: "/", a: "/articles", s: "/stories", p: "/speakers", r: "/review", w: "/review/speakers", c: "/changes"};
const FIELDS = {s: "content", o: "source", u: "cue"};
const find = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const shown = (element) => element && element.getClientRects().length > 0;

let going = 0;  // when "g" was pressed: the next key says where to

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
  if (event.target.closest("input, textarea, select, dialog")) return;
  if (act(event.key)) event.preventDefault();
});

function act(key) {
  if (Date.now() - going < 1500 && GO[key]) { location.assign(GO[key]); return true; }
  going = 0;
  if (key === "g") { going = Date.now(); return true; }
  if (key === "?") { find("#keys").showModal(); return true; }
  if (key === "/") { const box = find("input[type=search]"); if (box) { box.focus(); box.select(); } return Boolean(box); }
  if (key === "z") { const undo = find(".made button"); if (undo) undo.click(); return Boolean(undo); }
  if (FIELDS[key] && take(FIELDS[key])) return true;
  if (key === "S" && take("content", true)) return true;
  const marked = all(`[data-key="${CSS.escape(key)}"]`).find(shown);
  if (marked) { press(marked); return true; }
  if (key === "j" || key === "k") return step(key === "j" ? 1 : -1);
  if (key === "c") return copyFocused();
  return false;
}

function press(element) {
  if (element.tagName !== "DETAILS") { element.click(); return; }
  element.open = true;
  const field = find("input:not([type=hidden]), textarea", element);
  if (field) { field.focus(); if (field.select) field.select(); }
}

// ---- moving from item to item

function step(by) {
  const items = all(ITEMS).filter(shown);
  if (!items.length) return false;
  const now = items.findIndex((item) => item.contains(document.activeElement));
  const item = items[now < 0 ? (by > 0 ? 0 : items.length - 1) : Math.min(items.length - 1, Math.max(0, now + by))];
  const target = item.hasAttribute("tabindex") ? item : find("h2 a, h3 a, th a", item) || find("a", item) || item;
  target.focus();
  item.scrollIntoView({block: "nearest"});
  return true;
}

// ---- words that were selected, into the form that asks for them

function take(role, more) {
  const words = selectedWords();
  if (!words || !getSelection().anchorNode.parentElement.closest(".text")) return false;
  const field = more ? lastTaken : fieldFor(role);
  if (!field) return false;
  for (let up = field.closest("details"); up; up = up.parentElement.closest("details")) up.open = true;
  const place = find(`[name=${role}-at]`, field.closest("fieldset, form"));
  if (place && !more) place.value = placeOf(getSelection().getRangeAt(0));
  field.value = more ? `${field.value} … ${words}` : words;
  if (role === "content") lastTaken = field;
  field.scrollIntoView({block: "nearest"});
  say(`${more ? "Taken as well" : "Taken"} as ${{content: "what is said", source: "who says it", cue: "the cue"}[role]}: ${words}`);
  return true;
}

let lastTaken = null;  // the field whose words were taken last, for those of the same statement that stand apart

function selectedWords() {
  document.body.classList.add("selecting");  // numbers of statements are no words of the text
  const words = String(getSelection()).trim();
  document.body.classList.remove("selecting");
  return words;
}

// Where a selection begins in the text, in code points: of equal words those are meant that were selected.
function placeOf(range) {
  const start = range.startContainer;
  const block = (start.nodeType === Node.TEXT_NODE ? start.parentElement : start).closest("[data-at]");
  if (!block) return "";
  const before = document.createRange();
  before.setStart(block, 0);
  before.setEnd(start, range.startOffset);
  const words = before.cloneContents();
  for (const number of all(".number", words)) number.remove();
  return Number(block.dataset.at) + [...words.textContent].length;
}

function fieldFor(role) {
  const fields = all(`[data-select="${role}"]`);
  const open = fields.filter(shown);
  if (open.length < 2) return open[0] || fields.at(-1);
  if (role === "content") return open.find((field) => !field.value) || open.at(-1);
  // Of several statements the source is that of the one whose words were taken last.
  return open.filter((field) => find("[data-select=content]", field.closest("fieldset")).value).at(-1) || open[0];
}

// ---- copying with the citation

async function copyFocused() {
  const item = document.activeElement.closest(ITEMS);
  const link = item && find('a[href^="/statement/"]', item);
  if (!link) return false;
  const answer = await fetch(`${new URL(link.href).pathname}.json`);
  if (answer.ok) await copy((await answer.json()).citation.text);
  return true;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    say("Copied with its citation.");
  } catch {
    say("The browser does not let this page copy; select the citation instead.");
  }
}

for (const button of all("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => copy(find(`#${button.dataset.copy}`).textContent.trim()));
}

function say(words) {
  let line = find("#said-by-keys");
  if (!line) {
    line = document.createElement("p");
    line.id = "said-by-keys";
    line.setAttribute("role", "status");
    document.body.append(line);
  }
  line.textContent = words;
  line.hidden = false;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { line.hidden = true; }, 4000);
}

// ---- what is known of a statement, beside the words that the pointer or the focus is on

const card = document.createElement("aside");
card.className = "card";
card.hidden = true;
card.setAttribute("aria-hidden", "true");  // the list says the same to those who do not see it
document.body.append(card);

function tell(event) {
  const words = event.target.closest && event.target.closest(".text [data-s], .text a.number");
  const item = words && find(`.statements li[data-n="${words.dataset.s || words.dataset.n}"]`);
  card.hidden = !item;
  if (!item) return;
  card.replaceChildren(...[...item.children].filter((part) => !part.matches(".content")).map((part) => part.cloneNode(true)));
  for (const copied of all("[id]", card)) copied.removeAttribute("id");
  for (const link of all("a", card)) link.tabIndex = -1;
  card.className = `card ${item.className}`;
  const box = words.getClientRects()[0];
  const below = box.bottom + 8 + card.offsetHeight < innerHeight;
  card.style.top = `${Math.max(4, below ? box.bottom + 8 : box.top - 8 - card.offsetHeight)}px`;
  card.style.left = `${Math.max(8, Math.min(box.left, innerWidth - card.offsetWidth - 16))}px`;
}

if (find(".statements li")) {
  document.addEventListener("mouseover", tell);
  document.addEventListener("focusin", tell);
  for (const moved of ["wheel", "touchmove"]) document.addEventListener(moved, () => { card.hidden = true; }, {passive: true});
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") card.hidden = true; });
}

// ---- what is being typed into the search box, completed

for (const box of all("[data-complete]")) {
  const list = document.createElement("datalist");
  list.id = "completions";
  box.after(list);
  box.setAttribute("list", list.id);
  let asked = 0;
  box.addEventListener("input", () => {
    clearTimeout(asked);
    asked = setTimeout(async () => {
      const answer = await fetch(`${box.dataset.complete}?q=${encodeURIComponent(box.value)}`);
      if (!answer.ok) return;
      list.replaceChildren(...(await answer.json()).completions.map((words) => new Option(words, words)));
    }, 120);
  });
}

// ---- files dropped anywhere on a page that takes some

const files = find("#files");
if (files) {
  const over = (yes) => document.body.classList.toggle("dropping", yes);
  document.addEventListener("dragover", (event) => { event.preventDefault(); over(true); });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) over(false); });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    if (!event.dataTransfer.files.length) return;
    files.files = event.dataTransfer.files;
    files.form.requestSubmit();
  });
}
