/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.emulator.model.InputType;
import io.github.replicate4j.emulator.request.Operation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.ai.chat.metadata.EmptyUsage;
import org.springframework.ai.image.Image;
import org.springframework.ai.image.ImageGeneration;
import org.springframework.ai.image.ImagePrompt;
import org.springframework.ai.image.ImageResponse;

/** How output files become images. */
class ImageOutputTests extends ImageTest {

    private static final String DEV = "black-forest-labs/flux-dev";

    private static final ImagePrompt CAT = new ImagePrompt("a cat");

    @Test
    void everyFileIsAnImageWithItsUrl(@TempDir Path folder) throws Exception {
        respond(DEV, 2);
        ImageResponse response = model(DEV).call(CAT);
        assertThat(response.getResults()).hasSize(2);
        List<?> output = (List<?>) emulator.predictions().get(0).output();
        assertThat(response.getResults())
                .extracting(result -> result.getOutput().getUrl())
                .isEqualTo(output);
        ImageGeneration first = response.getResult();
        assertThat(first.getOutput().getB64Json()).isNull();
        ReplicateImageGenerationMetadata metadata = (ReplicateImageGenerationMetadata) first.getMetadata();
        assertThat(metadata.getPredictionId())
                .isEqualTo(emulator.predictions().get(0).id());
        assertThat(metadata.toString()).doesNotContain("http");
        Path saved = metadata.getFile().saveTo(folder.resolve("cat.png")).block();
        assertThat(Files.readAllBytes(saved)).isEqualTo(PNG);
    }

    @Test
    void contentsAreDownloadedForBase64() {
        respond(DEV, 2);
        ImageResponse response =
                model(DEV, options -> options.responseFormat("b64_json")).call(CAT);
        String expected = Base64.getEncoder().encodeToString(PNG);
        assertThat(response.getResults())
                .extracting(ImageGeneration::getOutput)
                .containsExactly(new Image(null, expected), new Image(null, expected));
        assertThat(input()).isEqualTo(Map.of("prompt", "a cat"));
    }

    @Test
    void downloadsAreLimitedByTheClient() {
        emulator.model("acme/large")
                .input("prompt", InputType.STRING, true)
                .respond(script -> script.outputFile(new byte[20_000], "png"));
        try (AsyncReplicate small =
                client().files(files -> files.maxDownloadSize(10_000)).buildAsync()) {
            ReplicateImageModel model = ReplicateImageModel.builder()
                    .replicate(small)
                    .options(ReplicateImageOptions.builder()
                            .model("acme/large")
                            .responseFormat("b64_json")
                            .build())
                    .build();
            assertThatException().isThrownBy(() -> model.call(CAT)).withMessageContaining("10000");
        }
        assertThat(creates()).isEqualTo(1);
    }

    @Test
    void metadataHaveTheTimesAndTheMetrics() {
        respond(DEV, 2);
        ImageResponse response = model(DEV).call(CAT);
        assertThat(response.getMetadata().<String>get("replicate.id"))
                .isEqualTo(emulator.predictions().get(0).id());
        assertThat(response.getMetadata().<String>get("replicate.model")).isEqualTo(DEV);
        assertThat(response.getMetadata().<Number>get("replicate.predict_time")).isNotNull();
        assertThat(response.getMetadata().<Number>get("replicate.total_time")).isNotNull();
        assertThat(response.getMetadata().getUsage().getNativeUsage())
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("image_count", 2);
        assertThat(response.getMetadata().getCreated())
                .isBetween(System.currentTimeMillis() - 600_000, System.currentTimeMillis());
    }

    @Test
    void withoutMetricsThereIsNoUsage() {
        respondSingle("black-forest-labs/flux-1.1-pro");
        ImageResponse response = model("black-forest-labs/flux-1.1-pro").call(CAT);
        assertThat(response.getResults()).hasSize(1);
        assertThat(response.getMetadata().getUsage()).isInstanceOf(EmptyUsage.class);
    }

    @Test
    void tokensOfImagesAreTheUsage() {
        emulator.model("openai/gpt-image-1")
                .respond(script -> script.outputFile(PNG, "png")
                        .metric("input_token_count", 10)
                        .metric("output_token_count", 1_000));
        assertThat(model("openai/gpt-image-1")
                        .call(CAT)
                        .getMetadata()
                        .getUsage()
                        .getTotalTokens())
                .isEqualTo(1_010);
    }

    @Test
    void outputWithoutFilesIsAnError() {
        respond(DEV, 0);
        assertThatIllegalStateException()
                .isThrownBy(() -> model(DEV).call(CAT))
                .withMessageContainingAll(emulator.predictions().get(0).id(), DEV, "without a file");
        assertThat(emulator.requests().to(Operation.PREDICTIONS_CANCEL)).isEmpty();
    }

    @Test
    void modelsOfTheEmulatorCreatePictures() {
        ImageResponse response = model(
                        "black-forest-labs/flux-schnell",
                        options -> options.width(768).height(768).responseFormat("b64_json"))
                .call(CAT);
        assertThat(response.getResult().getOutput().getB64Json()).startsWith("iVBORw0KGgo");
    }
}
