import assert from "node:assert";
import Replicate from "replicate";

const replicate = new Replicate({ auth: "any", baseUrl: process.env.BASE_URL });

const file = await replicate.files.create(Buffer.from("hello"), { from: "node" });
assert.strictEqual(file.size, 5);
assert.deepStrictEqual(file.metadata, { from: "node" });
assert.strictEqual((await replicate.files.get(file.id)).checksums.sha256, file.checksums.sha256);

// The client uploads it.
const size = await replicate.run("acme/size", { input: { file: Buffer.from("hello, world") } });
assert.strictEqual(size, 12);
assert.ok((await replicate.files.list()).results.length >= 2);

assert.strictEqual(await replicate.files.delete(file.id), true);

const output = await replicate.run("acme/painter", { input: {} });
const blob = await output.blob();
assert.strictEqual(blob.type, "image/png");
assert.deepStrictEqual([...new Uint8Array(await blob.arrayBuffer())], [1, 2, 3]);
