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
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageEditModelTests {

    private static final String MODEL = "black-forest-labs/flux-kontext-pro";

    private static final Color ORANGE = new Color(200, 100, 50);

    private static final Color BLUE = new Color(20, 60, 240);

    private final ReplicateEmulator emulator =
            ReplicateEmulator.builder().clock(EmulatorClock.manual()).start();

    private final TestApi api = new TestApi(this.emulator);

    @AfterEach
    void close() {
        this.emulator.close();
    }

    @ParameterizedTest
    @CsvSource({
        "make it black and white, 7C7C7C, 434343",
        "Film NOIR, 7C7C7C, 434343",
        "an old photograph, 7C6C57, 433B2F",
        "in sepia, 7C6C57, 433B2F",
        "at night, 32201E, 051390",
        "a negative, 379BCD, EBC30F",
        "soft focus, C86432, 143CF0",
        "an old negative, 8393A8, BCC4D0"
    })
    void promptSelectsEffects(String prompt, String left, String right) throws IOException {
        BufferedImage changed = edited(prompt, dataUrl(png(halves(600, 400))));

        assertThat(changed.getWidth()).isEqualTo(944);
        assertThat(changed.getHeight()).isEqualTo(624);
        assertThat(color(changed, 0.25)).isEqualTo(left);
        assertThat(color(changed, 0.75)).isEqualTo(right);
    }

    @Test
    void blurRemovesEdges() throws IOException {
        String halves = dataUrl(png(halves(600, 400)));

        assertThat(colors(edited("at night", halves))).isLessThan(5);
        assertThat(colors(edited("at night, soft", halves))).isGreaterThan(8);
    }

    @Test
    void otherPromptsTintThePicture() throws IOException {
        String halves = dataUrl(png(halves(600, 400)));
        byte[] snow = edit("{\"prompt\":\"make it snow\",\"input_image\":\"" + halves + "\"}");
        byte[] again = edit("{\"prompt\":\"make it snow\",\"input_image\":\"" + halves + "\"}");
        byte[] otherSeed = edit("{\"prompt\":\"make it snow\",\"seed\":1,\"input_image\":\"" + halves + "\"}");
        byte[] golden = edit("{\"prompt\":\"golden light\",\"input_image\":\"" + halves + "\"}");

        assertThat(again).isEqualTo(snow);
        assertThat(List.of(snow, otherSeed, golden)).doesNotHaveDuplicates();
        for (byte[] picture : List.of(snow, otherSeed, golden)) {
            BufferedImage tinted = ImageIO.read(new ByteArrayInputStream(picture));
            Color left = Color.decode("#" + color(tinted, 0.25));
            Color right = Color.decode("#" + color(tinted, 0.75));
            assertThat(left).isNotEqualTo(ORANGE);
            assertThat(left.getRed() - left.getBlue()).isGreaterThan(right.getRed() - right.getBlue() + 100);
        }
    }

    @Test
    void pictureAsUploadOrOutputOfAnotherModel() throws IOException {
        byte[] halves = png(halves(600, 400));
        this.emulator.model("acme/painter").official().respond(script -> script.outputFile(halves, "png"));
        Object output =
                this.api.prediction(this.api.create("acme/painter").get("id")).get("output");

        for (Object url : List.of(this.api.upload(halves), ((List<?>) output).get(0))) {
            assertThat(color(edited("a negative", (String) url), 0.25)).isEqualTo("379BCD");
        }
    }

    @Test
    void outputCanBeEditedAgain() throws IOException {
        String negative = (String)
                run(input("a negative", dataUrl(png(halves(600, 400))))).get("output");

        assertThat(color(edited("a negative", negative), 0.25)).isEqualTo("C86432");
    }

    @ParameterizedTest
    @CsvSource({"png", "jpg", "gif"})
    void pictureFormats(String format) throws IOException {
        BufferedImage changed = edited("a negative", dataUrl(encoded(halves(600, 400), format)));

        assertThat(Color.decode("#" + color(changed, 0.25)).getBlue()).isBetween(200, 210);
    }

    @Test
    void transparentPixelsBecomeWhite() throws IOException {
        String empty = dataUrl(png(new BufferedImage(40, 40, BufferedImage.TYPE_INT_ARGB)));

        assertThat(color(edited("a negative", empty), 0.5)).isEqualTo("000000");
    }

    @ParameterizedTest
    @CsvSource({"200, 100, 1088, 544", "100, 200, 544, 1088", "4000, 1, 1168, 496", "1, 4000, 496, 1168"})
    void aspectRatioIsKeptUnlessExtreme(int width, int height, int newWidth, int newHeight) throws IOException {
        BufferedImage changed = edited("at night", dataUrl(png(halves(width, height))));

        assertThat(changed.getWidth()).isEqualTo(newWidth);
        assertThat(changed.getHeight()).isEqualTo(newHeight);
    }

    @Test
    void otherAspectRatioCropsToTheCenter() throws IOException {
        BufferedImage wide = new BufferedImage(900, 300, BufferedImage.TYPE_INT_RGB);
        fill(wide, 300, 300, ORANGE);
        String url = dataUrl(png(wide));

        BufferedImage changed =
                read(edit("{\"prompt\":\"a negative\",\"aspect_ratio\":\"1:1\",\"input_image\":\"" + url + "\"}"));

        assertThat(changed.getWidth()).isEqualTo(768);
        assertThat(changed.getHeight()).isEqualTo(768);
        assertThat(color(changed, 0.02)).isEqualTo("379BCD");
        assertThat(color(changed, 0.98)).isEqualTo("379BCD");
    }

    @Test
    void landscapeWithoutPicture() throws IOException {
        byte[] painted = edit("{\"prompt\":\"a cat\",\"seed\":4}");
        List<?> landscapes = (List<?>) run("black-forest-labs/flux-schnell", "{\"prompt\":\"a cat\",\"seed\":4}")
                .get("output");

        assertThat(painted).isEqualTo(this.api.download(landscapes.get(0)).body());
        assertThat(read(edit("{\"prompt\":\"a cat\",\"aspect_ratio\":\"16:9\"}"))
                        .getWidth())
                .isEqualTo(1024);
    }

    @Test
    void progressIsLoggedAndOutputIsOneFile() throws IOException {
        Object id = create(MODEL, input("at night", dataUrl(png(halves(60, 40)))));
        assertThat(this.api.prediction(id)).containsEntry("status", "starting");
        this.emulator.clock().advance(Duration.ofMillis(1_250));
        Map<String, Object> half = this.api.prediction(id);
        this.emulator.clock().advance(Duration.ofMillis(750));
        Map<String, Object> done = this.api.prediction(id);

        assertThat(half).containsEntry("status", "processing");
        assertThat((String) half.get("logs"))
                .contains("Using seed: ")
                .contains(" 50%|█████     | 2/4 [")
                .doesNotContain("75%");
        assertThat(done).contains(entry("status", "succeeded"), entry("error", null));
        assertThat((String) done.get("logs")).contains("100%").doesNotContain("produces PNG");
        assertThat(((Map<?, ?>) done.get("metrics")).get("image_count")).isEqualTo(1);
        assertThat((String) done.get("output")).endsWith("/0.png");
        assertThat(this.api.download(done.get("output")).headers().firstValue("content-type"))
                .hasValue("image/png");
    }

    @Test
    void otherOutputFormatIsLogged() {
        assertThat((String) run(MODEL, "{\"prompt\":\"a cat\",\"output_format\":\"jpg\"}")
                        .get("logs"))
                .contains("The emulator produces PNG, not jpg");
    }

    @Test
    void invalidPictureFailsAfterStart() {
        Object id = create(MODEL, input("at night", "data:text/plain,hello"));
        assertThat(this.api.prediction(id)).containsEntry("status", "starting");

        this.emulator.clock().advance(Duration.ofSeconds(1));

        assertThat(this.api.prediction(id))
                .contains(
                        entry("status", "failed"),
                        entry("error", "input_image: The picture cannot be read: it is not PNG, JPEG or GIF"));
    }

    @Test
    void brokenPictureIsReported() throws IOException {
        byte[] whole = png(halves(600, 400));

        for (int length : new int[] {12, 30, whole.length / 2}) {
            assertThat(failure(dataUrl(Arrays.copyOf(whole, length))))
                    .startsWith("input_image: The picture cannot be read: ")
                    .doesNotContain("Exception", "null");
        }
        assertThat(failure(dataUrl(encoded(halves(60, 40), "bmp")))).contains("not PNG, JPEG or GIF");
    }

    @Test
    void numberOfPixelsIsLimited() throws IOException {
        String large = this.api.upload(png(new BufferedImage(5_000, 4_000, BufferedImage.TYPE_BYTE_BINARY)));
        String tooLarge = this.api.upload(png(new BufferedImage(5_000, 4_001, BufferedImage.TYPE_BYTE_BINARY)));

        assertThat(color(edited("a negative", large), 0.5)).isEqualTo("FFFFFF");
        assertThat(failure(tooLarge)).contains("it has 5000 x 4001 pixels, but the maximum is 20000000");
    }

    @Test
    void otherPictureUrlsAreNotDownloaded() {
        assertThat(failure("https://example.com/picture.png?signature=s3cret"))
                .startsWith("input_image: The emulator does not download files from elsewhere")
                .doesNotContain("s3cret");
        assertThat(failure(this.emulator.baseUrl() + "/files/none"))
                .isEqualTo("input_image: The file does not exist or has been removed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"input_image\":\"data:,\"}",
                "{\"prompt\":\"x\",\"input_image\":42}",
                "{\"prompt\":\"x\",\"aspect_ratio\":\"5:1\"}",
                "{\"prompt\":\"x\",\"output_format\":\"webp\"}",
                "{\"prompt\":\"x\",\"safety_tolerance\":7}"
            })
    void inputIsValidated(String input) {
        assertThat(this.api
                        .post("/models/" + MODEL + "/predictions", "{\"input\":" + input + "}")
                        .statusCode())
                .isEqualTo(422);
    }

    private static String input(String prompt, String picture) {
        return "{\"prompt\":\"" + prompt + "\",\"input_image\":\"" + picture + "\"}";
    }

    private BufferedImage edited(String prompt, String picture) throws IOException {
        return read(edit(input(prompt, picture)));
    }

    private byte[] edit(String input) {
        Map<String, Object> prediction = run(input);
        assertThat(prediction).containsEntry("status", "succeeded");
        return this.api.download(prediction.get("output")).body();
    }

    private String failure(String picture) {
        Map<String, Object> prediction = run(input("at night", picture));
        assertThat(prediction).contains(entry("status", "failed"), entry("output", null));
        return (String) prediction.get("error");
    }

    private Map<String, Object> run(String input) {
        return run(MODEL, input);
    }

    private Map<String, Object> run(String model, String input) {
        Object id = create(model, input);
        this.emulator.clock().advance(Duration.ofSeconds(5));
        return this.api.prediction(id);
    }

    private Object create(String model, String input) {
        HttpResponse<String> created = this.api.post("/models/" + model + "/predictions", "{\"input\":" + input + "}");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return TestApi.json(created).get("id");
    }

    private static String dataUrl(byte[] picture) {
        return "data:;base64," + Base64.getEncoder().encodeToString(picture);
    }

    /** Orange on the left, blue on the right. */
    private static BufferedImage halves(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        fill(image, 0, width / 2, ORANGE);
        fill(image, width / 2, width - width / 2, BLUE);
        return image;
    }

    private static void fill(BufferedImage image, int x, int width, Color color) {
        Graphics2D canvas = image.createGraphics();
        canvas.setColor(color);
        canvas.fillRect(x, 0, width, image.getHeight());
        canvas.dispose();
    }

    private static byte[] png(BufferedImage image) throws IOException {
        return encoded(image, "png");
    }

    private static byte[] encoded(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, bytes)).as(format).isTrue();
        return bytes.toByteArray();
    }

    private static BufferedImage read(byte[] picture) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(picture));
    }

    private static String color(BufferedImage image, double x) {
        return String.format("%06X", image.getRGB((int) (image.getWidth() * x), image.getHeight() / 2) & 0xffffff);
    }

    private static long colors(BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return Arrays.stream(pixels).distinct().count();
    }
}
