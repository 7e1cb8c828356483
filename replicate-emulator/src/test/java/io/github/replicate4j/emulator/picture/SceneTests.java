/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SceneTests {

    private static final PictureSize SIZE = new PictureSize(480, 320);

    @Test
    void thingsHaveColorsAndNumbers() {
        Scene scene = Scene.of("Two black cats and a red house by the sea at NIGHT");

        assertThat(scene.time()).isEqualTo(Scene.Time.NIGHT);
        assertThat(scene.things())
                .containsExactly(
                        new Scene.Thing(Subject.CAT, ColorName.BLACK.color(), 2),
                        new Scene.Thing(Subject.HOUSE, ColorName.RED.color(), 1),
                        new Scene.Thing(Subject.SEA, null, 1));
        assertThat(scene.tint()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"5 boats, 5", "five boats, 5", "boats, 3", "children, 3", "women, 3", "a man, 1"})
    void numberOfThings(String prompt, int count) {
        assertThat(Scene.of(prompt).things())
                .singleElement()
                .satisfies(thing -> assertThat(thing.count()).isEqualTo(count));
    }

    @ParameterizedTest
    @CsvSource({
        "a castle at dawn, DAWN",
        "sunrise, DAWN",
        "a sunny day, DAY",
        "Dusk over the hills, SUNSET",
        "a starry sky, NIGHT",
        "a lantern, "
    })
    void timeOfDay(String prompt, Scene.Time time) {
        assertThat(Scene.of(prompt).time()).isEqualTo(time);
    }

    @Test
    void colorWithoutAThingTintsThePicture() throws IOException {
        assertThat(Scene.of("a purple lantern").tint()).isEqualTo(ColorName.PURPLE.color());
        assertThat(Scene.of("a purple lantern").things()).isEmpty();
        Color sky = new Color(draw("a green lantern").getRGB(5, 120));
        assertThat(sky.getGreen()).isGreaterThan(sky.getRed()).isGreaterThan(sky.getBlue());
    }

    @ParameterizedTest
    @EnumSource(Subject.class)
    void everySubjectIsVisible(Subject subject) throws IOException {
        String name = subject.name().toLowerCase(Locale.ROOT);

        assertThat(different(draw(name), draw("lantern " + name.replaceAll(".", "x"))))
                .as("share of pixels that differ")
                .isGreaterThan(0.01);
        assertThat(Scene.of(name).things()).hasSize(1);
    }

    @Test
    void colorOfAThingIsVisible() throws IOException {
        assertThat(count(draw("a red car at noon"), ColorName.RED.color())).isGreaterThan(200);
        assertThat(count(draw("a yellow car at noon"), ColorName.YELLOW.color()))
                .isGreaterThan(200);
        assertThat(count(draw("a yellow car at noon"), ColorName.RED.color())).isZero();
    }

    @Test
    void nightIsDarkerThanDay() throws IOException {
        assertThat(brightness(draw("a castle at night"))).isLessThan(brightness(draw("a castle at noon")) * 0.7);
    }

    @Test
    void veryLongPromptIsDrawn() throws IOException {
        assertThat(draw("three cats and ".repeat(5_000)).getWidth()).isEqualTo(480);
    }

    private static BufferedImage draw(String prompt) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(new Picture(prompt, 1, SIZE).png()));
    }

    private static double different(BufferedImage left, BufferedImage right) {
        int count = 0;
        for (int y = 0; y < 240; y++) {
            for (int x = 0; x < left.getWidth(); x++) {
                count += left.getRGB(x, y) == right.getRGB(x, y) ? 0 : 1;
            }
        }
        return count / (240.0 * left.getWidth());
    }

    private static int count(BufferedImage image, Color color) {
        int count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                count += (image.getRGB(x, y) & 0xffffff) == (color.getRGB() & 0xffffff) ? 1 : 0;
            }
        }
        return count;
    }

    private static double brightness(BufferedImage image) {
        double sum = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                Color color = new Color(image.getRGB(x, y));
                sum += color.getRed() + color.getGreen() + color.getBlue();
            }
        }
        return sum;
    }
}
