// The same runs as RunProgram, with the official JavaScript client: node run.js ORIGIN MODEL SHORTEST LONGEST WARM_UP RUNS CONCURRENCY

import Replicate from "replicate";

const [origin, model, ...numbers] = process.argv.slice(2);
const [shortest, longest, warmUp, runs, concurrency] = numbers.map(Number);

const replicate = new Replicate({ auth: "r8_benchmarks", baseUrl: `${origin}/v1` });

let next = 0;

async function run() {
  const work = shortest + ((next++ * 397) % (longest - shortest + 1));
  const start = performance.now();
  await replicate.run(model, { input: { output_after: work }, wait: { mode: "block", timeout: 1 } });
  return performance.now() - start - work;
}

async function repeat(count) {
  const lags = [];
  let left = count;
  async function one() {
    while (left-- > 0) {
      lags.push(await run());
    }
  }
  await Promise.all(Array.from({ length: concurrency }, one));
  return lags.sort((a, b) => a - b);
}

await repeat(warmUp);
const lags = await repeat(runs);
console.log(`figure ${lags.reduce((a, b) => a + b, 0) / lags.length} lag ms, mean`);
console.log(`figure ${lags[Math.floor(lags.length / 2)]} lag ms, median`);
console.log(`figure ${lags[Math.floor(lags.length * 0.99)]} lag ms, p99`);
