import assert from "node:assert";
import Replicate from "replicate";

const replicate = new Replicate({ auth: "any", baseUrl: process.env.BASE_URL });
const input = { prompt: "the sea" };

const output = await replicate.run("meta/meta-llama-3-8b-instruct", { input });
assert.ok(output.join("").length > 0);
const polled = await replicate.run("meta/meta-llama-3-8b-instruct", { input, wait: { mode: "poll", interval: 50 } });
assert.deepStrictEqual(polled, output);

let streamed = "";
let last;
for await (const event of replicate.stream("meta/meta-llama-3-8b-instruct", { input })) {
  streamed += event.event === "output" ? event.data : "";
  last = event.event;
}
assert.strictEqual(streamed, output.join(""));
assert.strictEqual(last, "done");

await assert.rejects(replicate.run("emulator/failing", { input: {} }), /Prediction failed/);
const models = await replicate.models.search("llama");
assert.ok(models.results.some((model) => model.name === "meta-llama-3-8b-instruct"));
