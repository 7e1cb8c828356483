/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.TestApi;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.internal.model.ModelDefinition;
import io.github.replicate4j.emulator.internal.model.VersionId;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BuiltInModelTests {

    private final ReplicateEmulator emulator =
            ReplicateEmulator.builder().clock(EmulatorClock.manual()).start();

    private final TestApi api = new TestApi(this.emulator);

    @AfterEach
    void close() {
        this.emulator.close();
    }

    @Test
    void documentationNamesEachModel() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "emulator.md"));

        assertThat(BuiltInModels.all())
                .extracting(ModelDefinition::name)
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }

    @Test
    void versionIdsAreWellFormedAndUnique() {
        assertThat(BuiltInModels.all())
                .extracting(model -> model.latestVersion().id())
                .doesNotHaveDuplicates()
                .allMatch(VersionId::matches);
    }

    @Test
    void helloWorldSaysHello() {
        Object id =
                TestApi.json(this.api.post("/predictions", TestApi.HELLO_ALICE)).get("id");
        this.emulator.clock().advance(Duration.ofSeconds(1));

        assertThat(this.api.prediction(id)).contains(entry("status", "succeeded"), entry("output", "hello Alice"));
    }

    @Test
    void languageModelOutputsTokens() {
        Object id = run("meta/meta-llama-3-8b-instruct", "{\"prompt\":\"Why is the sky blue?\"}");
        this.emulator.clock().advance(Duration.ofMillis(300));
        List<?> some = (List<?>) this.api.prediction(id).get("output");
        this.emulator.clock().advance(Duration.ofMinutes(1));

        Map<String, Object> done = this.api.prediction(id);
        List<?> all = (List<?>) done.get("output");
        assertThat(some).isNotEmpty().hasSizeLessThan(all.size()).isEqualTo(all.subList(0, some.size()));
        assertThat(all).anySatisfy(token -> assertThat((String) token).startsWith(" "));
        assertThat(String.join("", all.stream().map(String.class::cast).toList()))
                .contains("Why is the sky blue?");
        assertThat(all.get(all.size() - 1))
                .as("the last chunk, as in recorded responses")
                .isEqualTo("");
        assertThat(((Map<?, ?>) done.get("metrics")).get("output_token_count")).isEqualTo(all.size() - 1);
        assertThat(((Map<?, ?>) done.get("metrics")).get("input_token_count")).isEqualTo(6);
    }

    @Test
    void languageModelStopsAtMaxTokens() {
        Object id = run("meta/meta-llama-3-8b-instruct", "{\"prompt\":\"x\",\"max_tokens\":4}");
        this.emulator.clock().advance(Duration.ofMinutes(1));

        List<?> output = (List<?>) this.api.prediction(id).get("output");
        assertThat(output).hasSize(5);
        assertThat(output.get(4)).isEqualTo("");
    }

    @Test
    void imageModelDrawsPictureForEachPrompt() throws IOException {
        byte[] cat = pictures("{\"prompt\":\"a cat\"}").get(0);
        byte[] again = pictures("{\"prompt\":\"a cat\"}").get(0);
        byte[] dog = pictures("{\"prompt\":\"a dog\"}").get(0);
        byte[] otherSeed = pictures("{\"prompt\":\"a cat\",\"seed\":4}").get(0);

        BufferedImage image = ImageIO.read(new ByteArrayInputStream(cat));
        assertThat(image.getWidth()).isEqualTo(768);
        assertThat(image.getHeight()).isEqualTo(768);
        assertThat(colors(image)).isGreaterThan(500);
        assertThat(again).isEqualTo(cat);
        assertThat(dog).isNotEqualTo(cat);
        assertThat(otherSeed).isNotEqualTo(cat);
    }

    @Test
    void imageModelDrawsSeveralPicturesInAspectRatio() throws IOException {
        List<byte[]> pictures = pictures("{\"prompt\":\"a cat\",\"num_outputs\":3,\"aspect_ratio\":\"16:9\"}");

        assertThat(pictures).hasSize(3).doesNotHaveDuplicates();
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(pictures.get(2)));
        assertThat((double) image.getWidth() / image.getHeight()).isBetween(1.7, 1.85);
    }

    @Test
    void imageModelLogsProgress() {
        Object id = run("black-forest-labs/flux-schnell", "{\"prompt\":\"a cat\",\"seed\":1}");
        this.emulator.clock().advance(Duration.ofMillis(1_250));

        assertThat((String) this.api.prediction(id).get("logs"))
                .contains("Using seed: 1\n")
                .contains(" 25%|██▌       | 1/4 [00:00<00:02,  2.50it/s]\n")
                .contains(" 50%|█████     | 2/4 [")
                .doesNotContain("75%");
    }

    @Test
    void imageModelValidatesInput() {
        HttpResponse<String> response = this.api.post(
                "/models/black-forest-labs/flux-schnell/predictions",
                "{\"input\":{\"num_outputs\":5,\"output_format\":\"tiff\"}}");

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body())
                .contains("prompt is required")
                .contains("Must be less than or equal to 4")
                .contains("one of the following");
    }

    @Test
    void picturesDeploymentRunsTheImageModel() {
        HttpResponse<String> response =
                this.api.post("/deployments/emulator/pictures/predictions", "{\"input\":{\"prompt\":\"a cat\"}}");

        assertThat(TestApi.json(response))
                .contains(entry("deployment", "emulator/pictures"), entry("model", "black-forest-labs/flux-schnell"));
    }

    @Test
    void slowModelTakesTheGivenTime() {
        Object slow = run("emulator/slow", "{}");
        Object quick = run("emulator/slow", "{\"seconds\":5}");

        this.emulator.clock().advance(Duration.ofSeconds(6));
        assertThat(this.emulator.running()).containsExactly((String) slow);
        assertThat(this.api.prediction(quick)).contains(entry("status", "succeeded"));
        this.emulator.clock().advance(Duration.ofSeconds(175));
        assertThat(this.emulator.running()).isEmpty();
    }

    @Test
    void failingModelFailsAfterLogging() {
        Object id = run("emulator/failing", "{\"message\":\"E1001\"}");
        this.emulator.clock().advance(Duration.ofSeconds(1));

        assertThat(this.api.prediction(id)).contains(entry("status", "failed"), entry("error", "E1001"));
        assertThat((String) this.api.prediction(id).get("logs")).isNotEmpty();
    }

    private Object run(String model, String input) {
        return TestApi.json(this.api.post("/models/" + model + "/predictions", "{\"input\":" + input + "}"))
                .get("id");
    }

    private List<byte[]> pictures(String input) {
        Object id = run("black-forest-labs/flux-schnell", input);
        this.emulator.clock().advance(Duration.ofSeconds(5));
        List<?> urls = (List<?>) this.api.prediction(id).get("output");
        return urls.stream().map(url -> this.api.download(url).body()).toList();
    }

    private static long colors(BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return Arrays.stream(pixels).distinct().count();
    }
}
