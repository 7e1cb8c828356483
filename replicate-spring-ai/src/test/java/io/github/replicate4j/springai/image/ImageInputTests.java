/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.replicate4j.emulator.model.InputType;
import io.github.replicate4j.emulator.model.OutputType;
import io.github.replicate4j.error.NotFoundException;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.ai.content.Media;
import org.springframework.ai.image.ImageMessage;
import org.springframework.ai.image.ImageOptions;
import org.springframework.ai.image.ImageOptionsBuilder;
import org.springframework.ai.image.ImagePrompt;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.MimeTypeUtils;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What the models receive, and what is rejected before anything is created. */
class ImageInputTests extends ImageTest {

    private static final String DEV = "black-forest-labs/flux-dev";

    private static final String PRO = "black-forest-labs/flux-1.1-pro";

    private static final String SDXL = "stability-ai/sdxl";

    private static final ImagePrompt CAT = new ImagePrompt("a cat");

    private static final Media PHOTO = new Media(MimeTypeUtils.IMAGE_PNG, URI.create("https://example.com/photo.png"));

    private static ImagePrompt edit(String text, Media... media) {
        return new ImagePrompt(List.of(new ImageMessage(text, null, List.of(media), Map.of())));
    }

    private static Media named(String name) {
        return Media.builder()
                .mimeType(MimeTypeUtils.IMAGE_PNG)
                .data(new ByteArrayResource(PNG))
                .name(name)
                .build();
    }

    @Test
    void optionsOfThePromptReplaceThoseOfTheModel() {
        respond(SDXL, 1);
        ReplicateImageModel model = model(
                SDXL,
                options -> options.width(640)
                        .height(480)
                        .n(2)
                        .negativePrompt("dogs")
                        .input("seed", 1)
                        .input("refine", "no_refiner"));
        ReplicateImageOptions options =
                ReplicateImageOptions.builder().width(320).input("seed", 2).build();
        model.call(new ImagePrompt("a cat", options));
        assertThat(input())
                .isEqualTo(Map.of(
                        "prompt",
                        "a cat",
                        "width",
                        320,
                        "height",
                        480,
                        "num_outputs",
                        2,
                        "negative_prompt",
                        "dogs",
                        "seed",
                        2,
                        "refine",
                        "no_refiner"));
        assertThat(model.getOptions().getWidth()).isEqualTo(640);
    }

    @Test
    void optionsOfOtherProvidersAreTaken() {
        respond(DEV, 1);
        ReplicateImageModel model = model(PRO, options -> options.n(1));
        ImageOptions other = ImageOptionsBuilder.builder()
                .model(DEV)
                .n(2)
                .width(1920)
                .height(1080)
                .responseFormat("url")
                .build();
        model.call(new ImagePrompt("a cat", other));
        assertThat(input()).isEqualTo(Map.of("prompt", "a cat", "num_outputs", 2, "aspect_ratio", "16:9"));
    }

    @Test
    void promptWithoutOptionsHasThoseOfTheModel() {
        respond(DEV, 1);
        model(DEV, options -> options.n(3)).call(new ImagePrompt(List.of(new ImageMessage("a cat"))));
        assertThat(input()).isEqualTo(Map.of("prompt", "a cat", "num_outputs", 3));
    }

    @Test
    void imagesAreEditedFromTheClassPathAUrlAndBytes() {
        respond(DEV, 1);
        Media file = new Media(
                MimeTypeUtils.IMAGE_PNG, new ClassPathResource("io/github/replicate4j/springai/image/square.png"));
        model(DEV).call(edit("make it night", file));
        assertThat(input().get("image")).asString().startsWith("data:image/png;base64,iVBORw0KGgo");
        emulator.requests().clear();
        model(DEV).call(edit("make it night", PHOTO));
        assertThat(input()).isEqualTo(Map.of("prompt", "make it night", "image", "https://example.com/photo.png"));
        emulator.requests().clear();
        model(DEV).call(edit("make it night", named("photo")));
        assertThat(input())
                .containsEntry(
                        "image", "data:image/png;base64," + Base64.getEncoder().encodeToString(PNG));
    }

    @Test
    void mediaWithTheNameOfAnInputIsThatInput() {
        respondSingle("acme/control");
        emulator.model("acme/control")
                .output(OutputType.FILE)
                .input("prompt", InputType.STRING, false)
                .input("image", InputType.FILE, false)
                .input("mask_image", InputType.FILE, false)
                .input("control_image", InputType.FILE, false);
        model("acme/control").call(edit("", named("control_image"), named("Mask"), PHOTO));
        assertThat(input()).containsOnlyKeys("image", "mask_image", "control_image");
        assertThat(input()).containsEntry("image", "https://example.com/photo.png");
    }

    @Test
    void negativeWeightsAreTheNegativePrompt() {
        respond(SDXL, 1);
        model(SDXL, options -> options.negativePrompt("blur"))
                .call(new ImagePrompt(List.of(
                        new ImageMessage("a cat"),
                        new ImageMessage("a mouse", 1f),
                        new ImageMessage("dogs", -1f),
                        new ImageMessage(" ", 3f))));
        assertThat(input()).isEqualTo(Map.of("prompt", "a cat\na mouse", "negative_prompt", "dogs\nblur"));
        emulator.requests().clear();
        rejected(
                model(SDXL),
                new ImagePrompt(List.of(new ImageMessage("a cat", 1f), new ImageMessage("a mouse", 0.5f))),
                "different weights");
        rejected(
                model(DEV),
                new ImagePrompt(List.of(new ImageMessage("a cat"), new ImageMessage("dogs", -1f))),
                DEV + " has no input for negativePrompt");
    }

    @Test
    void emptyPromptIsRejected() {
        rejected(model(DEV), new ImagePrompt(" "), "The prompt is empty");
        rejected(model(DEV), new ImagePrompt(List.of()), "The prompt is empty");
    }

    @Test
    void moreImagesThanTheModelTakesAreRejected() {
        rejected(model(DEV), edit("mix", PHOTO, PHOTO), DEV + " takes one value for images", "image", "there are 2");
        rejected(model(DEV), edit("fill", PHOTO, named("mask")), DEV + " has no input for a mask");
        rejected(model("google/imagen-4-ultra"), edit("mix", PHOTO), "has no input for images");
        Media video = new Media(MimeTypeUtils.parseMimeType("video/mp4"), URI.create("https://example.com/a.mp4"));
        rejected(model(DEV), edit("mix", video), "media of type video/mp4", "takes only images");
    }

    @Test
    void unsupportedNumbersAndSizesAreRejected() {
        rejected(model(PRO, options -> options.n(2)), CAT, PRO + " creates one image in a prediction, but n is 2");
        rejected(model(DEV, options -> options.n(5)), CAT, DEV + " does not take n 5", "from 1 to 4");
        rejected(
                model(DEV, options -> options.width(1000).height(999)),
                CAT,
                DEV + " does not take the size 1000x999. The choices of its input aspect_ratio are 1:1, 16:9");
        rejected(
                model("recraft-ai/recraft-v3", options -> options.width(100).height(100)),
                CAT,
                "The choices of its input size are 1024x1024, 1365x1024");
        rejected(
                model(PRO, options -> options.width(100).height(100)),
                CAT,
                PRO + " does not take width 100: its input width must be from 256 to 1440");
        rejected(model(PRO, options -> options.width(512)), CAT, "does not take the width alone");
        rejected(model(DEV, options -> options.height(512)), CAT, "does not take the height alone");
        rejected(model(DEV, options -> options.style("oil")), CAT, DEV + " has no input for style");
        ImageOptions foreign =
                ImageOptionsBuilder.builder().responseFormat("application/json").build();
        rejected(model(DEV), new ImagePrompt("a cat", foreign), "responseFormat must be url or b64_json");
    }

    @Test
    void missingAndUnsuitableModelsAreRejected() {
        rejected(
                ReplicateImageModel.builder().replicate(this.replicate).build(),
                CAT,
                "spring.ai.replicate.image.model",
                "black-forest-labs/flux-schnell");
        rejected(model("meta/meta-llama-3-8b-instruct"), CAT, "cannot create images", "Use an image model");
        rejected(model("no reference"), CAT, "no reference");
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> model("acme/absent").call(CAT));
        assertThat(creates()).isZero();
    }

    @Test
    void reactorThreadsMustNotBlock() {
        Mono<Object> call =
                Mono.<Object>fromCallable(() -> model(DEV).call(CAT)).subscribeOn(Schedulers.parallel());
        assertThatIllegalStateException()
                .isThrownBy(call::block)
                .withMessageContainingAll("AsyncReplicate.use(model)", "Schedulers.boundedElastic()");
        assertThat(creates()).isZero();
    }
}
