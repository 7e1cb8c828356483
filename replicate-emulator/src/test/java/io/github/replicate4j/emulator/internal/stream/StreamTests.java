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

package io.github.replicate4j.emulator.internal.stream;

import static io.github.replicate4j.emulator.TestApi.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.Shape;
import io.github.replicate4j.emulator.TestApi;
import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.model.ModelScript;
import io.github.replicate4j.emulator.model.OutputType;
import io.github.replicate4j.emulator.request.Operation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamTests {

    private static final int EVENTS = Boolean.getBoolean("replicate4j.stress") ? 100_000 : 10_000;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ReplicateEmulator emulator = ReplicateEmulator.builder()
            .clock(EmulatorClock.manual(Instant.ofEpochSecond(1_690_212_292)))
            .start();

    private final TestApi api = new TestApi(this.emulator);

    @AfterEach
    void close() {
        this.emulator.close();
    }

    @Test
    void streamHasTheExactFormatOfReplicate() throws Exception {
        URI stream = stream(script -> script.output("Once")
                .output(" upon")
                .pause(Duration.ofSeconds(1))
                .output(" a time\n\nthere")
                .output("")
                .succeed());
        this.emulator.clock().advance(Duration.ofSeconds(1));

        HttpResponse<String> response = follow(stream, null);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).hasValue("text/event-stream; charset=utf-8");
        assertThat(response.headers().firstValue("content-length")).isEmpty();
        assertThat(response.body())
                .isEqualTo(": hi\n\n"
                        + "event: output\nid: 1690212292:0\ndata: Once\n\n"
                        + "event: output\nid: 1690212292:1\ndata:  upon\n\n"
                        + "event: output\nid: 1690212293:0\ndata:  a time\ndata: \ndata: there\n\n"
                        + "event: output\nid: 1690212293:1\ndata: \n\n"
                        + "event: done\nid: 1690212293:2\ndata: {}\n\n");
    }

    @Test
    void eventsAreSentImmediately() throws Exception {
        URI stream = stream(script ->
                script.output("a").pause(Duration.ofMinutes(20)).output("b").hang());
        HttpResponse<InputStream> response =
                HTTP.send(HttpRequest.newBuilder(stream).build(), BodyHandlers.ofInputStream());
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            assertThat(nextData(lines)).isEqualTo("data: a");

            this.emulator.clock().advance(Duration.ofMinutes(20));

            assertThat(nextData(lines)).isEqualTo("data: b");
            this.api.post("/predictions/" + this.emulator.running().get(0) + "/cancel", "");
            assertThat(nextData(lines)).isEqualTo("data: {\"reason\":\"canceled\"}");
            assertThat(lines.readLine()).isEmpty();
            assertThat(lines.readLine()).as("the end").isNull();
        }
    }

    @Test
    void failureIsSentAsErrorAndDone() throws Exception {
        URI stream = stream(script -> script.output("so far").fail("E1001: out of memory"));

        assertThat(follow(stream, null).body())
                .isEqualTo(": hi\n\n"
                        + "event: output\nid: 1690212292:0\ndata: so far\n\n"
                        + "event: error\nid: 1690212292:1\ndata: {\"detail\":\"E1001: out of memory\"}\n\n"
                        + "event: done\nid: 1690212292:2\ndata: {\"reason\":\"error\"}\n\n");
    }

    @Test
    void otherValuesAreSentAsJson() throws Exception {
        URI stream = stream(script ->
                script.output(Map.of("a", 1)).output(2).outputValue("whole").succeed());

        assertThat(data(follow(stream, null).body())).containsExactly("{\"a\":1}", "2", "whole", "{}");
    }

    @Test
    void streamResumesAfterLastEventId() throws Exception {
        URI stream = stream(script -> script.output("a")
                .output("b")
                .pause(Duration.ofSeconds(8))
                .output("c")
                .output("d")
                .succeed());
        this.emulator.clock().advance(Duration.ofSeconds(8));

        assertThat(data(follow(stream, "1690212292:0").body())).containsExactly("b", "c", "d", "{}");
        assertThat(data(follow(stream, "1690212292:1").body())).containsExactly("c", "d", "{}");
        assertThat(data(follow(stream, "1690212300:1").body())).containsExactly("{}");
        assertThat(follow(stream, "1690212300:2").body()).isEqualTo(": hi\n\n");
        assertThat(data(follow(stream, "nonsense").body())).containsExactly("a", "b", "c", "d", "{}");
    }

    @Test
    void streamCanBeReadConcurrently() throws Exception {
        URI stream = stream(script ->
                script.output("a").pause(Duration.ofSeconds(1)).output("b").succeed());
        var first = HTTP.sendAsync(HttpRequest.newBuilder(stream).build(), BodyHandlers.ofString());
        var second = HTTP.sendAsync(HttpRequest.newBuilder(stream).build(), BodyHandlers.ofString());
        await().until(() -> this.emulator.requests().to(Operation.STREAM).size() == 2);

        this.emulator.clock().advance(Duration.ofSeconds(1));

        assertThat(data(first.join().body())).containsExactly("a", "b", "{}");
        assertThat(second.join().body()).isEqualTo(first.join().body());
    }

    @Test
    void filesAreStreamedAsUrlsUnderOwnPath() throws Exception {
        this.emulator
                .model("acme/painter")
                .official()
                .streams()
                .output(OutputType.FILES)
                .respond(script -> script.outputFile(new byte[] {7}, "png").succeed());

        URI stream = stream("acme/painter");

        assertThat(stream.getPath()).startsWith("/v1/files/");
        String url = data(follow(stream, null).body()).get(0);
        assertThat(this.api.download(url).body()).containsExactly(7);
    }

    @Test
    void builtInModelsStream() {
        for (String model : List.of(
                "meta/meta-llama-3-8b-instruct",
                "black-forest-labs/flux-schnell",
                "black-forest-labs/flux-kontext-pro")) {
            Map<String, Object> prediction = TestApi.json(
                    this.api.post("/models/" + model + "/predictions", "{\"input\":{\"prompt\":\"a cat\"}}"));
            Shape.PREDICTION.check(prediction);
            assertThat(((Map<?, ?>) prediction.get("urls")).get("stream"))
                    .as(model)
                    .isNotNull();
        }
    }

    @Test
    void otherModelsHaveNoStream() {
        Map<String, Object> prediction = TestApi.json(this.api.post("/predictions", TestApi.HELLO_ALICE));

        assertThat(((Map<?, ?>) prediction.get("urls")).get("stream")).isNull();
    }

    @Test
    void streamUrlIsSecret() throws Exception {
        URI stream = stream(script -> script.output("a").succeed());
        String id = this.emulator.predictions().get(0).id();
        String wrong = stream.toString().substring(0, stream.toString().length() - 1) + "_";

        assertThat(follow(URI.create(wrong), null).statusCode()).isEqualTo(404);
        assertThat(follow(URI.create(stream.resolve(id).toString()), null).statusCode())
                .isEqualTo(404);
    }

    @Test
    void streamRequestsAreRecorded() throws Exception {
        URI stream = stream(script -> script.output("a").succeed());

        follow(stream, "1:2");

        assertThat(this.emulator.requests().to(Operation.STREAM))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.header("Last-Event-ID")).isEqualTo("1:2");
                    assertThat(entry.status()).isEqualTo(200);
                });
    }

    @Test
    void streamTimesOutAfterDataRemoval() throws Exception {
        URI stream = stream(script -> script.output("a").succeed());
        this.emulator.clock().advance(Duration.ofHours(1));

        assertThat(follow(stream, null).body()).isEqualTo(": hi\n\n:408: 408 Request Timeout\n\n");
    }

    @Test
    void resetEndsOpenStreams() throws Exception {
        URI stream = stream(script -> script.output("a").hang());
        var response = HTTP.sendAsync(HttpRequest.newBuilder(stream).build(), BodyHandlers.ofString());
        await().until(() -> this.emulator.requests().to(Operation.STREAM).size() == 1);

        this.emulator.reset();

        assertThat(response).succeedsWithin(Duration.ofSeconds(30));
    }

    @Test
    void manyEventsArriveInOrder() throws Exception {
        URI stream = stream(script -> {
            for (int i = 0; i < EVENTS; i++) {
                script.output("t" + i);
            }
        });

        List<String> data = data(follow(stream, null).body());

        assertThat(data).hasSize(EVENTS + 1).startsWith("t0", "t1").endsWith("t" + (EVENTS - 1), "{}");
        assertThat((List<?>) this.emulator.predictions().get(0).output()).hasSize(EVENTS);
    }

    @Test
    void eventsMayBeLarge() throws Exception {
        String large = "ä".repeat(8 << 20);
        URI stream = stream(script -> script.output(large).succeed());

        assertThat(data(follow(stream, null).body()).get(0)).isEqualTo(large);
    }

    private URI stream(Consumer<ModelScript> script) {
        this.emulator.model("acme/teller").official().streams().respond(script);
        return stream("acme/teller");
    }

    private URI stream(String model) {
        return URI.create((String) ((Map<?, ?>) this.api.create(model).get("urls")).get("stream"));
    }

    private static HttpResponse<String> follow(URI stream, String lastEventId)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(stream).timeout(Duration.ofMinutes(2)).header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static List<String> data(String stream) {
        List<String> data = new ArrayList<>();
        stream.lines().filter(line -> line.startsWith("data: ")).forEach(line -> data.add(line.substring(6)));
        return data;
    }

    private static String nextData(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.startsWith("data: ")) {
            line = lines.readLine();
        }
        return line;
    }
}
