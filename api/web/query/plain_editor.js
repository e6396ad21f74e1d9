/**
 * The editor without libraries: a text area with line numbers, where the bundle is not built.
 *
 * Both editors are one element, `<query-editor>`: the property `value`; `mark({ line, column, message })` marks an
 * error, `clear()` takes the mark away; the events `input` and `run`. `vocabulary` may be given for completion.
 */

import { element } from "/widget/parts.js";

class PlainEditor extends HTMLElement {
  connectedCallback() {
    if (this.area) return;
    this.gutter = element("div", { class: "gutter", "aria-hidden": "true" });
    this.area = element("textarea", {
      "aria-label": this.getAttribute("label"),
      spellcheck: "false",
      autocapitalize: "off",
      autocomplete: "off",
      wrap: "off",
      input: () => this.clear(),
      scroll: () => (this.gutter.scrollTop = this.area.scrollTop),
      keydown: (event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        this.dispatchEvent(new Event("run"));
      },
    });
    this.append(this.gutter, this.area);
    this.clear();
  }

  get value() {
    return this.area.value;
  }

  set value(query) {
    this.area.value = query;
    this.area.scrollTop = 0;
    this.clear();
  }

  clear() {
    this.number(0);
  }

  mark({ line, column }) {
    const lines = this.value.split("\n");
    this.number(line);
    if (!line || line > lines.length) return;
    const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    this.area.focus();
    this.area.setSelectionRange(start + Math.max(0, column - 1), start + lines[line - 1].length);
  }

  /** Number the lines, and mark line `wrong`, counted from 1. */
  number(wrong) {
    const numbers = this.value.split("\n").map((_, index) => index + 1);
    const rows = numbers.map((number) => element("div", { class: number === wrong ? "wrong" : null }, String(number)));
    this.gutter.replaceChildren(...rows);
    this.gutter.scrollTop = this.area.scrollTop;
  }
}

customElements.define("query-editor", PlainEditor);
