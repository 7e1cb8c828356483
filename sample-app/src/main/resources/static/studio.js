const RETRY_DELAY = 3000;

const byId = (id) => document.getElementById(id);
const problem = byId("problem");
const prompt = byId("prompt");
const form = prompt.form;

let submitted;

export function showProblem(text) {
  problem.textContent = text;
  problem.hidden = !text;
  prompt.setAttribute("aria-invalid", String(Boolean(text)));
}

/** Returns the message of an error response. */
export function detail(status, body) {
  const unknown = `The application returned status ${status}.`;
  try {
    const problemDetail = JSON.parse(body);
    return problemDetail.detail || problemDetail.title || unknown;
  } catch {
    return unknown;
  }
}

prompt.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});

// Clears the form while a request is in flight, so that users can enter the next one, and restores it after an error.
form.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target !== form) {
    return;
  }
  if (!prompt.value.trim()) {
    event.preventDefault();
    showProblem("Enter a prompt.");
    prompt.focus();
    return;
  }
  showProblem("");
  form.querySelector("button[type=submit]").setAttribute("aria-disabled", "true");
  submitted = { prompt: prompt.value, files: byId("original").files };
  form.reset();
});

/** Restores the form after an error, unless the user has entered the next prompt. */
function restoreForm() {
  if (!prompt.value) {
    prompt.value = submitted.prompt;
    byId("original").files = submitted.files;
  }
}

form.addEventListener("htmx:afterRequest", (event) => {
  if (event.target !== form) {
    return;
  }
  form.querySelector("button[type=submit]").removeAttribute("aria-disabled");
  if (!event.detail.successful) {
    restoreForm();
  }
});

// A picture has been requested, so faults for the next picture are no longer armed.
document.body.addEventListener("htmx:afterRequest", (event) => {
  const { verb, path } = event.detail.requestConfig;
  if (verb === "post" && /pictures(\/[^/]+\/retry)?$/.test(path)) {
    document.body.dispatchEvent(new Event("request-ended"));
  }
});

// Shows a picture once, even if the browser repeats the request, and announces it to screen readers.
document.body.addEventListener("htmx:load", (event) => {
  const { id, dataset } = event.target;
  if (!event.target.matches(".picture")) {
    return;
  }
  for (const other of document.querySelectorAll(`[id="${id}"]`)) {
    if (other !== event.target) {
      other.remove();
    }
  }
  if (dataset.announcement) {
    byId("announcement").textContent = dataset.announcement;
  }
});

/** Shows errors of user actions beside the field. Polling for a picture continues after an error. */
function handleError(event, message) {
  if (event.detail.requestConfig.verb !== "get") {
    showProblem(message);
  } else if (event.target.matches(".waiting")) {
    setTimeout(() => htmx.trigger(event.target, "again"), RETRY_DELAY);
  }
}

document.body.addEventListener("htmx:responseError", (event) =>
  handleError(event, detail(event.detail.xhr.status, event.detail.xhr.responseText)));
document.body.addEventListener("htmx:sendError", (event) =>
  handleError(event, "The application cannot be reached. Is it still running?"));
