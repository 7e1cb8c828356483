import assert from "node:assert";
import { once } from "node:events";
import http from "node:http";
import Replicate, { validateWebhook } from "replicate";
import { Webhook } from "standardwebhooks";

const replicate = new Replicate({ auth: "any", baseUrl: process.env.BASE_URL });
const received = [];
const server = http.createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += chunk;
  response.writeHead(204).end();
  received.push({ headers: request.headers, body });
  server.emit("webhook");
});
await once(server.listen(0, "127.0.0.1"), "listening");

const delivered = once(server, "webhook");
const prediction = await replicate.predictions.create({
  model: "acme/painter",
  input: {},
  webhook: `http://127.0.0.1:${server.address().port}/hook`,
  webhook_events_filter: ["completed"],
});
await delivered;
server.close();
server.closeAllConnections();

const { headers, body } = received[0];
const secret = (await replicate.webhooks.default.secret.get()).key;
assert.strictEqual(new Webhook(secret).verify(body, headers).id, prediction.id);
assert.throws(() => new Webhook(secret).verify(body + " ", headers), /No matching signature/);
const webhook = {
  id: headers["webhook-id"],
  timestamp: headers["webhook-timestamp"],
  signature: headers["webhook-signature"],
  body,
  secret,
};
assert.strictEqual(await validateWebhook(webhook), true);
assert.strictEqual(await validateWebhook({ ...webhook, body: body + " " }), false);
