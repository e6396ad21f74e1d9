/** Talking to the service: a question and its streamed answer, and a rating. */

import { KeyError, fetchWithKey } from "./key.js";

const MOST_TRIES = 15;
const LONGEST_WAIT = 4; // seconds

/** Return a full answer from what the service sent; throw where it is none. */
export function toAnswer(data) {
  if (!data || typeof data.answer !== "string") throw new Error("The service sent no answer.");
  return { items: [], facts: [], citations: [], suggestions: [], sparql: null, ...data };
}

/** Ask {question, history, asOf}; report the text so far to `onText`; return the answer. */
export async function fetchAnswer(endpoint, { question, history, asOf }, signal, onText) {
  const body = { question, history, ...(asOf && { as_of: asOf }) };
  const response = await post(endpoint, "ask", body, signal, "text/event-stream, application/json;q=0.9", MOST_TRIES);
  if (!(response.headers.get("Content-Type") ?? "").startsWith("text/event-stream")) return toAnswer(await response.json());
  const { done, problem } = await readAnswer(response.body, signal, onText);
  if (problem) throw new Error(problem.detail || problem.title || "The service failed.");
  if (!done) throw new Error("The answer broke off. Try again.");
  return toAnswer(done);
}

/** Return the questions to begin with that the service suggests; none where it suggests none. Throw where it wants a key. */
export async function fetchSuggestions(endpoint) {
  try {
    const response = await fetchWithKey(endpoint, "suggestions");
    const { questions } = response.ok ? await response.json() : {};
    return Array.isArray(questions) ? questions.map(String) : [];
  } catch (error) {
    if (error instanceof KeyError) throw error;
    return [];
  }
}

/** Send a rating, `up` or `down`, of a turn's answer. */
export async function sendRating(endpoint, { question, history, asOf, answer, id }, rating) {
  const { status, answer: words } = answer;
  const asked = { question, history, ...(asOf && { as_of: asOf }) };
  await post(endpoint, "feedback", { rating, id, ...asked, status, answer: [...words].slice(0, 1200).join("") });
}

/**
 * Send `value` as JSON; return the response, or throw with words for the asker.
 * A service that is still starting says when to come back: it is asked `tries` times in all.
 */
async function post(endpoint, path, value, signal, accept = "application/json", tries = 1) {
  const response = await fetchWithKey(endpoint, path, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: accept },
    body: JSON.stringify(value),
    signal,
  }).catch((error) => {
    if (error.name === "AbortError" || error instanceof KeyError) throw error;
    throw new Error(`${new URL(endpoint).host} cannot be reached. Check the connection, then try again.`);
  });
  const seconds = Number(response.headers.get("Retry-After"));
  if (response.status === 503 && seconds > 0 && tries > 1) {
    await wait(Math.min(seconds, LONGEST_WAIT), signal);
    return post(endpoint, path, value, signal, accept, tries - 1);
  }
  if (!response.ok) throw new Error(await problemText(response));
  return response;
}

/** Let some seconds pass; throw where the asker stops the waiting. */
async function wait(seconds, signal) {
  await new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, 1000 * seconds);
    signal?.addEventListener("abort", () => (clearTimeout(timer), reject(signal.reason)), { once: true });
  });
}

/** Return what a refusal says, as a sentence: the detail of its problem JSON, or its status. */
async function problemText(response) {
  const problem = await response.json().catch(() => null);
  const told = problem?.detail || problem?.title || `The service answered with status ${response.status}.`;
  return told[0].toUpperCase() + told.slice(1);
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
