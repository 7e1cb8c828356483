/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.replicate4j.emulator.internal.api;

import static io.github.replicate4j.emulator.TestApi.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.TestApi;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.model.ModelScript;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PreferWaitTests {

    private static final String PATH = "/models/acme/slow/predictions";

    private final ReplicateEmulator emulator =
            ReplicateEmulator.builder().clock(EmulatorClock.manual()).start();

    private final TestApi api = new TestApi(this.emulator);

    @BeforeEach
    void model() {
        this.emulator
                .model("acme/slow")
                .official()
                .respond(script -> script.boot(Duration.ofSeconds(10))
                        .pause(Duration.ofSeconds(10))
                        .output("done"));
    }

    @AfterEach
    void close() {
        this.emulator.close();
    }

    @Test
    void respondsOnCompletion() {
        CompletableFuture<HttpResponse<String>> response = create("wait");

        this.emulator.clock().advance(Duration.ofSeconds(19));
        assertThat(response).isNotDone();
        this.emulator.clock().advance(Duration.ofSeconds(1));

        assertThat(response.join().statusCode()).isEqualTo(201);
        assertThat(response.join().headers().firstValue("preference-applied")).hasValue("wait");
        assertThat(response.join().headers().firstValue("location")).isEmpty();
        assertThat(TestApi.json(response.join())).contains(entry("status", "succeeded"));
    }

    @Test
    void respondsAtTimeoutWithCurrentState() {
        CompletableFuture<HttpResponse<String>> early = create("wait=5");
        CompletableFuture<HttpResponse<String>> late = create("wait=15");

        this.emulator.clock().advance(Duration.ofMinutes(1));

        assertThat(early.join().statusCode()).isEqualTo(202);
        assertThat(early.join().headers().firstValue("preference-applied")).hasValue("wait=5");
        assertThat(TestApi.json(early.join())).contains(entry("status", "starting"));
        assertThat(TestApi.json(late.join())).contains(entry("status", "processing"));
        String location = late.join().headers().firstValue("location").orElseThrow();
        assertThat(TestApi.json(this.api.get(location))).contains(entry("status", "succeeded"));
    }

    @Test
    void defaultWaitIsSixtySeconds() {
        this.emulator.model("acme/slow").respond(ModelScript::hang);
        CompletableFuture<HttpResponse<String>> response = create("wait");

        this.emulator.clock().advance(Duration.ofSeconds(59));
        assertThat(response).isNotDone();
        this.emulator.clock().advance(Duration.ofSeconds(1));

        assertThat(response.join().statusCode()).isEqualTo(202);
    }

    @Test
    void immediateCompletionNeedsNoClock() {
        this.emulator.model("acme/quick").official().respond(script -> script.output("x"));

        assertThat(this.api.create("acme/quick", "Prefer", "wait")).contains(entry("status", "succeeded"));
    }

    @Test
    void cancelEndsTheWait() {
        CompletableFuture<HttpResponse<String>> response = create("wait");

        this.api.post("/predictions/" + this.emulator.running().get(0) + "/cancel", "");

        assertThat(TestApi.json(response.join())).contains(entry("status", "canceled"));
    }

    private CompletableFuture<HttpResponse<String>> create(String prefer) {
        int before = this.emulator.running().size();
        CompletableFuture<HttpResponse<String>> response = this.api.postAsync(PATH, "{\"input\":{}}", "Prefer", prefer);
        await().until(() -> this.emulator.running().size() == before + 1);
        return response;
    }
}
