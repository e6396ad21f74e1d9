/** The editor with highlighting, completion and marked errors: `<query-editor>`, as `plain_editor.js` describes it. */

import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, insertBracket } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, StreamLanguage, bracketMatching, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, drawSelection, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { complete, wordsOf } from "./completion.js";

// Colours are those of page.css, which reach into the shadow root and follow light and dark.
const COLOURS = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--code-keyword)", fontWeight: "600" },
  { tag: [tags.variableName, tags.local(tags.variableName)], color: "var(--code-variable)" },
  { tag: [tags.string, tags.literal], color: "var(--code-string)" },
  { tag: [tags.atom, tags.meta, tags.special(tags.variableName)], color: "var(--code-name)" },
  { tag: tags.comment, color: "var(--muted)", fontStyle: "italic" },
]);
const THEME = EditorView.theme({
  "&": { height: "100%", width: "100%", color: "var(--text)", background: "transparent" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { font: "13.5px/1.55 var(--mono)" },
  ".cm-content": { flexGrow: "1", padding: "11px 0", caretColor: "var(--text)" },
  ".cm-line": { padding: "0 14px" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  ".cm-gutters": { background: "var(--soft)", color: "var(--muted)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine, .cm-activeLineGutter": { background: "transparent" },
  "&.cm-focused .cm-activeLine": { background: "var(--code-line)" },
  "&.cm-focused .cm-activeLineGutter": { color: "var(--text)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { background: "var(--code-selection)" },
  "&.cm-focused .cm-matchingBracket": { background: "var(--code-selection)", outline: "none" },
  ".cm-lint-marker-error": { content: "none", width: "10px", height: "10px", margin: "5px 2px", borderRadius: "50%", background: "var(--warn)" },
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--warn) 1.5px", textUnderlineOffset: "3px" },
  ".cm-tooltip": { overflow: "hidden", border: "1px solid var(--line)", borderRadius: "9px", background: "var(--bg)", color: "var(--text)", boxShadow: "0 6px 24px rgb(0 0 0 / .16)" },
  ".cm-diagnostic": { padding: "8px 12px", borderLeft: "3px solid var(--warn)", font: "13px/1.5 system-ui, sans-serif" },
  ".cm-tooltip-autocomplete > ul": { maxHeight: "16rem", font: "13px/1.5 var(--mono)" },
  ".cm-tooltip-autocomplete > ul > li": { padding: "3px 12px 3px 6px" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { background: "var(--accent)", color: "var(--on-accent)" },
  ".cm-completionDetail": { marginLeft: "1.2em", color: "var(--muted)", fontStyle: "normal" },
  "li[aria-selected] .cm-completionDetail": { color: "inherit" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
  ".cm-completionIcon": { color: "var(--muted)", opacity: "1" },
  "li[aria-selected] .cm-completionIcon": { color: "inherit" },
  ".cm-completionInfo": { maxWidth: "24rem", padding: "8px 12px", font: "13px/1.5 system-ui, sans-serif" },
});

/**
 * Put typed text in its place.
 *
 * Left to itself, Chromium keeps the look of the text around in a style attribute, which the policy of the page blocks.
 */
function insertTyped(event, view) {
  if (event.inputType !== "insertText" || !event.data || view.composing) return false;
  event.preventDefault();
  const range = rangeOf(view);
  if (range) view.dispatch({ selection: { anchor: range.from, head: range.to } });
  const { state } = view;
  view.dispatch(insertBracket(state, event.data) ?? { ...state.replaceSelection(event.data), userEvent: "input.type", scrollIntoView: true });
  return true;
}

/** Return what is selected in the page, where that can be told: the view may not have heard of it yet. */
function rangeOf(view) {
  const selection = view.root.getSelection?.();
  if (!selection?.rangeCount || !view.contentDOM.contains(selection.anchorNode)) return null;
  const range = selection.getRangeAt(0);
  const from = view.posAtDOM(range.startContainer, range.startOffset);
  return { from, to: view.posAtDOM(range.endContainer, range.endOffset) };
}

class CodeEditor extends HTMLElement {
  connectedCallback() {
    if (this.view) return;
    // In a shadow root the library's styles are constructed sheets, which a strict Content-Security-Policy allows.
    const root = this.attachShadow({ mode: "open" });
    this.words = wordsOf(this.vocabulary);
    this.view = new EditorView({ root, parent: root, state: this.toState("") });
  }

  toState(doc) {
    const run = () => Boolean(this.dispatchEvent(new Event("run")));
    return EditorState.create({
      doc,
      extensions: [
        lineNumbers(),
        lintGutter(),
        history(),
        drawSelection(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        autocompletion({ override: [(context) => complete(context, this.words)], maxRenderedOptions: 60, filterStrict: true }),
        StreamLanguage.define(sparql),
        syntaxHighlighting(COLOURS),
        THEME,
        EditorView.contentAttributes.of({ "aria-label": this.getAttribute("label"), "aria-multiline": "true" }),
        EditorView.domEventHandlers({ beforeinput: insertTyped }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) this.clear();
          // what scrolls can be reached, by whoever has another way than the arrow keys of the editor
          for (const list of this.view.dom.querySelectorAll("[role=listbox]")) list.tabIndex = 0;
        }),
        // Tab takes a completion where one is offered, and else leaves the editor, as it does any other field.
        Prec.highest(keymap.of([{ key: "Mod-Enter", run }, { key: "Tab", run: acceptCompletion }])),
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap]),
      ],
    });
  }

  get value() {
    return this.view.state.doc.toString();
  }

  set value(query) {
    this.view.setState(this.toState(query));
  }

  set vocabulary(found) {
    this.words = wordsOf(found);
  }

  clear() {
    this.view.dispatch(setDiagnostics(this.view.state, []));
  }

  mark({ line, message }) {
    const { doc } = this.view.state;
    const { from, to, text } = doc.line(Math.min(Math.max(line, 1), doc.lines));
    // A parser stops behind what is wrong, so the whole line is marked; its message tells the column.
    const start = from + (text.length - text.trimStart().length);
    this.view.dispatch(setDiagnostics(this.view.state, [{ from: Math.min(start, to), to, severity: "error", message }]));
    this.view.dispatch({ selection: { anchor: to }, scrollIntoView: true });
    this.view.focus();
  }
}

customElements.define("query-editor", CodeEditor);
