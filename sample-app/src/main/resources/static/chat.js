import { detail, showProblem } from "./studio.js";

const byId = (id) => document.getElementById(id);
const form = byId("question");
const prompt = byId("prompt");
const conversation = byId("conversation");
const stop = byId("stop");

let abortController;

function appendMessage(className, text) {
  const message = document.createElement("p");
  message.className = className;
  message.textContent = text;
  conversation.append(message);
  message.scrollIntoView({ block: "nearest" });
  return message;
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
    } else {
      prompt.value ||= text;
      showProblem(error instanceof TypeError ? "Connection lost. Is the application still running?" : error.message);
    }
  } finally {
    abortController = undefined;
    setBusy(false);
    prompt.focus({ preventScroll: true });
  }
});

stop.addEventListener("click", () => abortController?.abort());
