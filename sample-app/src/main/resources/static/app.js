const FIRST_DELAY = 300;
const LONGEST_DELAY = 3000;
const GROWTH = 1.3;
const FAILURES_BORNE = 5;

const byId = (id) => document.getElementById(id);
const form = byId("order");
const prompt = byId("prompt");
const button = form.querySelector("button");
const problem = byId("problem");

/** An answer that is no success, or none at all. */
class CallError extends Error {
  constructor(message, passing, retryAfter = 0) {
    super(message);
    this.passing = passing;
    this.retryAfter = retryAfter;
  }
}

async function call(path, options) {
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new CallError("The application cannot be reached. Is it still running?", true);
  }
  const body = await answer.json().catch(() => null);
  if (answer.ok && body !== null) {
    return body;
  }
  throw new CallError(
    body?.detail || body?.title || `The application answered with status ${answer.status}.`,
    answer.status >= 500,
    1000 * (Number(answer.headers.get("Retry-After")) || 0),
  );
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function announce(text) {
  byId("announcement").textContent = text;
}

function showProblem(text) {
  problem.textContent = text;
  problem.hidden = !text;
  prompt.setAttribute("aria-invalid", String(Boolean(text)));
}

/** The place of one picture on the page. */
class Card {
  constructor(text) {
    this.text = text;
    this.element = byId("picture").content.firstElementChild.cloneNode(true);
    this.part(".prompt").textContent = text;
    this.element.classList.add("waiting");
    byId("pictures").prepend(this.element);
    this.element.scrollIntoView({ block: "nearest" });
  }

  part(selector) {
    return this.element.querySelector(selector);
  }

  show(picture) {
    const bar = this.part("progress");
    if (picture.progress === null) {
      bar.removeAttribute("value");
    } else {
      bar.value = picture.progress;
    }
    const share = picture.progress === null ? "" : `, ${Math.round(picture.progress * 100)} %`;
    this.status(picture.status, picture.status === "succeeded" ? "" : share);
  }

  status(word, addition = "") {
    this.element.dataset.status = word;
    this.part(".status").textContent = word + addition;
  }

  async draw(url) {
    const image = new Image();
    image.alt = this.text;
    image.src = url;
    try {
      await image.decode();
    } catch {
      throw new CallError("The picture was made, but it could not be loaded.", false);
    }
    const link = document.createElement("a");
    link.href = url;
    link.target = "_blank";
    link.rel = "noopener";
    link.append(image);
    this.part(".frame").append(link);
    this.end();
    announce(`The picture is ready: ${this.text}`);
  }

  fail(message) {
    this.element.classList.add("failed");
    this.status("failed", `: ${message}`);
    this.end();
    announce(`There is no picture: ${message}`);
  }

  end() {
    this.element.classList.remove("waiting");
    this.part("progress").remove();
  }
}

/** Asks until the picture has come to its end: soon at first, then less and less often. */
async function watch(id, card) {
  const path = `api/pictures/${encodeURIComponent(id)}`;
  let delay = FIRST_DELAY;
  let failures = 0;
  for (;;) {
    await pause(delay);
    delay = Math.min(delay * GROWTH, LONGEST_DELAY);
    try {
      const picture = await call(path);
      failures = 0;
      card.show(picture);
      if (picture.image) {
        return await card.draw(picture.image);
      }
      if (picture.error) {
        return card.fail(picture.error);
      }
    } catch (error) {
      failures += 1;
      if (!error.passing || failures > FAILURES_BORNE) {
        throw error;
      }
      delay = Math.max(delay, error.retryAfter);
    }
  }
}

async function order(text) {
  const ordered = await call("api/pictures", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ prompt: text }),
  });
  const card = new Card(text);
  card.show({ status: ordered.status, progress: null });
  announce(`The picture is being made: ${text}`);
  watch(ordered.id, card).catch((error) => card.fail(error.message));
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (button.getAttribute("aria-disabled") === "true") {
    return;
  }
  const text = prompt.value.trim();
  if (!text) {
    showProblem("Type what the picture shall show.");
    prompt.focus();
    return;
  }
  showProblem("");
  button.setAttribute("aria-disabled", "true");
  try {
    await order(text);
    prompt.select();
  } catch (error) {
    showProblem(error.message);
  } finally {
    button.removeAttribute("aria-disabled");
    prompt.focus({ preventScroll: true });
  }
});

prompt.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});

call("api/about")
  .then((about) => {
    byId("model").textContent = `Made by ${about.model}`;
    byId("emulator").hidden = !about.emulator;
    byId("elsewhere").hidden = about.emulator;
  })
  .catch((error) => showProblem(error.message));
