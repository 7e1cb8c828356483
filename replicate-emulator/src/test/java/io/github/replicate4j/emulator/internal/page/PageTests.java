/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.page;

import static io.github.replicate4j.emulator.TestApi.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.TestApi;
import io.github.replicate4j.emulator.TestControl;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.request.Operation;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageTests {

    @Test
    void pageShowsTheState() {
        try (ReplicateEmulator emulator = ReplicateEmulator.start()) {
            TestApi api = new TestApi(emulator);
            emulator.model("acme/slow").official().respond(script -> script.hang());
            Object id = api.create("acme/slow").get("id");
            emulator.faults().next(3, Operation.PREDICTIONS_GET).status(500);

            String page = page(emulator).body();

            assertThat(page)
                    .contains("<b>1</b> running")
                    .contains(id + "</code>")
                    .contains("POST /v1/models/acme/slow/predictions")
                    .contains("MODELS_PREDICTIONS_CREATE")
                    .contains("PREDICTIONS_GET</td>")
                    .contains("{&quot;status&quot;:500}")
                    .contains("system clock")
                    .contains("data-path=\"models/acme/slow\"")
                    .contains("emulator/pictures");
        }
    }

    @Test
    void runningPredictionsComeFirst() {
        try (ReplicateEmulator emulator =
                ReplicateEmulator.builder().clock(EmulatorClock.manual()).start()) {
            TestApi api = new TestApi(emulator);
            emulator.model("acme/slow").official().respond(script -> script.hang());
            emulator.model("acme/fast").official();
            String running = (String) api.create("acme/slow").get("id");
            String completed = (String) api.create("acme/fast").get("id");
            emulator.clock().advance(Duration.ofSeconds(1));

            assertThat(page(emulator).body()).containsSubsequence(running, completed);
        }
    }

    @Test
    void pageEscapesEverything() {
        try (ReplicateEmulator emulator = ReplicateEmulator.start()) {
            TestApi api = new TestApi(emulator);
            api.get("http://localhost:" + emulator.port()
                    + "/%3Cscript%3E{{models}}".replace("{", "%7B").replace("}", "%7D"));
            emulator.faults().next().body("text/plain", "<script>alert(1)</script>{{models}}");

            assertThat(page(emulator).body()).doesNotContain("<script>alert").contains("&lt;script&gt;alert(1)");
        }
    }

    @Test
    void pageShowsNoPasswordOfAWebhookReceiver() {
        try (ReplicateEmulator emulator = ReplicateEmulator.start()) {
            emulator.model("acme/fast").official();
            new TestApi(emulator).createWithWebhook("acme/fast", "http://user:s3cret@localhost:1/hook?code=hidden");
            await().until(() -> !emulator.webhooks().deliveries().isEmpty());

            assertThat(page(emulator).body())
                    .contains("localhost:1/hook")
                    .doesNotContain("s3cret")
                    .doesNotContain("code=");
            assertThat(new TestControl(emulator).get("/deliveries").body())
                    .contains("http://localhost:1/hook?code=hidden")
                    .doesNotContain("s3cret");
        }
    }

    @Test
    void pageShowsNoTokenInAPath() {
        try (ReplicateEmulator emulator = ReplicateEmulator.start()) {
            new TestApi(emulator).get("/predictions/r8_0123456789abcdef");

            assertThat(page(emulator).body()).contains("/v1/predictions/r8_***").doesNotContain("0123456789abcdef");
        }
    }

    /** A proxy can add a prefix to the path. */
    @Test
    void linksOfThePageAreRelative() {
        try (ReplicateEmulator emulator = ReplicateEmulator.start()) {
            assertThat(page(emulator).body()).doesNotContain("=\"/");
            assertThat(new TestApi(emulator)
                            .get("http://localhost:" + emulator.port() + "/emulator/page.js")
                            .body())
                    .doesNotContain("fetch('/");
        }
    }

    @Test
    void pageLoadsNothingFromElsewhere() {
        try (ReplicateEmulator emulator = ReplicateEmulator.start()) {
            HttpResponse<String> page = page(emulator);

            assertThat(page.headers().firstValue("content-security-policy"))
                    .hasValueSatisfying(policy ->
                            assertThat(policy).contains("default-src 'none'").doesNotContain("unsafe"));
            assertThat(page.body())
                    .doesNotContain("style=")
                    .doesNotContain("onclick")
                    .doesNotContain("https://");
            assertThat(Pattern.compile("(?:src|href)=\"([^\"#:]*)\"")
                            .matcher(page.body())
                            .results()
                            .map(MatchResult::group))
                    .isNotEmpty()
                    .allSatisfy(link -> assertThat(new TestApi(emulator)
                                    .get("http://localhost:" + emulator.port() + "/"
                                            + link.replaceAll(".*\"(.*)\"", "$1"))
                                    .statusCode())
                            .isEqualTo(200));
            assertThat(emulator.requests().all()).isEmpty();
        }
    }

    private static HttpResponse<String> page(ReplicateEmulator emulator) {
        return new TestApi(emulator).get("http://localhost:" + emulator.port() + "/");
    }
}
