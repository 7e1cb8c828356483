// Same limit as in the application.
const MOST = 50;
const RETRY_DELAY = 5000;
// Tolerance in pixels when checking whether the log is scrolled to the end.
const SLACK = 8;

const byId = (id) => document.getElementById(id);
const log = byId("deliveries");
const list = log.querySelector("ol");
const template = byId("delivery").content.firstElementChild;

let stream;

/** Each new connection sends the latest deliveries again. */
function isThere(delivery) {
  return Array.from(list.children).some((line) => line.dataset.webhook === delivery.webhook);
}

function line(delivery) {
  const element = template.cloneNode(true);
  const part = (selector) => element.querySelector(selector);
  const running = delivery.what === "updated" && delivery.progress !== null;
  element.dataset.webhook = delivery.webhook;
  element.dataset.status = delivery.status;
  part("time").dateTime = delivery.receivedAt;
  part("time").textContent = new Date(delivery.receivedAt).toLocaleTimeString("en-GB");
  part(".what").textContent = `${delivery.what}:`;
  part(".how").textContent = delivery.status + (running ? `, ${Math.round(delivery.progress * 100)} %` : "");
  part(".about").textContent = delivery.prompt ?? "";
  part(".webhook").textContent = `…${delivery.webhook}`;
  return element;
}

/** Scrolls to a new delivery unless the user has scrolled up. */
function show(delivery) {
  if (isThere(delivery)) {
    return;
  }
  const atEnd = log.scrollTop + log.clientHeight >= log.scrollHeight - SLACK;
  log.querySelector(".none").hidden = true;
  list.append(line(delivery));
  if (list.children.length > MOST) {
    list.firstElementChild.remove();
  }
  if (atEnd) {
    log.scrollTop = log.scrollHeight;
  }
}

/** Hidden pages close their connection, because browsers and the application limit their number. */
function connect() {
  stream?.close();
  if (document.hidden) {
    return;
  }
  stream = new EventSource("api/deliveries");
  stream.addEventListener("open", () => {
    byId("connection").hidden = true;
  });
  stream.addEventListener("message", (event) => show(JSON.parse(event.data)));
  stream.addEventListener("error", () => {
    byId("connection").hidden = false;
    // The browser reconnects after a lost connection, but not after an error response.
    if (stream.readyState === EventSource.CLOSED) {
      setTimeout(connect, RETRY_DELAY);
    }
  });
}

// Screen readers announce deliveries only after the first picture of this visit.
byId("prompt").form.addEventListener("submit", () => log.removeAttribute("aria-live"));
document.addEventListener("visibilitychange", connect);
connect();
