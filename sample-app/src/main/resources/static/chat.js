import { detail, showProblem } from "./studio.js";

const byId = (id) => document.getElementById(id);
const form = byId("question");
const prompt = byId("prompt");
const talk = byId("talk");
const stop = byId("stop");

let listening;

function say(who, text) {
  const line = document.createElement("p");
  line.className = who;
  line.textContent = text;
  talk.append(line);
  line.scrollIntoView({ block: "nearest" });
  return line;
}

/** Parses newline-delimited JSON, whose lines may be split over several chunks. */
async function* lines(body) {
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

async function ask(text) {
  const answer = await fetch("api/chat", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ prompt: text }),
    signal: listening.signal,
  });
  if (!answer.ok) {
    throw new Error(detail(answer.status, await answer.text()));
  }
  const line = say("answer", "");
  for await (const piece of lines(answer.body)) {
    if (piece.problem) {
      throw new Error(piece.problem);
    }
    line.textContent += piece.text;
    line.scrollIntoView({ block: "nearest" });
  }
}

function busy(is) {
  talk.setAttribute("aria-busy", String(is));
  stop.hidden = !is;
  form.querySelector("button[type=submit]").setAttribute("aria-disabled", String(is));
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = prompt.value.trim();
  if (listening) {
    return;
  }
  if (!text) {
    showProblem("Enter a question.");
    prompt.focus();
    return;
  }
  showProblem("");
  listening = new AbortController();
  busy(true);
  say("question", text);
  form.reset();
  try {
    await ask(text);
  } catch (error) {
    if (error.name === "AbortError") {
      say("note", "Stopped.");
    } else {
      prompt.value ||= text;
      showProblem(error instanceof TypeError ? "Connection lost. Is the application still running?" : error.message);
    }
  } finally {
    listening = undefined;
    busy(false);
    prompt.focus({ preventScroll: true });
  }
});

stop.addEventListener("click", () => listening?.abort());
