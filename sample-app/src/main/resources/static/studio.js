const NEXT_TRY = 3000;

const byId = (id) => document.getElementById(id);
const problem = byId("problem");
const prompt = byId("prompt");
const form = prompt.form;

let sent;

export function showProblem(text) {
  problem.textContent = text;
  problem.hidden = !text;
  prompt.setAttribute("aria-invalid", String(Boolean(text)));
}

/** What went wrong, as the application says it. */
export function detail(status, body) {
  try {
    const said = JSON.parse(body);
    return said.detail || said.title;
  } catch {
    return `The application answered with status ${status}.`;
  }
}

prompt.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});

// What is sent leaves the fields, so that the next order can be written meanwhile, and comes back if it is refused.
form.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target !== form) {
    return;
  }
  if (!prompt.value.trim()) {
    event.preventDefault();
    showProblem("Type what the picture shall show.");
    prompt.focus();
    return;
  }
  showProblem("");
  form.querySelector("button[type=submit]").setAttribute("aria-disabled", "true");
  sent = { prompt: prompt.value, files: byId("original").files };
  form.reset();
});

form.addEventListener("htmx:afterRequest", (event) => {
  if (event.target !== form) {
    return;
  }
  form.querySelector("button[type=submit]").removeAttribute("aria-disabled");
  if (!event.detail.successful && !prompt.value) {
    prompt.value = sent.prompt;
    byId("original").files = sent.files;
  }
});

/** What somebody did is answered beside the field; a card that cannot be asked about for now asks again. */
function failed(event, message) {
  if (event.detail.requestConfig.verb !== "get") {
    showProblem(message);
  } else if (event.target.matches(".waiting")) {
    setTimeout(() => htmx.trigger(event.target, "again"), NEXT_TRY);
  }
}

document.body.addEventListener("htmx:responseError", (event) =>
  failed(event, detail(event.detail.xhr.status, event.detail.xhr.responseText)));
document.body.addEventListener("htmx:sendError", (event) =>
  failed(event, "The application cannot be reached. Is it still running?"));
