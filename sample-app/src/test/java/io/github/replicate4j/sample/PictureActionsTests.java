/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.sample;

import static io.github.replicate4j.sample.Browser.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.emulator.picture.Picture;
import io.github.replicate4j.emulator.picture.PictureSize;
import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.springframework.beans.factory.annotation.Autowired;

/** What a browser can do with the pictures on the page. */
class PictureActionsTests extends PicturePageTest {

    private static final byte[] PNG = new Picture("a cat", 1, new PictureSize(64, 64)).png();

    @Autowired
    private Replicate replicate;

    private List<String> lines(String prompt) {
        return this.browser.shown("#deliveries li").stream()
                .filter(line -> line.contains(prompt))
                .toList();
    }

    @Test
    void cancelsARunningPicture() {
        this.emulator.model(MODEL).respond(script -> script.hang());
        this.browser.type("a cat", Keys.ENTER);
        until(() -> !this.browser.elements(".picture .cancel").isEmpty());
        this.browser.press(".picture .cancel");

        until(() -> this.browser.shown(".status").contains("Canceled"));
        assertThat(this.browser.elements(".picture .cancel")).isEmpty();
        assertThat(this.browser.elements(".picture.failed"))
                .as("shown as failed")
                .isEmpty();
        assertThat(this.browser.text("#announcement")).isEqualTo("Picture canceled: a cat");
        assertThat(this.emulator.running()).isEmpty();
        assertThat(this.browser.console()).isEmpty();
    }

    @Test
    void triesAgainAfterAFailure() {
        this.emulator.model(MODEL).respond(script -> script.fail("NSFW content detected"));
        this.browser.type("a cat", Keys.ENTER);
        until(() -> !this.browser.elements(".picture.failed .retry").isEmpty());
        this.emulator.model(MODEL).respond(script -> script.outputFile(PNG, "png"));
        this.browser.press(".picture.failed .retry");

        until(() -> this.browser.shown(".status").contains("Succeeded"));
        assertThat(this.browser.shown(".prompt")).containsExactly("a cat", "a cat");
        assertThat(this.browser.shown(".status")).containsExactly("Succeeded", "Failed: NSFW content detected");
        assertThat(this.browser.console()).isEmpty();
    }

    @Test
    void deletesAPicture() {
        this.browser.type("a cat", Keys.ENTER);
        until(() -> this.browser.imagesLoaded() == 1);
        String image = this.browser.element(".picture img").getAttribute("src");
        this.browser.click(".picture .delete");
        this.browser.driver().switchTo().alert().accept();

        until(() -> this.browser.elements(".picture").isEmpty());
        assertThat(this.browser.console()).isEmpty();
        this.browser.open("/");
        assertThat(this.browser.elements(".picture")).isEmpty();
        this.browser.driver().get(image + "?not=cached");
        assertThat(this.browser.text("h1")).isEqualTo("Page not found");
    }

    @Test
    void downloadsHaveANameThatContainsThePrompt() {
        this.browser.type("A cat & a dog, at dusk!", Keys.ENTER);
        until(() -> this.browser.imagesLoaded() == 1);

        assertThat(this.browser.element(".picture .download").getAttribute("download"))
                .isEqualTo("a-cat-a-dog-at-dusk.png");
        assertThat(this.browser.element(".picture .download").getAttribute("href"))
                .isEqualTo(this.browser.element(".picture img").getAttribute("src"));
    }

    @Test
    void editsAPicture(@TempDir Path folder) throws Exception {
        File original = folder.resolve("cat.png").toFile();
        ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", original);
        this.browser.element("#original").sendKeys(original.getAbsolutePath());
        this.browser.type("in black and white", Keys.ENTER);

        until(() -> this.browser.imagesLoaded() == 1);
        assertThat(creates()).singleElement().satisfies(create -> {
            assertThat(create.uri().getPath()).contains("flux-kontext-pro");
            assertThat(create.json().get("input"))
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                    .hasEntrySatisfying(
                            "input_image",
                            image -> assertThat(String.valueOf(image)).startsWith("data:image/png;base64,"));
        });
        assertThat(this.browser.element("#original").getAttribute("value")).isEmpty();
    }

    @Test
    void rejectsAPictureThatIsTooLarge(@TempDir Path folder) throws Exception {
        Path original = Files.write(folder.resolve("huge.png"), new byte[12 * 1024 * 1024]);
        this.browser.element("#original").sendKeys(original.toString());
        this.browser.type("a cat", Keys.ENTER);

        until(() -> this.browser.text("#problem").equals("The picture is too large. Choose one of at most 10 MB."));
        assertThat(creates()).isEmpty();
        assertThat(this.browser.elements(".picture")).isEmpty();
    }

    @Test
    void twoWindowsAreIndependentAndShowTheSameGallery() {
        try (Browser other = Browser.another(this.port).open("/")) {
            this.browser.type("one", Keys.ENTER);
            other.type("two", Keys.ENTER);
            until(() -> this.browser.imagesLoaded() == 1 && other.imagesLoaded() == 1);
            assertThat(this.browser.shown(".prompt")).containsExactly("one");
            assertThat(other.shown(".prompt")).containsExactly("two");
            other.open("/");
            assertThat(other.shown(".prompt")).containsExactlyInAnyOrder("one", "two");
            assertThat(other.console()).isEmpty();
        }
        assertThat(this.browser.console()).isEmpty();
    }

    @Test
    void resumesPollingAfterALostConnection() {
        this.emulator.model(MODEL).respond(script -> script.hang());
        this.browser.type("a cat", Keys.ENTER);
        until(() -> this.browser.shown(".status").contains("Processing"));
        this.browser.offline(true);
        until(() -> this.browser.console().stream().anyMatch(line -> line.contains("ERR_INTERNET_DISCONNECTED")));
        this.browser.offline(false);
        this.emulator
                .predictions()
                .forEach(running -> this.replicate.predictions().cancel(running.id()));

        until(() -> this.browser.shown(".status").contains("Canceled"));
    }

    @Test
    void showsTheWebhooksOfAPicture() {
        this.browser.resize(390, 844);
        this.browser.type("a fox in the snow", Keys.ENTER);

        until(() -> lines("a fox in the snow").stream().anyMatch(line -> line.contains("completed: succeeded")));
        assertThat(lines("a fox in the snow"))
                .hasSizeGreaterThan(2)
                .filteredOn(line -> line.contains("completed"))
                .hasSize(1);
        assertThat(this.browser.element("#deliveries .none").isDisplayed()).isFalse();
        assertThat(this.browser.element("#connection").isDisplayed()).isFalse();
        assertThat(this.browser.number("document.querySelector('#deliveries').scrollTop"))
                .as("scrolled to the latest delivery")
                .isPositive();
        this.browser.element("#deliveries").sendKeys(Keys.HOME);
        until(() -> this.browser.number("document.querySelector('#deliveries').scrollTop") == 0);
        assertThat(this.browser.console()).isEmpty();
    }
}
