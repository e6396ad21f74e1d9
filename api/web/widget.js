/**
 * The chat over one's own documents: the element `<kg-chat>`, and a launcher for pages with the script tag alone.
 *
 *   <script type="module" src="https://host/widget.js" data-title="Ask the landscape"></script>
 *   <kg-chat endpoint="https://host/" title="Ask" suggestions="What is A?|What replaces B?" inline></kg-chat>
 *
 * Attributes: endpoint, title, suggestions (separated by |; without it the service suggests some), placeholder, open, inline, theme (light or dark),
 * as-of (a day, YYYY-MM-DD: what the documents say had been so by then).
 * Where the service wants a key, a field asks for it; this tab's storage keeps it, which scripts of the page can read.
 * Methods: ask(question, {history, asOf}), show(), hide(), stop(), clear(); `answer` is the latest answer.
 * Events: kg-ask, kg-answer and kg-select (detail: {question, history, asOf, link, answer}), kg-clear.
 * Style: the custom properties --kg-* at the top of widget/style.js, and ::part().
 */

import { KeyError, keepKey, keyForm } from "./widget/key.js";
import { permalink, queryPage } from "./widget/links.js";
import { copyFrom, element, factItem, icon, link, linkedText, quotedText, sourceLine, sourceLink, termNode } from "./widget/parts.js";
import { fetchAnswer, fetchSuggestions, sendRating, toAnswer } from "./widget/service.js";
import { STYLE } from "./widget/style.js";

export { copyText, element } from "./widget/parts.js";

const HOME = new URL(".", import.meta.url).href;
const MAX_QUESTION = 2000;
const MAX_HISTORY = 20;
const MAX_KEPT = 40;
const MOST_OFFERED = 3;
const MARK = /\[(\d+)\]/;
const CLOSING = /^[.,;:!?)]*/;
const RATINGS = { up: "Good answer", down: "Bad answer" };

/** The chat element: a conversation, its log in this tab, and the launcher that opens it. */
export class KgChat extends HTMLElement {
  static observedAttributes = ["title", "open", "inline", "suggestions", "placeholder", "as-of"];
  static #sheet = null;

  #turns = [];
  #running = null;
  #title = "Ask the documents";
  #returnTo = null;
  #parts = null;
  #suggested = null;

  constructor() {
    super();
    if (!KgChat.#sheet) {
      KgChat.#sheet = new CSSStyleSheet();
      KgChat.#sheet.replaceSync(STYLE);
    }
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

  /** The latest answered turn of the conversation, as the events tell it, or null. */
  get latest() {
    const turn = this.#turns.findLast(({ answer }) => answer);
    return turn ? this.#toDetail(turn) : null;
  }

  /** The latest answer of the conversation, or null. */
  get answer() {
    return this.latest?.answer ?? null;
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
    this.#say("");
    this.#store();
    this.#update();
    this.#focus();
    this.#tell("kg-clear", null);
  }

  /**
   * Ask `question`: as the next one of the conversation and of the chosen day, or after the questions and of the
   * day that are given. A turn that has asked just this is shown again.
   */
  async ask(question, { history = null, asOf = this.getAttribute("as-of") } = {}) {
    const words = question.trim().slice(0, MAX_QUESTION);
    if (!words || this.#running) return;
    const turn = { question: words, history: history?.slice(-MAX_HISTORY) ?? this.#earlier(), asOf: asOf || null, answer: null };
    const known = history && this.#turns.find((other) => other.answer && this.#linkOf(other) === this.#linkOf(turn));
    if (known) {
      this.#reveal(known);
      this.#tell("kg-select", this.#toDetail(known));
      return;
    }
    this.#add(turn);
    await this.#run(turn);
  }

  #earlier() {
    return this.#turns.filter(({ answer }) => answer).map(({ question }) => question).slice(-MAX_HISTORY);
  }

  #linkOf(turn) {
    return permalink(turn, this.endpoint);
  }

  #toDetail(turn) {
    const { question, history, asOf, answer } = turn;
    return { question, history, asOf, answer, link: this.#linkOf(turn) };
  }

  #add(turn) {
    turn.node = element("li", { class: "turn", part: "turn", click: () => turn.answer && this.#tell("kg-select", this.#toDetail(turn)) });
    this.#turns.push(turn);
    this.#parts.turns.append(turn.node);
  }

  async #run(turn) {
    const running = (this.#running = new AbortController());
    turn.answer = turn.rating = turn.id = null;
    const text = element("p", { class: "text waiting", part: "text", dir: "auto" }, "Searching the documents …");
    const onText = (words) => {
      text.classList.remove("waiting");
      text.textContent = words;
    };
    this.#draw(turn, text);
    this.#update();
    this.#focus();
    this.#reveal(turn);
    this.#tell("kg-ask", this.#toDetail(turn));
    let failure = null;
    try {
      turn.answer = await fetchAnswer(this.endpoint, turn, running.signal, onText);
      this.#drawAnswer(turn);
    } catch (error) {
      failure = error;
      if (text.classList.contains("waiting")) text.remove();
      this.#drawFailure(turn, running.signal.aborted ? "Stopped." : error.message);
    }
    if (this.#running === running) this.#running = null;
    if (!this.#turns.includes(turn)) return;
    this.#store();
    this.#update();
    this.#offerKey(failure, true);
    this.#reveal(turn);
    if (turn.answer) this.#tell("kg-answer", this.#toDetail(turn));
  }

  /** Show the field for a key where one is missing, and focus it where somebody waits here for an answer. */
  #offerKey(error, waiting = false) {
    if (!(error instanceof KeyError)) return;
    const { key } = this.#parts;
    key.hidden = false;
    if (waiting && this.shadowRoot.activeElement === this.#parts.input) key.querySelector("input").focus({ preventScroll: true });
  }

  /** Keep the key, and go on with what failed for want of it. */
  #useKey(key) {
    keepKey(this.endpoint, key);
    this.#parts.key.hidden = true;
    this.#suggested = null;
    const last = this.#turns.at(-1);
    if (last && !last.answer) return this.#retry(last);
    this.#update();
    this.#focus();
  }

  #retry(turn) {
    if (!this.#running) this.#run(turn);
  }

  #draw(turn, ...body) {
    const question = element("h3", { class: "question", part: "question", dir: "auto" }, turn.question);
    const when = turn.asOf ? element("p", { class: "when", part: "when" }, `as of ${turn.asOf}`) : null;
    turn.body = element("div", { class: "answer", part: "answer" }, ...body);
    turn.node.replaceChildren(...[question, when, turn.body].filter(Boolean));
  }

  #drawFailure(turn, message) {
    const again = element("button", { type: "button", class: "action", click: () => this.#retry(turn) }, "Try again");
    turn.body.append(element("p", { class: "notice", part: "error" }, message), element("div", { class: "actions" }, again));
    this.#say(message);
  }

  #drawAnswer(turn, spoken = true) {
    const { answer } = turn;
    const refused = answer.status === "unanswerable";
    const quote = element("div", { class: "quote", part: "quote", id: `quote-${this.#turns.indexOf(turn)}`, hidden: true });
    const named = new Set();
    const text = element("p", { class: "text", part: "text", dir: "auto" }, ...this.#citedText(answer, quote, named));
    const printed = element("p", { class: "printed", part: "link" }, this.#linkOf(turn));
    const parts = [text, quote, this.#items(answer, named), this.#facts(answer, quote), this.#sources(answer), printed];
    this.#draw(turn, verdict(answer), ...parts, this.#actions(turn));
    turn.body.classList.toggle("unanswerable", refused);
    const related = answer.suggestions.length > 0;
    const offered = related || !refused ? answer.suggestions : this.#suggestions().slice(0, MOST_OFFERED);
    if (offered.length) turn.body.append(this.#chips(offered, related ? "Related questions" : "Suggested questions"));
    if (spoken) {
      const count = answer.citations.length ? ` ${plural(answer.citations.length, "source")}.` : "";
      this.#say(answer.answer.replace(/\s*\[\d+\]/g, "") + count);
    }
  }

  /** Return the answer's words: entities as links, and each [n] that has a citation as a button. */
  #citedText(answer, quote, named) {
    const terms = [...answer.items, ...answer.facts.flatMap(({ subject, object }) => [subject, object])];
    const pieces = answer.answer.split(MARK);
    return pieces.flatMap((piece, index) => {
      if (index % 2 === 0) return linkedText(index ? piece.replace(CLOSING, "") : piece, terms, this.endpoint, named);
      const citation = answer.citations.find(({ id }) => id === Number(piece));
      // a full stop stays on the line of the number before it
      const closing = pieces[index + 1].match(CLOSING)[0];
      return element("span", { class: "bound" }, citation ? this.#reference(citation, quote) : `[${piece}]`, closing);
    });
  }

  /** Return what is asked for as a list, where the answer's words do not name all of it. */
  #items({ items, answer }, named) {
    if (items.length < 2 || items.every(({ label }) => named.has(label) || answer.includes(label))) return null;
    const rows = items.map((item) => element("li", {}, termNode(item, this.endpoint)));
    return element("ul", { class: "items", part: "items", "aria-label": "Results" }, ...rows);
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
    quote.replaceChildren(sourceLine(citation), quotedText(citation), sourceLink(citation, this.endpoint), close);
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
      return factItem(fact, this.endpoint, ...cited.map((citation) => this.#reference(citation, quote)));
    });
    const summary = element("summary", {}, plural(rows.length, "fact"));
    return element("details", { class: "facts", part: "facts" }, summary, element("ul", {}, ...rows));
  }

  #sources(answer) {
    if (!answer.citations.length) return null;
    const rows = answer.citations.map((citation) =>
      element("li", { value: citation.id }, sourceLine(citation), quotedText(citation), sourceLink(citation, this.endpoint)),
    );
    const name = answer.status === "unanswerable" ? "nearest passage" : "source";
    const summary = element("summary", {}, plural(rows.length, name));
    return element("details", { class: "sources", part: "sources" }, summary, element("ol", {}, ...rows));
  }

  #actions(turn) {
    const { answer } = turn;
    const action = (words, click) => element("button", { type: "button", class: "action", click }, words);
    const row = element("div", { class: "actions", part: "actions" });
    row.append(
      action("Copy", ({ target }) => copyFrom(target, toPlainText(answer))),
      action("Copy link", ({ target }) => copyFrom(target, this.#linkOf(turn))),
      action("Ask again", () => this.#retry(turn)),
    );
    if (answer.sparql) row.append(link(queryPage(answer.sparql, this.endpoint), { class: "action", part: "sparql" }, "Show SPARQL"));
    row.append(this.#ratings(turn));
    return row;
  }

  #ratings(turn) {
    const thanks = element("span", { class: "thanks" });
    const buttons = Object.entries(RATINGS).map(([rating, label]) =>
      element(
        "button",
        { type: "button", class: "icon", "aria-label": label, "aria-pressed": String(turn.rating === rating), click: () => rate(rating) },
        icon(rating),
      ),
    );
    const show = (words) => {
      buttons.forEach((button, index) => button.setAttribute("aria-pressed", String(turn.rating === Object.keys(RATINGS)[index])));
      thanks.textContent = words;
      this.#say(words);
    };
    const rate = async (rating) => {
      const before = turn.rating;
      turn.rating = rating;
      turn.id ??= randomName();
      try {
        show("Thank you.");
        await sendRating(this.endpoint, turn, rating);
        this.#store();
      } catch (error) {
        turn.rating = before;
        show(error.message);
        this.#offerKey(error);
      }
    };
    return element("div", { class: "rating", part: "rating", role: "group", "aria-label": "Rate this answer" }, thanks, ...buttons);
  }

  #chips(questions, label) {
    const chips = questions.map((question) =>
      element("button", { type: "button", class: "chip", part: "suggestion", dir: "auto", click: () => this.ask(question) }, question),
    );
    return element("div", { class: "chips", role: "group", "aria-label": label }, ...chips);
  }

  #build() {
    const input = element("textarea", { id: "question", part: "input", rows: "1", maxlength: MAX_QUESTION, autocomplete: "off", dir: "auto" });
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
    const key = keyForm((text) => this.#useKey(text));
    key.hidden = true;
    const heading = element("h2", { id: "heading" });
    const chosen = element("input", { type: "date", id: "day", change: () => this.#setDay(chosen.value) });
    const now = element("button", { type: "button", class: "action", click: () => this.#hideDay() }, "Any day");
    const day = element("div", { class: "day", part: "day", hidden: true }, element("label", { for: "day" }, "As of"), chosen, now);
    const header = (name, words, click) => element("button", { type: "button", class: "icon", "aria-label": words, title: words, click }, icon(name));
    const choose = header("day", "Ask as of a day", () => (day.hidden ? this.#showDay() : this.#hideDay()));
    const clear = header("clear", "Clear the conversation", () => this.clear());
    const close = header("close", "Close", () => this.hide());
    const head = element("div", { class: "head", part: "header" }, heading, choose, clear, close);
    const greeting = element("slot", { name: "greeting" }, "Ask in your own words. Every answer shows the sentences it stands on.");
    const welcome = element("div", { class: "welcome", part: "welcome" }, greeting);
    const turns = element("ol", { class: "turns" });
    const log = element("div", { class: "log", part: "log", role: "region", tabindex: "0", "aria-label": "Conversation" }, welcome, turns);
    const status = element("div", { class: "spoken", role: "status", "aria-live": "polite" });
    const panel = element("section", { class: "panel", part: "panel", id: "panel", "aria-labelledby": "heading" }, head, log, day, key, form, status);
    panel.addEventListener("keydown", (event) => this.#escape(event));
    const toggle = () => (this.hasAttribute("open") ? this.hide() : this.show());
    const name = element("span", {});
    const launcher = element("button", { type: "button", class: "launcher", part: "launcher", "aria-controls": "panel", click: toggle }, icon("chat"), name);
    this.#parts = { input, send, heading, day, key, chosen, choose, clear, close, welcome, turns, log, status, panel, launcher, name };
    this.shadowRoot.append(launcher, panel);
  }

  /** Bring what is shown in line with the attributes and the state. */
  #update() {
    if (!this.#parts) return;
    const { input, send, heading, day, chosen, choose, clear, close, welcome, panel, launcher, name } = this.#parts;
    const inline = this.hasAttribute("inline");
    const open = inline || this.hasAttribute("open");
    heading.textContent = name.textContent = this.#title;
    input.placeholder = this.getAttribute("placeholder") ?? "Ask a question";
    panel.setAttribute("role", inline ? "region" : "dialog");
    panel.hidden = !open;
    launcher.hidden = inline;
    launcher.setAttribute("aria-expanded", String(open));
    const asOf = this.getAttribute("as-of") ?? "";
    // set anew, it would lose what is being typed into it
    if (chosen.value !== asOf) chosen.value = asOf;
    if (asOf) day.hidden = false;
    choose.setAttribute("aria-expanded", String(!day.hidden));
    close.hidden = inline;
    clear.hidden = !this.#turns.length;
    send.setAttribute("aria-label", this.#running ? "Stop" : "Send");
    send.replaceChildren(icon(this.#running ? "stop" : "send"));
    welcome.hidden = this.#turns.length > 0;
    welcome.querySelector(".chips")?.remove();
    const suggestions = this.#suggestions();
    if (suggestions.length) welcome.append(this.#chips(suggestions, "Suggested questions"));
    if (open && !welcome.hidden) this.#findSuggestions();
  }

  /** Return the suggested questions: those of the page, else those of the service once it has told them. */
  #suggestions() {
    const own = this.getAttribute("suggestions");
    return own === null ? (this.#suggested ?? []) : own.split("|").map((text) => text.trim()).filter(Boolean);
  }

  async #findSuggestions() {
    if (this.#suggested || this.hasAttribute("suggestions")) return;
    this.#suggested = [];
    try {
      this.#suggested = await fetchSuggestions(this.endpoint);
    } catch (error) {
      this.#offerKey(error);
    }
    if (this.#suggested.length) this.#update();
  }

  #showDay() {
    this.#parts.day.hidden = false;
    this.#update();
    this.#parts.chosen.focus();
  }

  #hideDay() {
    this.#parts.day.hidden = true;
    this.#setDay("");
    this.#update();
    this.#parts.choose.focus();
  }

  #setDay(value) {
    this.toggleAttribute("as-of", Boolean(value));
    if (value) this.setAttribute("as-of", value);
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

  /** Have a screen reader speak `words`. */
  #say(words) {
    this.#parts.status.textContent = words;
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  get #key() {
    return `kg-chat:${this.endpoint}`;
  }

  #store() {
    const kept = this.#turns.filter(({ answer }) => answer).slice(-MAX_KEPT);
    const values = kept.map(({ node, body, ...values }) => values);
    try {
      sessionStorage.setItem(this.#key, JSON.stringify(values));
    } catch {
      // Storage is full or forbidden: the conversation then lives as long as the page.
    }
  }

  #restore() {
    try {
      for (const values of JSON.parse(sessionStorage.getItem(this.#key)) ?? []) {
        const turn = { history: [], asOf: null, ...values, answer: toAnswer(values.answer) };
        this.#add(turn);
        this.#drawAnswer(turn, false);
      }
    } catch {
      return;
    }
    const last = this.#turns.at(-1);
    if (!last) return;
    requestAnimationFrame(() => this.#reveal(last));
    this.#tell("kg-answer", this.#toDetail(last));
  }
}

/** Return what is to be known of an answer before it is read, or null. */
function verdict({ status, facts }) {
  if (status === "unanswerable") return element("p", { class: "verdict" }, "Not in the documents");
  return facts.some(({ disputed }) => disputed) ? element("p", { class: "verdict differ" }, "Sources differ") : null;
}

/** Return an answer with its sources as text. */
function toPlainText({ answer, citations }) {
  const sources = citations.map((citation) => {
    const where = [citation.title || citation.document, citation.date, citation.section].filter(Boolean).join(", ");
    return `[${citation.id}] ${where}: “${citation.quote ?? citation.text}”`;
  });
  return [answer, ...sources].join("\n");
}

function plural(count, noun) {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Return 16 hexadecimal digits by chance; crypto.randomUUID is there on pages with https alone. */
function randomName() {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");
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
