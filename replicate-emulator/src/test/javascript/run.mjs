import assert from "node:assert";
import Replicate from "replicate";

const replicate = new Replicate({ auth: "any", baseUrl: process.env.BASE_URL });
const input = { prompt: "the sea" };

const output = await replicate.run("acme/writer", { input });
assert.deepStrictEqual(output, ["the", " sea", "\nis deep"]);
const polled = await replicate.run("acme/writer", { input, wait: { mode: "poll", interval: 50 } });
assert.deepStrictEqual(polled, output);

let streamed = "";
let last;
for await (const event of replicate.stream("acme/writer", { input })) {
  streamed += event.event === "output" ? event.data : "";
  last = event.event;
}
assert.strictEqual(streamed, output.join(""));
assert.strictEqual(last, "done");

await assert.rejects(replicate.run("acme/failing", { input: {} }), /Prediction failed/);
const models = await replicate.models.search("writer");
assert.ok(models.results.some((model) => model.name === "writer"));
