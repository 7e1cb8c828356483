/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.builtin.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.replicate4j.emulator.internal.builtin.BuiltIn;
import io.github.replicate4j.emulator.picture.Picture;
import io.github.replicate4j.emulator.picture.PictureSize;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageModelsTests {

    private static final BuiltIn MODELS = new BuiltIn();

    @AfterAll
    static void close() {
        MODELS.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "black-forest-labs/flux-dev|aspect_ratio=16:9|1024|576",
                "black-forest-labs/flux-1.1-pro|width=640,height=480|640|480",
                "black-forest-labs/flux-1.1-pro-ultra|aspect_ratio=1:1|768|768",
                "black-forest-labs/flux-2-pro|resolution=1 MP|768|768",
                "recraft-ai/recraft-v3|size=1365x1024|1365|1024",
                "ideogram-ai/ideogram-v2|resolution=512x1536|512|1536",
                "stability-ai/stable-diffusion-3.5-large|aspect_ratio=9:16|576|1024",
                "stability-ai/sdxl|width=256,height=320|256|320",
                "bytedance/sdxl-lightning-4step|width=512,height=512|512|512",
                "google/gemini-2.5-flash-image|aspect_ratio=4:3|880|672",
                "google/imagen-4-ultra|output_format=png|768|768",
                "openai/gpt-image-1|aspect_ratio=3:2|944|624"
            })
    void eachModelDrawsInTheRequestedSize(String model, String fields, int width, int height) throws IOException {
        Map<String, Object> input = new HashMap<>(Map.of("prompt", "a cat by the sea"));
        for (String field : fields.split(",")) {
            String[] parts = field.split("=");
            input.put(parts[0], parts[1].matches("\\d+") ? (Object) Integer.valueOf(parts[1]) : parts[1]);
        }

        BufferedImage image = read(MODELS.file(model, input));

        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).isEqualTo(height);
    }

    @Test
    void givenPictureIsEdited() throws IOException {
        byte[] picture = new Picture("a cat", 1, new PictureSize(320, 208)).png();
        String url = BuiltIn.dataUrl(picture);

        for (Map.Entry<String, Object> model : Map.<String, Object>of(
                        "black-forest-labs/flux-dev#image",
                        url,
                        "black-forest-labs/flux-fill-pro#image",
                        url,
                        "black-forest-labs/flux-2-pro#input_images",
                        List.of(url),
                        "openai/gpt-image-1#input_images",
                        List.of(url))
                .entrySet()) {
            String[] name = model.getKey().split("#");
            BufferedImage edited =
                    read(MODELS.file(name[0], Map.of("prompt", "a negative", name[1], model.getValue())));
            int before = read(picture).getRGB(2, 2);
            int after = edited.getRGB(4, 4);
            assertThat(Math.abs(255 - (before & 0xff) - (after & 0xff))).isLessThan(12);
        }
    }

    @Test
    void severalPictures() {
        assertThat((List<?>) MODELS.output("openai/gpt-image-1", Map.of("prompt", "x", "number_of_images", 3)))
                .hasSize(3);
    }

    @Test
    void unsafePromptFailsUnlessTheCheckIsDisabled() {
        assertThat(MODELS.run("black-forest-labs/flux-schnell", Map.of("prompt", "nsfw, a cat")))
                .contains(
                        entry("status", "failed"),
                        entry("error", "NSFW content detected. Try running it again, or try a different prompt."));
        assertThat(MODELS.run(
                        "black-forest-labs/flux-schnell",
                        Map.of("prompt", "nsfw, a cat", "disable_safety_checker", true)))
                .containsEntry("status", "succeeded");
    }

    @ParameterizedTest
    @CsvSource({"2, 128, 96", "4, 256, 192", "1.5, 96, 72", "0, 1, 1"})
    void upscaledPictureHasTheScaledSize(double scale, int width, int height) throws IOException {
        String url = BuiltIn.dataUrl(new Picture("a cat", 1, new PictureSize(64, 48)).png());

        BufferedImage scaled = read(MODELS.file("nightmareai/real-esrgan", Map.of("image", url, "scale", scale)));

        assertThat(scaled.getWidth()).isEqualTo(width);
        assertThat(scaled.getHeight()).isEqualTo(height);
    }

    @Test
    void pictureIsScaledByFourByDefault() throws IOException {
        String url = BuiltIn.dataUrl(new Picture("a cat", 1, new PictureSize(64, 48)).png());

        assertThat(read(MODELS.file("nightmareai/real-esrgan", Map.of("image", url)))
                        .getWidth())
                .isEqualTo(256);
    }

    @Test
    void upscalingIsLimitedAsOnReplicate() {
        String large = BuiltIn.dataUrl(png(1_536, 1_536));
        String medium = BuiltIn.dataUrl(png(1_400, 1_400));

        assertThat(MODELS.run("nightmareai/real-esrgan", Map.of("image", large)))
                .containsEntry(
                        "error",
                        "Input image of dimensions (1536, 1536, 3) has a total number of pixels 2359296 greater than"
                                + " the max size that fits in GPU memory on this hardware, 2096704. Resize input"
                                + " image and try again.");
        assertThat((String) MODELS.run("nightmareai/real-esrgan", Map.of("image", medium, "scale", 10))
                        .get("error"))
                .contains("14000 x 14000", "use a smaller scale");
        assertThat(MODELS.create("nightmareai/real-esrgan", Map.of("image", medium, "scale", 11))
                        .statusCode())
                .isEqualTo(422);
    }

    private static byte[] png(int width, int height) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY), "png", bytes);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return bytes.toByteArray();
    }

    private static BufferedImage read(byte[] picture) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(picture));
    }
}
