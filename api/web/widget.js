/**
 * The chat over one's own documents: the element `<kg-chat>`, and a launcher for pages with the script tag alone.
 *
 *   <script type="module" src="https://host/widget.js" data-title="Ask the landscape"></script>
 *   <kg-chat endpoint="https://host/" title="Ask" suggestions="What is A?|What replaces B?" inline></kg-chat>
 *
 * Attributes: endpoint, title, suggestions (separated by |), placeholder, open, inline, theme (light or dark).
 * Methods: ask(question), show(), hide(), stop(), clear(); `answer` is the latest answer.
 * Events: kg-answer and kg-select (detail: the answer as POST /ask gives it), kg-clear.
 * Style: the custom properties --kg-* at the top of STYLE, and ::part().
 * Text from the service and from the asker enters the page as text nodes only.
 */

const HOME = new URL(".", import.meta.url).href;
const SVG = "http://www.w3.org/2000/svg";
const MAX_QUESTION = 2000;
const MAX_HISTORY = 20;
const MAX_KEPT = 40;
const MARK = /\[(\d+)\]/;

const ICONS = {
  chat: "M4 5.5h16v11H11l-4.5 3.5v-3.5H4z M8 9.5h8 M8 12.7h5",
  close: "M6 6l12 12M18 6L6 18",
  send: "M12 19V5M6 11l6-6 6 6",
  stop: "M7.5 7.5h9v9h-9z",
  clear: "M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7M10.3 10.5v5.5M13.7 10.5v5.5",
};

const STYLE = `
:host {
  all: initial; display: block; color-scheme: light dark;
  --accent: var(--kg-accent, light-dark(#0b5cad, #85b8ff));
  --on-accent: var(--kg-on-accent, light-dark(#ffffff, #0c1724));
  --bg: var(--kg-background, light-dark(#ffffff, #131920));
  --soft: var(--kg-surface, light-dark(#f3f6f9, #1c242e));
  --text: var(--kg-text, light-dark(#1a2330, #e7ecf2));
  --muted: var(--kg-muted, light-dark(#546172, #a6b2c0));
  --line: var(--kg-line, light-dark(#d9e0e8, #313c49));
  --warn: var(--kg-warn, light-dark(#8a4b00, #f0b565));
  --warn-soft: var(--kg-warn-surface, light-dark(#fff5e6, #2c2418));
  --mark: var(--kg-mark, light-dark(#fdeeb5, #55491c));
  --radius: var(--kg-radius, 12px);
  font: 400 15px/1.55 var(--kg-font, system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif);
  color: var(--text);
}
:host([hidden]) { display: none; }
:host([theme="light"]) { color-scheme: light; }
:host([theme="dark"]) { color-scheme: dark; }
*, *::before { box-sizing: border-box; }
[hidden] { display: none !important; }
h2, h3, p, ol, ul, blockquote { margin: 0; padding: 0; font: inherit; }
ol, ul { list-style: none; }
button, textarea { font: inherit; color: inherit; }
button { cursor: pointer; }
a { color: var(--accent); text-underline-offset: 2px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
svg { width: 1.3em; height: 1.3em; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round;
  stroke-linejoin: round; flex: none; }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.launcher { position: fixed; right: 20px; bottom: 20px; z-index: var(--kg-z-index, 2147483000); display: flex; gap: 9px;
  align-items: center; padding: 12px 18px; border: 0; border-radius: 999px; background: var(--accent);
  color: var(--on-accent); font-weight: 600; box-shadow: 0 4px 18px rgb(10 25 45 / .25); }
.panel { display: flex; flex-direction: column; min-height: 0; background: var(--bg); overflow: hidden;
  border: 1px solid var(--line); border-radius: var(--radius); }
:host([inline]) .panel { height: var(--kg-height, 36rem); }
:host(:not([inline])) .panel { position: fixed; right: 20px; bottom: 84px; z-index: var(--kg-z-index, 2147483000);
  width: min(26rem, calc(100vw - 40px)); height: min(38rem, calc(100dvh - 110px));
  box-shadow: 0 12px 44px rgb(10 25 45 / .28); }
@media (max-width: 520px) {
  :host(:not([inline])) .panel { inset: 0; width: auto; height: auto; border: 0; border-radius: 0; }
}
.head { display: flex; align-items: center; gap: 4px; min-height: 57px; padding: 10px 10px 10px 18px; border-bottom: 1px solid var(--line); }
.head h2 { flex: 1; font-weight: 650; overflow-wrap: anywhere; }
.icon { display: grid; place-items: center; width: 36px; height: 36px; border: 0; border-radius: 8px;
  background: transparent; color: var(--muted); }
.icon:hover { background: var(--soft); color: var(--text); }
.log { position: relative; flex: 1; min-height: 0; overflow-y: auto; padding: 18px; overscroll-behavior: contain; }
.log:focus-visible { outline-offset: -3px; }
.welcome { color: var(--muted); }
.chips { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 12px; }
.chip { padding: 6px 13px; border: 1px solid var(--line); border-radius: 999px; background: var(--bg); color: var(--accent);
  text-align: left; overflow-wrap: anywhere; }
.chip:hover { background: var(--soft); border-color: var(--accent); }
.turn + .turn { margin-top: 26px; }
.turn:not(:last-child) > .answer > .chips { display: none; }
.question { width: fit-content; max-width: 88%; margin: 0 0 12px auto; padding: 8px 14px; border-radius: 14px 14px 4px 14px;
  background: var(--soft); font-weight: 550; overflow-wrap: anywhere; white-space: pre-wrap; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
.waiting { color: var(--muted); }
.unanswerable .text, .notice { padding: 10px 14px; border-left: 3px solid var(--warn); border-radius: 4px 8px 8px 4px;
  background: var(--warn-soft); }
.verdict { margin-bottom: 6px; color: var(--warn); font-size: .87em; font-weight: 650; }
.notice { margin-top: 8px; }
.cite { min-width: 20px; margin: 0 1px; padding: 0 5px; border: 1px solid transparent; border-radius: 6px;
  background: var(--soft); color: var(--accent); font-size: .8em; font-weight: 650; line-height: 1.55; }
.cite:hover, .cite[aria-expanded="true"] { border-color: var(--accent); }
.quote { position: relative; margin-top: 10px; padding: 11px 42px 12px 14px; border: 1px solid var(--line); border-radius: 8px;
  background: var(--soft); }
.quote .icon { position: absolute; top: 4px; right: 4px; width: 30px; height: 30px; }
.source { font-size: .87em; color: var(--muted); overflow-wrap: anywhere; }
.source b { color: var(--text); font-weight: 600; }
blockquote { margin-top: 5px; white-space: pre-wrap; overflow-wrap: anywhere; font-size: .95em; }
mark { background: var(--mark); color: inherit; border-radius: 2px; }
.items { display: flex; flex-wrap: wrap; gap: 6px; margin-top: 10px; }
.items li { padding: 1px 9px; border-radius: 6px; background: var(--soft); font-size: .92em; overflow-wrap: anywhere; }
details { margin-top: 8px; }
summary { width: fit-content; color: var(--muted); font-size: .92em; cursor: pointer; border-radius: 4px; }
summary:hover { color: var(--text); }
details ul, details ol { margin-top: 6px; padding-left: 2px; }
details li { padding: 5px 0; overflow-wrap: anywhere; }
details li + li { border-top: 1px solid var(--line); }
.fact i { color: var(--muted); font-style: normal; }
.fact time, .tag { margin-left: 6px; font-size: .84em; color: var(--muted); white-space: nowrap; }
.tag.disputed { padding: 0 6px; border-radius: 5px; background: var(--warn-soft); color: var(--warn); font-weight: 600; }
.actions { display: flex; flex-wrap: wrap; gap: 2px 4px; margin: 8px 0 0 -8px; }
.action { padding: 3px 8px; border: 0; border-radius: 6px; background: transparent; color: var(--muted); font-size: .88em;
  text-decoration: none; }
.action:hover { background: var(--soft); color: var(--text); text-decoration: underline; }
.form { display: flex; gap: 8px; align-items: end; padding: 12px; border-top: 1px solid var(--line); }
textarea { flex: 1; min-width: 0; min-height: 42px; max-height: 9.5em; padding: 9px 13px; border: 1px solid var(--line);
  border-radius: 10px; background: var(--bg); resize: none; field-sizing: content; line-height: 1.5; }
textarea { border-color: light-dark(#8593a3, #66758a); }
textarea::placeholder { color: var(--muted); opacity: 1; }
textarea:focus-visible { outline-offset: 0; }
.send { display: grid; place-items: center; width: 42px; height: 42px; border: 0; border-radius: 10px;
  background: var(--accent); color: var(--on-accent); }
.send:hover, .launcher:hover { filter: brightness(1.08); }
@media (prefers-reduced-motion: no-preference) {
  .waiting { animation: wait 1.4s ease-in-out infinite alternate; }
  :host(:not([inline])) .panel { animation: rise .16s ease-out; }
  @keyframes wait { from { opacity: 1; } to { opacity: .55; } }
  @keyframes rise { from { opacity: 0; transform: translateY(8px); } }
}
@media (forced-colors: active) { .chip, .cite, .send, .launcher { border: 1px solid; } }
@media print { .form, .actions, .chips, .launcher, .icon { display: none; } .log { overflow: visible; } }
`;

/** Return a new element: attributes by name, listeners as functions by event name, strings as text. */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** Return where a citation stands: title, date, section. */
export function sourceLine(citation) {
  const rest = [citation.date, citation.section].filter(Boolean).join(" · ");
  return element("p", { class: "source" }, element("b", {}, citation.title || citation.document), rest ? ` · ${rest}` : "");
}

/** Return a citation's words, with the part that carries the fact marked. */
export function quotedText(citation) {
  const start = citation.quote ? citation.text.indexOf(citation.quote) : -1;
  if (start < 0) return element("blockquote", {}, citation.text);
  const end = start + citation.quote.length;
  const marked = element("mark", {}, citation.quote);
  return element("blockquote", {}, citation.text.slice(0, start), marked, citation.text.slice(end));
}

/** Return the words of a fact as list item: subject, predicate, object, then what qualifies it. */
export function factItem(fact, ...references) {
  const predicate = `${fact.negated ? "not " : ""}${fact.predicate.label}`;
  const item = element("li", { class: "fact" }, fact.subject.label, " ", element("i", {}, predicate), " ", fact.object.label);
  if (fact.qualifier) item.append(element("span", { class: "tag" }, fact.qualifier));
  if (fact.date) item.append(" ", element("time", { datetime: fact.date }, fact.date));
  if (fact.derived) item.append(" ", element("span", { class: "tag" }, "derived"));
  if (fact.disputed) item.append(" ", element("span", { class: "tag disputed" }, "sources differ"));
  for (const reference of references) item.append(" ", reference);
  return item;
}

/** Return the address of the query page with `query` filled in, at the service `endpoint`. */
export function queryPage(query, endpoint = HOME) {
  return `${new URL("sparql", endpoint).href}#query=${encodeURIComponent(query)}`;
}

/** Put `text` on the clipboard, also on pages without https, where only the old command works. */
export async function copyText(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = element("textarea", { readonly: true, "aria-hidden": "true" });
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

function plural(count, noun) {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Return a full answer from what the service sent; throw where it is none. */
function toAnswer(data) {
  if (!data || typeof data.answer !== "string") throw new Error("The service sent no answer.");
  return { items: [], facts: [], citations: [], suggestions: [], sparql: null, ...data };
}

/** Yield the server-sent events of a response body as {name, data}. */
async function* readEvents(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = "";
  for (;;) {
    const { value, done } = await reader.read();
    buffer += done ? "\n\n" : value;
    const blocks = buffer.split(/\r\n\r\n|\n\n|\r\r/);
    buffer = blocks.pop();
    for (const block of blocks) {
      const event = { name: "message", data: "" };
      for (const line of block.split(/\r\n|\n|\r/)) {
        if (line.startsWith("event:")) event.name = line.slice(6).trim();
        else if (line.startsWith("data:")) event.data += `${event.data && "\n"}${line.slice(5).replace(/^ /, "")}`;
      }
      if (event.data) yield event;
    }
    if (done) return;
  }
}

/** Return the text of a `token` event, sent as JSON text, as {"text": ...}, or bare. */
function tokenText(data) {
  try {
    const token = JSON.parse(data);
    return typeof token === "object" && token ? (token.text ?? token.token ?? "") : String(token);
  } catch {
    return data;
  }
}

/** Return what a refusal says: the detail of its problem JSON, or its status. */
async function problemText(response) {
  const problem = await response.json().catch(() => null);
  return problem?.detail || problem?.title || `The service answered with status ${response.status}.`;
}

/** Ask the service; report the text so far to `onText`; return the answer. */
async function fetchAnswer(endpoint, question, history, signal, onText) {
  const response = await fetch(new URL("ask", endpoint), {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "text/event-stream, application/json;q=0.9" },
    body: JSON.stringify({ question, history }),
    signal,
  }).catch((error) => {
    if (error.name === "AbortError") throw error;
    throw new Error(`${new URL(endpoint).host} cannot be reached. Check the connection, then try again.`);
  });
  if (!response.ok) throw new Error(await problemText(response));
  if (!(response.headers.get("Content-Type") ?? "").startsWith("text/event-stream")) return toAnswer(await response.json());
  const { done, problem } = await readAnswer(response.body, signal, onText);
  if (problem) throw new Error(problem.detail || problem.title || "The service failed.");
  if (!done) throw new Error("The answer broke off. Try again.");
  return toAnswer(done);
}

/** Follow a streamed answer to its end: {done} or {problem}; neither where the stream broke off. */
async function readAnswer(body, signal, onText) {
  let text = "";
  try {
    for await (const { name, data } of readEvents(body)) {
      if (name === "token") onText((text += tokenText(data)));
      if (name === "done") return { done: JSON.parse(data) };
      if (name === "error") return { problem: JSON.parse(data) };
    }
  } catch (error) {
    if (signal.aborted) throw error;
  }
  return {};
}

/** The chat element: a conversation, its log in this tab, and the launcher that opens it. */
export class KgChat extends HTMLElement {
  static observedAttributes = ["title", "open", "inline", "suggestions", "placeholder"];
  static #sheet = null;

  #turns = [];
  #running = null;
  #title = "Ask the documents";
  #returnTo = null;
  #parts = null;

  constructor() {
    super();
    KgChat.#sheet ??= new CSSStyleSheet();
    KgChat.#sheet.replaceSync(STYLE);
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = [KgChat.#sheet];
  }

  connectedCallback() {
    if (this.#parts) return;
    this.#build();
    this.#restore();
    this.#update();
  }

  disconnectedCallback() {
    this.stop();
  }

  attributeChangedCallback(name, before, value) {
    if (name === "title" && value !== null) {
      this.#title = value;
      // Left in place it would be a tooltip over the whole element.
      queueMicrotask(() => this.removeAttribute("title"));
    }
    this.#update();
    if (name === "open" && value !== null && before === null && this.#parts && !this.hasAttribute("inline")) this.#focus();
  }

  get endpoint() {
    const url = new URL(this.getAttribute("endpoint") || HOME, document.baseURI).href;
    return url.endsWith("/") ? url : `${url}/`;
  }

  /** The latest answer of the conversation, or null. */
  get answer() {
    return this.#turns.findLast(({ answer }) => answer)?.answer ?? null;
  }

  /** Open the panel and move the focus into it. */
  show() {
    this.#returnTo = document.activeElement;
    this.setAttribute("open", "");
  }

  /** Close the panel and give the focus back. */
  hide() {
    this.removeAttribute("open");
    const elsewhere = this.#returnTo?.isConnected && this.#returnTo !== document.body && this.#returnTo !== this;
    (elsewhere ? this.#returnTo : this.#parts.launcher).focus();
  }

  /** Break off the answer that is being written. */
  stop() {
    this.#running?.abort();
  }

  /** Forget the conversation, here and in this tab's storage. */
  clear() {
    this.stop();
    this.#running = null;
    this.#turns = [];
    this.#parts.turns.replaceChildren();
    this.#parts.status.textContent = "";
    this.#store();
    this.#update();
    this.#focus();
    this.#tell("kg-clear", null);
  }

  /** Ask `question` as the next one of the conversation. */
  async ask(question) {
    const words = question.trim().slice(0, MAX_QUESTION);
    if (!words || this.#running) return;
    const turn = { question: words, answer: null, node: element("li", { class: "turn", part: "turn" }) };
    this.#turns.push(turn);
    this.#parts.turns.append(turn.node);
    await this.#run(turn);
  }

  async #run(turn) {
    const earlier = this.#turns.slice(0, this.#turns.indexOf(turn)).filter((other) => other.answer);
    const history = earlier.map((other) => other.question).slice(-MAX_HISTORY);
    const running = (this.#running = new AbortController());
    turn.answer = null;
    const text = element("p", { class: "text waiting", part: "text" }, "Searching the documents …");
    const onText = (words) => {
      text.classList.remove("waiting");
      text.textContent = words;
    };
    this.#draw(turn, text);
    this.#update();
    this.#focus();
    this.#reveal(turn);
    try {
      turn.answer = await fetchAnswer(this.endpoint, turn.question, history, running.signal, onText);
      this.#drawAnswer(turn);
    } catch (error) {
      if (text.classList.contains("waiting")) text.remove();
      this.#drawFailure(turn, running.signal.aborted ? "Stopped." : error.message);
    }
    if (this.#running === running) this.#running = null;
    if (!this.#turns.includes(turn)) return;
    this.#store();
    this.#update();
    this.#reveal(turn);
    if (turn.answer) this.#tell("kg-answer", turn.answer);
  }

  #retry(turn) {
    if (!this.#running) this.#run(turn);
  }

  #draw(turn, ...body) {
    const question = element("h3", { class: "question", part: "question" }, turn.question);
    turn.body = element("div", { class: "answer", part: "answer" }, ...body);
    turn.node.replaceChildren(question, turn.body);
  }

  #drawFailure(turn, message) {
    const again = element("button", { type: "button", class: "action", click: () => this.#retry(turn) }, "Try again");
    turn.body.append(element("p", { class: "notice", part: "error" }, message), element("div", { class: "actions" }, again));
    this.#parts.status.textContent = message;
  }

  #drawAnswer(turn, spoken = true) {
    const { answer } = turn;
    const refused = answer.status === "unanswerable";
    const quote = element("div", { class: "quote", part: "quote", id: `quote-${this.#turns.indexOf(turn)}`, hidden: true });
    const verdict = refused ? element("p", { class: "verdict" }, "Not in the documents") : null;
    const text = element("p", { class: "text", part: "text" }, ...this.#citedText(answer, quote));
    const items = answer.items.length > 1 ? element("ul", { class: "items", part: "items", "aria-label": "Results" }) : null;
    items?.append(...answer.items.map((item) => element("li", {}, item.label)));
    this.#draw(turn, verdict, text, quote, items, this.#facts(answer, quote), this.#sources(answer), this.#actions(turn));
    turn.body.classList.toggle("unanswerable", refused);
    if (answer.suggestions.length) turn.body.append(this.#chips(answer.suggestions, "Related questions"));
    turn.node.onclick = () => this.#tell("kg-select", answer);
    if (spoken) {
      const count = answer.citations.length ? ` ${plural(answer.citations.length, "source")}.` : "";
      this.#parts.status.textContent = answer.answer.replace(/\s*\[\d+\]/g, "") + count;
    }
  }

  /** Return the answer's words with each [n] that has a citation as a button. */
  #citedText(answer, quote) {
    return answer.answer.split(MARK).map((piece, index) => {
      if (index % 2 === 0) return piece;
      const citation = answer.citations.find(({ id }) => id === Number(piece));
      return citation ? this.#reference(citation, quote) : `[${piece}]`;
    });
  }

  #reference(citation, quote) {
    const label = `Source ${citation.id}: ${citation.title || citation.document}`;
    const toggle = () => (button.getAttribute("aria-expanded") === "true" ? this.#hideQuote(quote) : this.#showQuote(button, citation, quote));
    const button = element(
      "button",
      { type: "button", class: "cite", part: "citation", "aria-expanded": "false", "aria-controls": quote.id, "aria-label": label, click: toggle },
      String(citation.id),
    );
    return button;
  }

  #showQuote(button, citation, quote) {
    this.#hideQuote(quote);
    button.setAttribute("aria-expanded", "true");
    const hide = () => {
      this.#hideQuote(quote);
      button.focus();
    };
    const close = element("button", { type: "button", class: "icon", "aria-label": "Close the quote", click: hide }, icon("close"));
    quote.hide = hide;
    quote.replaceChildren(sourceLine(citation), quotedText(citation), close);
    quote.hidden = false;
    quote.scrollIntoView?.({ block: "nearest" });
  }

  #hideQuote(quote) {
    quote.hidden = true;
    for (const button of quote.parentNode.querySelectorAll(".cite")) button.setAttribute("aria-expanded", "false");
  }

  #facts(answer, quote) {
    if (!answer.facts.length) return null;
    const rows = answer.facts.map((fact) => {
      const cited = answer.citations.filter(({ id }) => fact.citations?.includes(id));
      return factItem(fact, ...cited.map((citation) => this.#reference(citation, quote)));
    });
    const differ = answer.facts.some(({ disputed }) => disputed) ? ", sources differ" : "";
    const summary = element("summary", {}, plural(rows.length, "fact") + differ);
    return element("details", { class: "facts", part: "facts" }, summary, element("ul", {}, ...rows));
  }

  #sources(answer) {
    if (!answer.citations.length) return null;
    const rows = answer.citations.map((citation) => element("li", {}, sourceLine(citation), quotedText(citation)));
    const name = answer.status === "unanswerable" ? "nearest passage" : "source";
    const summary = element("summary", {}, plural(rows.length, name));
    return element("details", { class: "sources", part: "sources" }, summary, element("ol", {}, ...rows));
  }

  #actions(turn) {
    const { answer } = turn;
    const copy = element("button", { type: "button", class: "action", click: () => this.#copy(answer, copy) }, "Copy");
    const again = element("button", { type: "button", class: "action", click: () => this.#retry(turn) }, "Ask again");
    const row = element("div", { class: "actions", part: "actions" }, copy, again);
    if (answer.sparql) {
      const href = queryPage(answer.sparql, this.endpoint);
      row.append(element("a", { class: "action", part: "sparql", href, target: "_blank", rel: "noopener" }, "Show SPARQL"));
    }
    return row;
  }

  async #copy(answer, button) {
    const sources = answer.citations.map((citation) => {
      const where = [citation.title || citation.document, citation.date, citation.section].filter(Boolean).join(", ");
      return `[${citation.id}] ${where}: “${citation.text}”`;
    });
    const done = await copyText([answer.answer, ...sources].join("\n")).then(() => "Copied", () => "Could not copy");
    button.textContent = done;
    setTimeout(() => (button.textContent = "Copy"), 2000);
  }

  #chips(questions, label) {
    const chips = questions.map((question) =>
      element("button", { type: "button", class: "chip", part: "suggestion", click: () => this.ask(question) }, question),
    );
    return element("div", { class: "chips", role: "group", "aria-label": label }, ...chips);
  }

  #build() {
    const input = element("textarea", { id: "question", part: "input", rows: "1", maxlength: MAX_QUESTION, autocomplete: "off" });
    const submit = (event) => {
      event.preventDefault();
      if (this.#running) return this.stop();
      const question = input.value;
      if (question.trim()) input.value = "";
      this.ask(question);
    };
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      if (!this.#running) submit(event);
    });
    const send = element("button", { type: "submit", class: "send", part: "send" });
    const label = element("label", { for: "question", class: "spoken" }, "Your question");
    const form = element("form", { class: "form", part: "form", submit }, label, input, send);
    const heading = element("h2", { id: "heading" });
    const clear = element("button", { type: "button", class: "icon", "aria-label": "Clear the conversation", click: () => this.clear() }, icon("clear"));
    const close = element("button", { type: "button", class: "icon", "aria-label": "Close", click: () => this.hide() }, icon("close"));
    const head = element("div", { class: "head", part: "header" }, heading, clear, close);
    const greeting = element("slot", { name: "greeting" }, "Ask in your own words. Every answer shows the sentences it stands on.");
    const welcome = element("div", { class: "welcome", part: "welcome" }, greeting);
    const turns = element("ol", { class: "turns" });
    const log = element("div", { class: "log", part: "log", role: "region", tabindex: "0", "aria-label": "Conversation" }, welcome, turns);
    const status = element("div", { class: "spoken", role: "status", "aria-live": "polite" });
    const panel = element("section", { class: "panel", part: "panel", id: "panel", "aria-labelledby": "heading" }, head, log, form, status);
    panel.addEventListener("keydown", (event) => this.#escape(event));
    const toggle = () => (this.hasAttribute("open") ? this.hide() : this.show());
    const name = element("span", {});
    const launcher = element("button", { type: "button", class: "launcher", part: "launcher", "aria-controls": "panel", click: toggle }, icon("chat"), name);
    this.#parts = { input, send, heading, clear, close, welcome, turns, log, status, panel, launcher, name };
    this.shadowRoot.append(launcher, panel);
  }

  /** Bring what is shown in line with the attributes and the state. */
  #update() {
    if (!this.#parts) return;
    const { input, send, heading, clear, close, welcome, panel, launcher, name } = this.#parts;
    const inline = this.hasAttribute("inline");
    const open = inline || this.hasAttribute("open");
    heading.textContent = name.textContent = this.#title;
    input.placeholder = this.getAttribute("placeholder") ?? "Ask a question";
    panel.setAttribute("role", inline ? "region" : "dialog");
    panel.hidden = !open;
    launcher.hidden = inline;
    launcher.setAttribute("aria-expanded", String(open));
    close.hidden = inline;
    clear.hidden = !this.#turns.length;
    send.setAttribute("aria-label", this.#running ? "Stop" : "Send");
    send.replaceChildren(icon(this.#running ? "stop" : "send"));
    welcome.hidden = this.#turns.length > 0;
    welcome.querySelector(".chips")?.remove();
    const suggestions = (this.getAttribute("suggestions") ?? "").split("|").map((text) => text.trim()).filter(Boolean);
    if (suggestions.length) welcome.append(this.#chips(suggestions, "Suggested questions"));
  }

  #escape(event) {
    if (event.key !== "Escape" || event.isComposing) return;
    const quote = this.shadowRoot.activeElement?.closest(".answer")?.querySelector(".quote:not([hidden])");
    if (quote) quote.hide();
    else if (!this.hasAttribute("inline")) this.hide();
    else return;
    event.stopPropagation();
  }

  /** Move the focus to the input; on touch screens to the log, where no keyboard covers the answer. */
  #focus() {
    const { input, log } = this.#parts;
    (matchMedia("(pointer: coarse)").matches ? log : input).focus({ preventScroll: true });
  }

  #reveal(turn) {
    this.#parts.log.scrollTop = turn.node.offsetTop - 14;
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  get #key() {
    return `kg-chat:${this.endpoint}`;
  }

  #store() {
    const kept = this.#turns.filter(({ answer }) => answer).slice(-MAX_KEPT);
    try {
      sessionStorage.setItem(this.#key, JSON.stringify(kept.map(({ question, answer }) => ({ question, answer }))));
    } catch {
      // Storage is full or forbidden: the conversation then lives as long as the page.
    }
  }

  #restore() {
    try {
      for (const { question, answer } of JSON.parse(sessionStorage.getItem(this.#key)) ?? []) {
        const turn = { question, answer: toAnswer(answer), node: element("li", { class: "turn", part: "turn" }) };
        this.#turns.push(turn);
        this.#drawAnswer(turn, false);
        this.#parts.turns.append(turn.node);
      }
    } catch {
      return;
    }
    const last = this.#turns.at(-1);
    if (!last) return;
    requestAnimationFrame(() => this.#reveal(last));
    this.#tell("kg-answer", last.answer);
  }
}

/** Put a launcher on a page that names this script in a tag and places no <kg-chat> by hand. */
function mount() {
  const script = [...document.querySelectorAll("script[src]")].find(({ src }) => src === import.meta.url);
  if (!script || document.querySelector("kg-chat")) return;
  const names = ["title", "endpoint", "suggestions", "placeholder", "theme", "open"];
  const given = names.filter((name) => name in script.dataset).map((name) => [name, script.dataset[name]]);
  document.body.append(element("kg-chat", Object.fromEntries(given)));
}

if (!customElements.get("kg-chat")) {
  customElements.define("kg-chat", KgChat);
  mount();
}
