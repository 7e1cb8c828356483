// Same limit as in DeliveryLog.
const MAX_DELIVERIES = 50;
const RETRY_DELAY = 5000;
// Tolerance in pixels when checking whether the log is scrolled to the end.
const SCROLL_TOLERANCE = 8;

const byId = (id) => document.getElementById(id);
const log = byId("deliveries");
const list = log.querySelector("ol");
const template = byId("delivery").content.firstElementChild;

let stream;

/** Each new connection sends the latest deliveries again. */
function isShown(delivery) {
  return Array.from(list.children).some((item) => item.dataset.webhook === delivery.webhook);
}

function item(delivery) {
  const element = template.cloneNode(true);
  const part = (selector) => element.querySelector(selector);
  const running = delivery.type === "updated" && delivery.progress !== null;
  element.dataset.webhook = delivery.webhook;
  element.dataset.status = delivery.status;
  part("time").dateTime = delivery.receivedAt;
  part("time").textContent = new Date(delivery.receivedAt).toLocaleTimeString("en-GB");
  part(".type").textContent = `${delivery.type}:`;
  part(".state").textContent = delivery.status + (running ? `, ${Math.round(delivery.progress * 100)} %` : "");
  part(".delivery-prompt").textContent = delivery.prompt ?? "";
  part(".webhook").textContent = `…${delivery.webhook}`;
  return element;
}

/** Scrolls to a new delivery unless the user has scrolled up. */
function show(delivery) {
  if (isShown(delivery)) {
    return;
  }
  const atEnd = log.scrollTop + log.clientHeight >= log.scrollHeight - SCROLL_TOLERANCE;
  log.querySelector(".none").hidden = true;
  list.append(item(delivery));
  if (list.children.length > MAX_DELIVERIES) {
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
