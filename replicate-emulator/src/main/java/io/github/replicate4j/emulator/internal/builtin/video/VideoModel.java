/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.video;

import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.file;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.flag;
import static io.github.replicate4j.emulator.internal.builtin.schema.Fields.required;

import io.github.replicate4j.emulator.internal.builtin.schema.ModelInput;
import io.github.replicate4j.emulator.internal.model.ModelDefinition;
import io.github.replicate4j.emulator.internal.model.VersionId;
import io.github.replicate4j.emulator.internal.script.ProgressBar;
import io.github.replicate4j.emulator.model.ModelScript;
import io.github.replicate4j.emulator.model.OutputType;
import io.github.replicate4j.emulator.picture.InputPicture;
import io.github.replicate4j.emulator.picture.Picture;
import io.github.replicate4j.emulator.picture.PictureSize;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The built-in video model: a camera pans over a picture for six seconds.
 */
public final class VideoModel {

    private static final int WIDTH = 256;

    private static final int HEIGHT = 144;

    private static final int FRAMES_PER_SECOND = 12;

    private static final int FRAMES = 6 * FRAMES_PER_SECOND;

    private static final int STEPS = 5;

    private VideoModel() {}

    public static ModelDefinition definition() {
        return ModelDefinition.named("minimax/video-01", Instant.parse("2024-11-26T14:40:21.652537Z"))
                .asOfficial()
                .withCard(card -> card.withDetail(
                                "description", "A video model: a camera pans over a picture for six seconds")
                        .withTags("video", "text-to-video", "image-to-video"))
                .withOutput(OutputType.FILE)
                .withInput(required("prompt"))
                .withInput(flag("prompt_optimizer", true))
                .withInput(file("first_frame_image"))
                .withInput(file("subject_reference"))
                .withBehavior(VideoModel::film);
    }

    private static void film(Map<String, Object> values, ModelScript script) {
        ModelInput input = new ModelInput(values);
        Duration boot = Duration.ofMillis(400);
        InputPicture first = null;
        if (input.has("first_frame_image")) {
            try {
                first = InputPicture.read(script.inputFile(input.get("first_frame_image")));
            } catch (IllegalArgumentException ex) {
                script.boot(boot).fail("first_frame_image: " + ex.getMessage());
                return;
            }
        }
        InputPicture picture = first;
        script.boot(boot);
        for (int step = 1; step <= STEPS; step++) {
            script.pause(Duration.ofMillis(600)).log(ProgressBar.line(step, STEPS, 1.67));
        }
        script.outputSingleFile(() -> video(input.text("prompt"), picture), "mp4")
                .metric("video_output_duration_seconds", (double) FRAMES / FRAMES_PER_SECOND)
                .succeed();
    }

    private static byte[] video(String prompt, @Nullable InputPicture first) {
        PictureSize size = new PictureSize(H264Encoder.pictureWidth(WIDTH, FRAMES), HEIGHT);
        int[] pixels = first == null ? new Picture(prompt, VersionId.hash(prompt), size).pixels() : first.pixels(size);
        H264Encoder encoder = new H264Encoder(new YuvImage(pixels, size.width()), WIDTH, HEIGHT);
        return new Mp4File(WIDTH, HEIGHT, FRAMES_PER_SECOND, encoder.sequenceParameters(), encoder.pictureParameters())
                .write(encoder.frames(FRAMES));
    }
}
