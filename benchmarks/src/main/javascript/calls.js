// The same calls as JavaCalls, with the official JavaScript client: node calls.js ORIGIN CALL CONCURRENCY

import Replicate from "replicate";
import { createHmac } from "node:crypto";
import { createInterface } from "node:readline";

const [origin, call, concurrency] = process.argv.slice(2);

const replicate = new Replicate({ auth: "r8_benchmarks", baseUrl: `${origin}/v1` });

const input = { prompt: "Write a haiku about a lighthouse", max_tokens: 512 };

const webhook = signed("x".repeat(2000));

function signed(body) {
  const key = "C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
  const id = "msg_2Lh9KRb0pzN4LePd3XiA4v12Axj";
  const timestamp = String(Math.floor(Date.now() / 1000));
  const code = createHmac("sha256", Buffer.from(key, "base64")).update(`${id}.${timestamp}.${body}`).digest("base64");
  return { id, timestamp, body, signature: `v1,${code}`, secret: `whsec_${key}` };
}

// Each call returns its number of operations.
const calls = {
  async get() {
    await replicate.predictions.get("gm3qorzdhgbfurvjtvhg6dckhu");
    return 1;
  },
  async create() {
    await replicate.predictions.create({ version: "5c7d5dc6dd8bf75c1acaa8565735e7986bc5b66206b55cca93cb72c9bf15ccaa", input });
    return 1;
  },
  async list() {
    let predictions = 0;
    for await (const page of replicate.paginate(replicate.predictions.list)) {
      predictions += page.length;
    }
    return predictions;
  },
  async stream() {
    let tokens = 0;
    for await (const event of replicate.stream("meta/meta-llama-3-8b-instruct", { input })) {
      tokens += event.event === "output" ? 1 : 0;
    }
    return tokens;
  },
  async verify() {
    if (!(await Replicate.validateWebhook(webhook))) {
      throw new Error("A webhook was rejected");
    }
    return 1;
  },
};

async function repeat(seconds) {
  const end = performance.now() + seconds * 1000;
  let done = 0;
  async function one() {
    do {
      const more = await calls[call]();
      done += more;
    } while (performance.now() < end);
  }
  await Promise.all(Array.from({ length: Number(concurrency) }, one));
  return done;
}

// Works for the number of seconds in each line of standard input.
console.log("ready");
for await (const seconds of createInterface({ input: process.stdin })) {
  const begun = performance.now();
  const cpu = process.cpuUsage();
  const done = await repeat(Number(seconds));
  const elapsed = (performance.now() - begun) / 1000;
  const used = process.cpuUsage(cpu);
  console.log(`figure ${done / elapsed} per second`);
  console.log(`figure ${(used.user + used.system) / done} CPU us each`);
  console.log("ready");
}
