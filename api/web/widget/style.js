/** The looks of the chat. What a page may set stands first: the custom properties --kg-*; the rest goes by ::part(). */

export const STYLE = `
:host {
  all: initial; display: block; color-scheme: light dark;
  --accent: var(--kg-accent, light-dark(#0b5cad, #85b8ff));
  --on-accent: var(--kg-on-accent, light-dark(#ffffff, #0c1724));
  --bg: var(--kg-background, light-dark(#ffffff, #131920));
  --soft: var(--kg-surface, light-dark(#f3f6f9, #1c242e));
  --text: var(--kg-text, light-dark(#1a2330, #e7ecf2));
  --muted: var(--kg-muted, light-dark(#546172, #a6b2c0));
  --line: var(--kg-line, light-dark(#d9e0e8, #313c49));
  --line-strong: var(--kg-line-strong, light-dark(#8593a3, #66758a));
  --warn: var(--kg-warn, light-dark(#8a4b00, #f0b565));
  --warn-soft: var(--kg-warn-surface, light-dark(#fff5e6, #2c2418));
  --mark: var(--kg-mark, light-dark(#fdeeb5, #55491c));
  --radius: var(--kg-radius, 12px);
}
/* A rule of the page for all elements meets the host, and wins there; what is inherited begins anew below it. */
.launcher, .panel {
  all: initial; box-sizing: border-box; color-scheme: inherit; color: var(--text);
  font: 400 15px/1.55 var(--kg-font, system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif);
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
  color: var(--on-accent); font-weight: 600; cursor: pointer; box-shadow: 0 4px 18px rgb(10 25 45 / .25); }
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
@media (hover: none) and (pointer: coarse) { .log:focus-visible { outline: none; } }
.welcome { color: var(--muted); }
.chips { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 12px; }
.chip { padding: 6px 13px; border: 1px solid var(--line); border-radius: 999px; background: var(--bg); color: var(--accent);
  text-align: left; overflow-wrap: anywhere; }
.chip:hover { background: var(--soft); border-color: var(--accent); }
.turn + .turn { margin-top: 30px; }
.turn:not(:last-child) > .answer > .chips { display: none; }
.question { width: fit-content; max-width: 88%; margin: 0 0 12px auto; padding: 8px 14px; border-radius: 14px 14px 4px 14px;
  background: var(--soft); font-weight: 550; overflow-wrap: anywhere; white-space: pre-wrap; }
.when { margin: -6px 2px 12px; color: var(--muted); font-size: .84em; text-align: right; overflow-wrap: anywhere; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
.entity { color: inherit; text-decoration: underline; text-decoration-color: var(--line-strong); text-decoration-thickness: 1px;
  text-underline-offset: 3px; }
.entity:hover { color: var(--accent); text-decoration-color: currentColor; }
.bound { white-space: nowrap; }
.waiting { color: var(--muted); }
.unanswerable .text, .notice { padding: 10px 14px; border-left: 3px solid var(--warn); border-radius: 4px 8px 8px 4px;
  background: var(--warn-soft); }
.verdict { margin-bottom: 6px; color: var(--warn); font-size: .87em; font-weight: 650; }
.verdict.differ { width: fit-content; padding: 1px 9px; border-radius: 6px; background: var(--warn-soft); }
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
.place { display: inline-block; margin-top: 7px; font-size: .87em; }
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
.actions { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 4px; margin: 8px 0 0 -8px; }
.rating { display: flex; align-items: center; gap: 2px; margin-left: auto; }
.rating .icon { width: 30px; height: 30px; }
.rating .icon[aria-pressed="true"] { background: var(--soft); color: var(--accent); }
.rating [aria-pressed="true"] path { fill: currentColor; fill-opacity: .22; }
.thanks { margin-right: 6px; color: var(--muted); font-size: .88em; }
.printed { display: none; }
.action { padding: 3px 8px; border: 0; border-radius: 6px; background: transparent; color: var(--muted); font-size: .88em;
  text-decoration: none; }
.action:hover { background: var(--soft); color: var(--text); text-decoration: underline; }
.day { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; padding: 10px 14px 0; border-top: 1px solid var(--line);
  color: var(--muted); font-size: .92em; }
.day input, .key input { padding: 4px 8px; border: 1px solid; border-radius: 8px; background: var(--bg); color: var(--text);
  font: inherit; }
.key { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 8px; padding: 10px 14px 0; border-top: 1px solid var(--line);
  color: var(--muted); font-size: .92em; }
.key label { color: var(--text); font-weight: 600; }
.key input { flex: 1; min-width: 8em; }
.key .button { padding: 4px 12px; border: 1px solid var(--line-strong); border-radius: 8px; background: transparent;
  color: var(--text); }
.key .button:hover { background: var(--soft); }
.key span { flex-basis: 100%; font-size: .92em; }
.day:not([hidden]) ~ form, .key:not([hidden]) ~ .form { border-top: 0; }
.form { display: flex; gap: 8px; align-items: end; padding: 12px; border-top: 1px solid var(--line); }
textarea { flex: 1; min-width: 0; min-height: 42px; max-height: 9.5em; padding: 9px 13px; border: 1px solid var(--line);
  border-radius: 10px; background: var(--bg); resize: none; field-sizing: content; line-height: 1.5; }
textarea, .day input, .key input { border-color: var(--line-strong); }
textarea::placeholder { color: var(--muted); opacity: 1; }
textarea:focus-visible, .key input:focus-visible { outline-offset: 0; }
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
@media print {
  :host { color-scheme: light; }
  :host([inline]) .panel, :host(:not([inline])) .panel { position: static; display: block; width: auto; height: auto; overflow: visible;
    border: 0; box-shadow: none; }
  .launcher, .head, .form, .day, .key, .actions, .chips, .welcome, .quote, summary { display: none; }
  .log { overflow: visible; padding: 0; }
  .question { max-width: none; margin: 0 0 8px; padding: 0; border-radius: 0; background: none; font-size: 1.25em; font-weight: 700; }
  .when { text-align: left; }
  .question, .when { break-after: avoid; }
  .fact, .sources li { break-inside: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
  .sources ol { padding-left: 1.6em; list-style: decimal; }
  .cite { border: 0; background: none; }
  .printed { display: block; margin-top: 8px; color: var(--muted); font-size: .84em; overflow-wrap: anywhere; }
  .place { display: none; }
}
`;
