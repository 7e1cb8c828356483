/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.springai.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.autoconfigure.ReplicateAutoConfiguration;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.springai.image.ReplicateImageModel;
import io.github.replicate4j.springai.image.ReplicateImageOptions;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.image.ImageModel;
import org.springframework.ai.image.ImagePrompt;
import org.springframework.ai.image.ImageResponse;
import org.springframework.ai.image.observation.DefaultImageModelObservationConvention;
import org.springframework.ai.image.observation.ImageModelObservationContext;
import org.springframework.ai.image.observation.ImageModelObservationConvention;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The image model as a bean. */
class ReplicateImageAutoConfigurationTests {

    private static final ReplicateEmulator emulator = ReplicateEmulator.start();

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ReplicateAutoConfiguration.class,
                    ReplicateAiAutoConfiguration.class,
                    ReplicateImageAutoConfiguration.class))
            .withBean(ReplicateEmulator.class, () -> emulator, definition -> definition.setDestroyMethodName(""));

    @BeforeEach
    void reset() {
        emulator.reset();
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @Test
    void propertiesBecomeOptions() {
        this.context
                .withPropertyValues(
                        "spring.ai.replicate.image.model=acme/image",
                        "spring.ai.replicate.image.n=2",
                        "spring.ai.replicate.image.width=640",
                        "spring.ai.replicate.image.height=480",
                        "spring.ai.replicate.image.style=oil",
                        "spring.ai.replicate.image.response-format=b64_json",
                        "spring.ai.replicate.image.negative-prompt=dogs",
                        "spring.ai.replicate.image.input.seed=7",
                        "spring.ai.replicate.image.timeout=20s",
                        "spring.ai.replicate.image.cancel-on-timeout=false")
                .run(context -> assertThat(
                                context.getBean(ReplicateImageModel.class).getOptions())
                        .isEqualTo(ReplicateImageOptions.builder()
                                .model("acme/image")
                                .n(2)
                                .width(640)
                                .height(480)
                                .style("oil")
                                .responseFormat("b64_json")
                                .negativePrompt("dogs")
                                .input("seed", "7")
                                .timeout(Duration.ofSeconds(20))
                                .cancelOnTimeout(false)
                                .build()));
        this.context
                .withPropertyValues("spring.ai.replicate.image.response-format=png")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("responseFormat must be url or b64_json"));
    }

    @Test
    void inputsInPropertiesReachTheModel() {
        emulator.model("black-forest-labs/flux-schnell").respond(script -> script.outputFile(new byte[1], "png"));
        this.context
                .withPropertyValues(
                        "spring.ai.replicate.image.model=black-forest-labs/flux-schnell",
                        "spring.ai.replicate.image.input.seed=7",
                        "spring.ai.replicate.image.input.go-fast=false")
                .run(context -> {
                    context.getBean(ImageModel.class).call(new ImagePrompt("a cat"));
                    assertThat(emulator.requests().creates().get(0).input())
                            .isEqualTo(Map.of("prompt", "a cat", "seed", 7, "go_fast", false));
                });
    }

    @Test
    void listsInPropertiesAreListsOfTheInput() {
        this.context
                .withPropertyValues(
                        "spring.ai.replicate.image.input.images[0]=a",
                        "spring.ai.replicate.image.input.images[1]=b",
                        "spring.ai.replicate.image.input.loras[0].scale=1",
                        "spring.ai.replicate.image.input.size.width=8")
                .run(context -> assertThat(context.getBean(ReplicateImageModel.class)
                                .getOptions()
                                .getInput())
                        .isEqualTo(Map.of(
                                "images",
                                List.of("a", "b"),
                                "loras",
                                List.of(Map.of("scale", "1")),
                                "size",
                                Map.of("width", "8"))));
    }

    @Test
    void withoutModelOnlyCallsFail() {
        this.context.run(context -> assertThatIllegalArgumentException()
                .isThrownBy(() -> context.getBean(ImageModel.class).call(new ImagePrompt("a cat")))
                .withMessageContaining("spring.ai.replicate.image.model"));
    }

    @Test
    void modelIsSelectedByTheProperty() {
        this.context
                .withPropertyValues("spring.ai.model.image=replicate")
                .run(context -> assertThat(context).hasSingleBean(ReplicateImageModel.class));
        for (String off : List.of(
                "spring.ai.model.image=none",
                "spring.ai.model.image=openai",
                "spring.ai.replicate.enabled=false",
                "replicate.enabled=false")) {
            this.context
                    .withPropertyValues(off)
                    .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ImageModel.class));
        }
    }

    @Test
    void oneOfTwoProvidersIsSelected() {
        ApplicationContextRunner two =
                this.context.withBean("other", ImageModel.class, () -> prompt -> new ImageResponse(List.of()));
        two.run(context -> assertThat(context.getBeanNamesForType(ImageModel.class))
                .containsExactlyInAnyOrder("other", "replicateImageModel"));
        two.withPropertyValues("spring.ai.model.image=other")
                .run(context -> assertThat(context).hasSingleBean(ImageModel.class));
    }

    @Test
    void ownModelReplacesTheDefault() {
        this.context
                .withBean(
                        "own",
                        ReplicateImageModel.class,
                        () -> ReplicateImageModel.builder()
                                .replicate(Replicate.builder().bearerToken("t").buildAsync())
                                .build())
                .run(context -> assertThat(context)
                        .hasSingleBean(ReplicateImageModel.class)
                        .hasBean("own"));
    }

    @Test
    void registryAndConventionOfTheApplicationAreUsed() {
        emulator.model("black-forest-labs/flux-schnell").respond(script -> script.outputFile(new byte[1], "png"));
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(observed -> observed instanceof ImageModelObservationContext);
        this.context
                .withPropertyValues("spring.ai.replicate.image.model=black-forest-labs/flux-schnell")
                .withBean(ObservationRegistry.class, () -> registry)
                .withBean(ImageModelObservationConvention.class, Convention::new)
                .run(context -> context.getBean(ImageModel.class).call(new ImagePrompt("a cat")));
        assertThat(Convention.seen).containsExactly("black-forest-labs/flux-schnell");
    }

    @Test
    void absentLibraryMeansNoModel() {
        this.context
                .withClassLoader(new FilteredClassLoader(
                        "io.github.replicate4j.springai.mapping", "io.github.replicate4j.springai.image"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ImageModel.class));
    }

    static class Convention extends DefaultImageModelObservationConvention {

        static final List<String> seen = new CopyOnWriteArrayList<>();

        @Override
        public String getContextualName(ImageModelObservationContext context) {
            seen.add(String.valueOf(context.getRequest().getOptions().getModel()));
            return super.getContextualName(context);
        }
    }
}
