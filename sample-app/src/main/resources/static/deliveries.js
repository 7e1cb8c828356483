// As many as the application keeps.
const MOST = 50;
const NEXT_TRY = 5000;
// Pixels that may be left below for the end to be in sight.
const SLACK = 8;

const byId = (id) => document.getElementById(id);
const log = byId("deliveries");
const list = log.querySelector("ol");
const template = byId("delivery").content.firstElementChild;

let stream;

/** What came before is sent again with each new connection. */
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

/** Shows what is new at the end, unless somebody reads further up. */
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

/** A page that nobody sees gives its connection back: browsers have few, and so has the application. */
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
    // After a break the browser tries again by itself, after a refusal it does not.
    if (stream.readyState === EventSource.CLOSED) {
      setTimeout(connect, NEXT_TRY);
    }
  });
}

// Only what comes after an order of this visit is read out.
byId("prompt").form.addEventListener("submit", () => log.removeAttribute("aria-live"));
document.addEventListener("visibilitychange", connect);
connect();
