import { detail, showProblem } from "./studio.js";

const byId = (id) => document.getElementById(id);
const form = byId("question");
const prompt = byId("prompt");
const conversation = byId("conversation");
const stop = byId("stop");
const clear = byId("clear");
// The conversation survives a reload, in this tab only.
const STORAGE_KEY = "conversation";
const INTERRUPTED = "Interrupted.";

let abortController;

function appendMessage(className, text) {
  const message = document.createElement("p");
  message.className = className;
  message.textContent = text;
  conversation.append(message);
  message.scrollIntoView({ block: "nearest" });
  return message;
}

function saveConversation() {
  const messages = Array.from(conversation.children, (message) => [message.className, message.textContent]);
  if (abortController) {
    messages.push(["note", INTERRUPTED]);
  }
  sessionStorage.setItem(STORAGE_KEY, JSON.stringify(messages));
}

function restoreConversation() {
  const messages = JSON.parse(sessionStorage.getItem(STORAGE_KEY) ?? "[]");
  messages.forEach(([className, text]) => appendMessage(className, text));
}

/** Parses newline-delimited JSON, whose lines may be split over several chunks. */
async function* jsonLines(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      return;
    }
    const parts = (rest + value).split("\n");
    rest = parts.pop();
    yield* parts.filter((part) => part).map((part) => JSON.parse(part));
  }
}

async function sendQuestion(text) {
  const response = await fetch("api/chat", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ prompt: text }),
    signal: abortController.signal,
  });
  if (!response.ok) {
    throw new Error(detail(response.status, await response.text()));
  }
  const answer = appendMessage("answer", "");
  for await (const chunk of jsonLines(response.body)) {
    if (chunk.problem) {
      throw new Error(chunk.problem);
    }
    answer.textContent += chunk.text;
    answer.scrollIntoView({ block: "nearest" });
  }
}

function setBusy(busy) {
  conversation.setAttribute("aria-busy", String(busy));
  stop.hidden = !busy;
  clear.hidden = busy || !conversation.hasChildNodes();
  form.querySelector("button[type=submit]").setAttribute("aria-disabled", String(busy));
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = prompt.value.trim();
  if (abortController) {
    return;
  }
  if (!text) {
    showProblem("Enter a question.");
    prompt.focus();
    return;
  }
  showProblem("");
  abortController = new AbortController();
  setBusy(true);
  appendMessage("question", text);
  form.reset();
  try {
    await sendQuestion(text);
  } catch (error) {
    if (error.name === "AbortError") {
      appendMessage("note", "Stopped.");
      return;
    }
    prompt.value ||= text;
    // The browser reports a lost connection, or the user leaves the page.
    const interrupted = error instanceof TypeError;
    if (interrupted) {
      appendMessage("note", INTERRUPTED);
    }
    showProblem(interrupted ? "Connection lost. Is the application still running?" : error.message);
  } finally {
    abortController = undefined;
    setBusy(false);
    document.body.dispatchEvent(new Event("request-ended"));
    prompt.focus({ preventScroll: true });
  }
});

stop.addEventListener("click", () => abortController?.abort());

clear.addEventListener("click", () => {
  conversation.replaceChildren();
  clear.hidden = true;
  prompt.focus();
});

window.addEventListener("pagehide", saveConversation);
restoreConversation();
setBusy(false);
