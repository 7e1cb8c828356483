import assert from "node:assert";
import { createReplicate } from "@ai-sdk/replicate";
import { experimental_generateImage as generateImage } from "ai";

const replicate = createReplicate({ apiToken: "any", baseURL: process.env.BASE_URL });

const { image, warnings } = await generateImage({
  model: replicate.image("black-forest-labs/flux-schnell"),
  prompt: "a lighthouse at dusk",
  aspectRatio: "16:9",
});

assert.deepStrictEqual(warnings, []);
assert.strictEqual(image.mediaType, "image/png");
assert.ok(image.uint8Array.length > 100);
