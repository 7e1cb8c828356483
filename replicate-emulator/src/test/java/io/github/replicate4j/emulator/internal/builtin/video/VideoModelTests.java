/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.replicate4j.emulator.internal.builtin.BuiltIn;
import io.github.replicate4j.emulator.picture.Picture;
import io.github.replicate4j.emulator.picture.PictureSize;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class VideoModelTests {

    private static final String MODEL = "minimax/video-01";

    private static final BuiltIn MODELS = new BuiltIn();

    @AfterAll
    static void close() {
        MODELS.close();
    }

    @Test
    void videoIsSmallMp4WithH264() {
        byte[] video = MODELS.file(MODEL, Map.of("prompt", "a boat on the sea"));

        assertThat(boxes(video, 0, video.length)).containsExactly("ftyp", "moov", "mdat");
        assertThat(video.length).isBetween(20_000, 200_000);
        assertThat(new String(video, StandardCharsets.ISO_8859_1)).contains("avc1", "avcC", "stss");
    }

    @Test
    void indexPointsToTheFrames() {
        byte[] video = MODELS.file(MODEL, Map.of("prompt", "a boat on the sea"));
        ByteBuffer bytes = ByteBuffer.wrap(video);
        int sizes = find(video, "stsz") + 12;
        int frames = bytes.getInt(sizes);
        int at = bytes.getInt(find(video, "stco") + 12);

        assertThat(frames).isEqualTo(72);
        for (int frame = 0; frame < frames; frame++) {
            int size = bytes.getInt(sizes + 4 + 4 * frame);
            assertThat(bytes.getInt(at)).as("unit of frame " + frame).isEqualTo(size - 4);
            assertThat(video[at + 4] & 0x1f).as("type of frame " + frame).isEqualTo(frame == 0 ? 5 : 1);
            at += size;
        }
        assertThat(at).isEqualTo(video.length);
    }

    @Test
    void samePromptIsSameVideo() {
        byte[] video = MODELS.file(MODEL, Map.of("prompt", "a boat"));

        assertThat(MODELS.file(MODEL, Map.of("prompt", "a boat"))).isEqualTo(video);
        assertThat(MODELS.file(MODEL, Map.of("prompt", "a castle"))).isNotEqualTo(video);
    }

    @Test
    void firstFrameIsTheGivenPicture() {
        String url = BuiltIn.dataUrl(new Picture("a cat", 1, new PictureSize(320, 208)).png());

        assertThat(MODELS.file(MODEL, Map.of("prompt", "a boat", "first_frame_image", url)))
                .isNotEqualTo(MODELS.file(MODEL, Map.of("prompt", "a boat")));
        assertThat(MODELS.run(MODEL, Map.of("prompt", "a boat", "first_frame_image", "data:,hello")))
                .contains(
                        entry("status", "failed"),
                        entry("error", "first_frame_image: The picture cannot be read: it is not PNG, JPEG or GIF"));
    }

    private static List<String> boxes(byte[] file, int begin, int end) {
        List<String> types = new ArrayList<>();
        for (int at = begin; at < end; at += ByteBuffer.wrap(file).getInt(at)) {
            types.add(new String(file, at + 4, 4, StandardCharsets.US_ASCII));
        }
        return types;
    }

    private static int find(byte[] file, String type) {
        return new String(file, StandardCharsets.ISO_8859_1).indexOf(type);
    }
}
