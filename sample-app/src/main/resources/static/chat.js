import { detail, showProblem } from "./studio.js";

const byId = (id) => document.getElementById(id);
const form = byId("question");
const prompt = byId("prompt");
const conversation = byId("conversation");
const stop = byId("stop");
const clear = byId("clear");
const api = form.dataset.api;
const INTERRUPTED = "Interrupted.";

// The server selects it, if it remembers conversations.
let conversationId;
let abortController;

function appendMessage(className, text, picture) {
  const message = document.createElement(picture ? "img" : "p");
  message.className = className;
  if (picture) {
    message.alt = text;
    message.src = picture;
  } else {
    message.textContent = text;
  }
  conversation.append(message);
  message.scrollIntoView({ block: "nearest" });
  return message;
}

/** The conversation survives a reload, in this tab only. */
function saveConversation() {
  const messages = Array.from(conversation.children, (message) =>
    [message.className, message.alt ?? message.textContent, message.getAttribute("src")]);
  if (abortController) {
    messages.push(["note", INTERRUPTED]);
  }
  sessionStorage.setItem(api, JSON.stringify({ conversationId, messages }));
}

function restoreConversation() {
  const saved = JSON.parse(sessionStorage.getItem(api));
  conversationId = saved?.conversationId;
  saved?.messages.forEach((message) => appendMessage(...message));
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

async function sendQuestion(question) {
  const response = await fetch(api, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ prompt: question, conversation: conversationId }),
    signal: abortController.signal,
  });
  if (!response.ok) {
    throw new Error(detail(response.status, await response.text()));
  }
  conversationId = response.headers.get("Conversation-Id") ?? undefined;
  let answer;
  for await (const { text, picture, problem } of jsonLines(response.body)) {
    if (problem) {
      throw new Error(problem);
    }
    if (picture) {
      appendMessage("drawing", text, picture);
      answer = undefined;
    } else if (text) {
      answer ??= appendMessage("answer", "");
      answer.textContent += text;
      answer.scrollIntoView({ block: "nearest" });
    }
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
  conversationId = undefined;
  clear.hidden = true;
  prompt.focus();
});

// Browsers can keep a page that the user has left, and its requests.
window.addEventListener("pagehide", () => {
  saveConversation();
  abortController?.abort();
});
restoreConversation();
setBusy(false);
