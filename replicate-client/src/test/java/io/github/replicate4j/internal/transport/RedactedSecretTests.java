/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.transport;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import com.github.tomakehurst.wiremock.client.WireMock;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.ReplicateBuilder;
import io.github.replicate4j.endpoint.EndpointRequest;
import io.github.replicate4j.error.ApiConnectionException;
import io.github.replicate4j.error.ApiException;
import io.github.replicate4j.error.ApiStatusException;
import io.github.replicate4j.internal.http.TransportSettings;
import io.github.replicate4j.models.ModelUpdateRequest;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.run.Output;
import io.github.replicate4j.run.RunRequest;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.Wire;
import io.github.replicate4j.testing.WireMockTest;
import io.github.replicate4j.trainings.TrainingRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Tokens, signed URLs, inlined files and inputs do not appear in logs, exceptions or {@code toString()}. */
@Isolated("Changes the schedulers of Reactor and loggers")
class RedactedSecretTests extends WireMockTest {

    private static final String SIGNATURE = "SignatureThatMustNotLeak";

    private static final String INLINE = "SW5saW5lZEZpbGVUaGF0TXVzdE5vdExlYWs=";

    private static final String INPUT = "an input that must not leak";

    private static final List<String> SECRETS =
            List.of(Wire.TOKEN, "TheTokenThatMustNotLeak", SIGNATURE, INLINE, INPUT);

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** Longer than the virtual time that passes before the first poll. */
    private static final Duration RUN_TIMEOUT = Duration.ofMinutes(5);

    private final Queue<String> logged = new ConcurrentLinkedQueue<>();

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            RedactedSecretTests.this.logged.add(event.getLevel() + " " + event.getLoggerName() + ": "
                    + event.getFormattedMessage() + "\n"
                    + (event.getThrowableProxy() == null
                            ? ""
                            : ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
    };

    private void captureLogs(Level level) {
        this.appender.setContext(this.root.getLoggerContext());
        this.appender.start();
        this.root.detachAppender("console");
        this.root.addAppender(this.appender);
        for (String name : List.of("io.github.replicate4j", "org.springframework.web", "reactor.netty", "io.netty")) {
            ((Logger) LoggerFactory.getLogger(name)).setLevel(level);
        }
        this.root.setLevel(Level.DEBUG);
    }

    private Appender<ILoggingEvent> console;

    @BeforeEach
    void rememberConsole() {
        this.console = this.root.getAppender("console");
    }

    @AfterEach
    void restoreLogging() {
        this.root.setLevel(Level.ERROR);
        for (String name : List.of("io.github.replicate4j", "org.springframework.web", "reactor.netty", "io.netty")) {
            ((Logger) LoggerFactory.getLogger(name)).setLevel(null);
        }
        this.root.detachAppender(this.appender);
        this.root.addAppender(this.console);
    }

    private static void assertContainsNoSecrets(String text) {
        assertThat(SECRETS).as("secrets in: %s", text).noneMatch(text::contains);
    }

    private static String echo() {
        return "{\"title\":\"Bad\",\"detail\":\"Your header Authorization: Bearer " + Wire.TOKEN + " with " + Wire.TOKEN
                + " and https://replicate.delivery/x.png?sig=" + SIGNATURE + " and data:image/png;base64," + INLINE
                + " is bad\"}";
    }

    private static void assertFailureContainsNoSecrets(Throwable failure) {
        assertThat(failure).isNotNull();
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertContainsNoSecrets(trace.toString());
        Wire.chain(failure).forEach(each -> {
            assertContainsNoSecrets(each.toString());
            Stream.of(each.getSuppressed()).forEach(suppressed -> assertContainsNoSecrets(suppressed.toString()));
        });
    }

    private static FaultServer.Behavior connectionBreaksInBody() {
        return connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 100\r\n\r\nabc");
            connection.reset();
        };
    }

    @Test
    void brokenDownloadDoesNotShowUrl() throws IOException {
        try (FaultServer files = FaultServer.start().afterwards(connectionBreaksInBody())) {
            getIsAnswered(
                    "abc", json(200, Wire.succeeded("abc", "\"" + files.origin() + "/" + SIGNATURE + "/x.png\"")));
            Output result = this.replicate.output(this.replicate.predictions().get("abc"));
            Throwable failure = catchThrowable(() -> result.file().bytes());
            assertThat(failure).isInstanceOf(ApiConnectionException.class).hasRootCauseInstanceOf(IOException.class);
            assertFailureContainsNoSecrets(failure);
        }
    }

    @Test
    void brokenStreamedResponseKeepsNoRequest() throws IOException {
        try (FaultServer server = FaultServer.start().afterwards(connectionBreaksInBody());
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            Throwable failure = catchThrowable(() -> client.endpoints().stream(
                    EndpointRequest.get("/x").build(),
                    response -> assertThat(response.body()).hasContent("abc")));
            assertThat(failure).isInstanceOf(ApiConnectionException.class);
            assertThat(Wire.chain(failure)).noneMatch(WebClientException.class::isInstance);
            assertFailureContainsNoSecrets(failure);
        }
    }

    private Stream<ThrowingCallable> calls() {
        return Stream.of(
                () -> this.replicate.predictions().get("abc"),
                () -> this.replicate.predictions().cancel("abc"),
                () -> this.replicate.predictions().list(),
                () -> this.replicate.run("owner/name", Map.of("prompt", INPUT)),
                () -> this.replicate
                        .async()
                        .run("owner/name:v1", Map.of("prompt", INPUT))
                        .toFuture()
                        .get());
    }

    @ParameterizedTest
    @ValueSource(strings = {"DEBUG", "TRACE"})
    void runLogsNoSecrets(String level) {
        this.api.stubFor(get(urlPathEqualTo("/out.png")).willReturn(json(200, "picture")));
        this.api.stubFor(get(urlPathEqualTo("/gone.png")).willReturn(json(404, echo())));
        String origin = "http://localhost:" + this.api.port();
        String output = "[\"" + origin + "/out.png?sig=" + SIGNATURE + "\",\"data:image/png;base64," + INLINE + "\",\""
                + origin + "/gone.png?sig=" + SIGNATURE + "\"]";
        createIsAnswered(json(201, Wire.prediction("abc", "starting").replace("\"x\"", "\"" + INPUT + "\"")));
        getIsAnswered(
                "abc",
                json(503, echo()),
                json(200, Wire.prediction("abc", "processing")),
                json(200, Wire.succeeded("abc", output)));
        captureLogs(Level.toLevel(level));
        Output result = this.replicate.run("owner/name", Map.of("prompt", INPUT));
        result.files().get(0).bytes();
        result.files().get(1).bytes();
        assertFailureContainsNoSecrets(
                catchThrowable(() -> result.files().get(2).bytes()));
        assertThat(this.logged).isNotEmpty();
        assertThat(this.logged).anyMatch(line -> line.contains("replicate4j"));
        // Reactor Netty logs the complete URL of a file at DEBUG.
        this.logged.stream()
                .filter(line -> !line.contains("reactor.netty.http.client.HttpClientConnect"))
                .forEach(RedactedSecretTests::assertContainsNoSecrets);
        assertThat(this.logged)
                .noneMatch(line -> line.contains(Wire.TOKEN) || line.contains(INPUT) || line.contains(INLINE));
    }

    @Test
    void loggingRequestDetailsDoesNotShowToken() {
        getIsAnswered("abc", json(200, Wire.succeeded("abc", "\"x\"")));
        WebClient.Builder detailed =
                WebClient.builder().codecs(codecs -> codecs.defaultCodecs().enableLoggingRequestDetails(true));
        captureLogs(Level.TRACE);
        try (Replicate client = builder().webClient(detailed).build()) {
            client.predictions().get("abc");
        }
        assertThat(this.logged).anyMatch(line -> line.contains("ExchangeFunctions"));
        this.logged.forEach(RedactedSecretTests::assertContainsNoSecrets);
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 401, 403, 404, 409, 422, 429, 500, 503})
    void errorDoesNotShowEchoedSecrets(int status) {
        anyRequestIsAnswered(json(status, echo()));
        captureLogs(Level.TRACE);
        calls().forEach(call -> {
            Throwable failure = catchThrowable(call);
            assertFailureContainsNoSecrets(failure);
            Wire.chain(failure)
                    .filter(ApiStatusException.class::isInstance)
                    .map(ApiStatusException.class::cast)
                    .forEach(each -> {
                        assertThat(each.body()).isEqualTo(echo());
                        assertContainsNoSecrets(each.problem().toString());
                    });
        });
        this.logged.forEach(RedactedSecretTests::assertContainsNoSecrets);
    }

    @Test
    void unreadableResponseIsNotShown() {
        anyRequestIsAnswered(json(200, "{\"id\":7,\"created_at\":\"" + Wire.TOKEN + "\",\"x\":\"" + INLINE));
        captureLogs(Level.TRACE);
        calls().forEach(call -> assertFailureContainsNoSecrets(catchThrowable(call)));
        String invalid = "{\"id\":[\"" + Wire.TOKEN + "\"],\"metrics\":\"" + Wire.TOKEN + "\"}";
        anyRequestIsAnswered(json(200, invalid));
        assertFailureContainsNoSecrets(
                catchThrowable(() -> this.replicate.predictions().get("abc")));
        anyRequestIsAnswered(json(200, "{\"results\":[" + invalid + "]}"));
        assertFailureContainsNoSecrets(
                catchThrowable(() -> this.replicate.predictions().list()));
        this.logged.forEach(RedactedSecretTests::assertContainsNoSecrets);
    }

    @Test
    void connectionErrorKeepsNoTokenAndShowsNoSecrets() throws Exception {
        captureLogs(Level.TRACE);
        FaultServer.Behavior noResponse = FaultServer.neverAnswer();
        for (FaultServer.Behavior fault : List.of(
                FaultServer.resetAfterBody(),
                FaultServer.closeAfterBody(),
                FaultServer.text("HTTP/1.1 20"),
                FaultServer.tornBody(200, "{"),
                noResponse)) {
            try (FaultServer server = FaultServer.start().afterwards(fault);
                    Replicate client = Wire.builder(server.baseUrl())
                            .timeout(fault == noResponse ? ShortTimeout.VALUE : TransportSettings.DEFAULT_TIMEOUT)
                            .maxRetries(0)
                            .build()) {
                Throwable failure = catchThrowable(() -> client.predictions().get("abc"));
                assertThat(failure).isInstanceOf(ApiException.class);
                assertFailureContainsNoSecrets(failure);
                assertThat(Wire.chain(failure))
                        .as("an exception that keeps the headers of the request")
                        .noneMatch(each -> each instanceof WebClientRequestException);
                assertThat(failure.getCause()).isNotNull();
            }
        }
        this.logged.forEach(RedactedSecretTests::assertContainsNoSecrets);
    }

    @Test
    void failedCancelIsLoggedWithoutSecrets() throws Exception {
        createIsAnswered(json(201, Wire.prediction("abc", "starting")));
        getIsAnswered("abc", json(200, Wire.prediction("abc", "starting")));
        this.api.stubFor(WireMock.post("/v1/predictions/abc/cancel").willReturn(json(403, echo())));
        captureLogs(Level.INFO);
        // In virtual time, so that the run reaches its deadline after the prediction was created.
        VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
        try {
            CompletableFuture<Throwable> failure = CompletableFuture.supplyAsync(() ->
                    catchThrowable(() -> this.replicate.run(request -> request.model("owner/name")
                            .input(Map.of("prompt", INPUT))
                            .timeout(RUN_TIMEOUT))));
            Wire.await().atMost(LIMIT).until(() -> {
                time.advanceTimeBy(Duration.ofMillis(10));
                return !requests("GET", "/v1/predictions/abc").isEmpty();
            });
            time.advanceTimeBy(RUN_TIMEOUT);
            assertFailureContainsNoSecrets(failure.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
            Wire.await()
                    .atMost(LIMIT)
                    .until(() -> this.logged.stream()
                            .anyMatch(line -> line.startsWith("WARN")
                                    && line.contains("abc")
                                    && line.contains("could not be cancelled")));
        } finally {
            VirtualTimeScheduler.reset();
        }
        this.logged.forEach(RedactedSecretTests::assertContainsNoSecrets);
    }

    @Test
    void toStringShowsNoSecrets() {
        String prediction = Wire.succeeded("abc", "\"https://replicate.delivery/a.png?sig=" + SIGNATURE + "\"")
                .replace("\"x\"", "\"" + INPUT + "\"")
                .replace("\"urls\":{", "\"urls\":{\"stream\":\"https://stream.replicate.com/" + SIGNATURE + "\",");
        anyRequestIsAnswered(json(200, prediction));
        Prediction read = this.replicate.predictions().get("abc");
        Output output = this.replicate.output(read);
        RunRequest request = RunRequest.builder()
                .model("owner/name")
                .input(Map.of("prompt", INPUT))
                .webhook(URI.create("https://example.com/hook?token=" + SIGNATURE))
                .additionalProperty("x", INPUT)
                .build();
        ReplicateBuilder builder = builder().defaultHeader("X-Secret", SIGNATURE);
        Stream.of(
                        read,
                        read.urls(),
                        output,
                        output.file(),
                        this.replicate.async().output(read),
                        request,
                        request.prediction(),
                        builder,
                        this.replicate,
                        this.replicate.async(),
                        this.replicate.withOptions(options -> options.header("X-Secret", SIGNATURE)),
                        this.replicate.predictions(),
                        this.replicate.withRawResponse(raw -> raw.predictions().get("abc")))
                .map(Object::toString)
                .forEach(RedactedSecretTests::assertContainsNoSecrets);
    }

    @Test
    void webhookSecretIsNeitherLoggedNorShown() {
        anyRequestIsAnswered(json(200, "{\"key\":\"" + SIGNATURE + "\"}"));
        captureLogs(Level.TRACE);
        assertThat(this.replicate.webhooks().defaultSecret().key()).isEqualTo(SIGNATURE);
        assertContainsNoSecrets(this.replicate.webhooks().defaultSecret().toString());
        assertContainsNoSecrets(this.replicate
                .withRawResponse(raw -> raw.webhooks().defaultSecret())
                .toString());
        anyRequestIsAnswered(json(200, "{\"key\":[\"" + SIGNATURE + "\"]}"));
        assertFailureContainsNoSecrets(
                catchThrowable(() -> this.replicate.webhooks().defaultSecret()));
        anyRequestIsAnswered(json(200, "{\"key\":\"" + SIGNATURE));
        assertFailureContainsNoSecrets(
                catchThrowable(() -> this.replicate.webhooks().defaultSecret()));
        assertThat(this.logged).isNotEmpty();
        this.logged.forEach(RedactedSecretTests::assertContainsNoSecrets);
    }

    @Test
    void trainingAndUpdateShowNoSecrets() {
        anyRequestIsAnswered(json(
                200,
                "{\"id\":\"abc\",\"input\":{\"x\":\"" + INPUT
                        + "\"},\"output\":{\"weights\":\"https://replicate.delivery/w.tar?sig=" + SIGNATURE
                        + "\"},\"other\":\"" + INPUT + "\"}"));
        TrainingRequest request = TrainingRequest.builder()
                .destination("me/mine")
                .input("x", INPUT)
                .webhook(URI.create("https://example.com/hook?token=" + SIGNATURE))
                .additionalProperty("y", INPUT)
                .build();
        Stream.of(
                        request,
                        this.replicate.trainings().get("abc"),
                        this.replicate.models().get("a/b"),
                        this.replicate.deployments().get("a/b"),
                        ModelUpdateRequest.builder().readme(INPUT).build())
                .map(Object::toString)
                .forEach(RedactedSecretTests::assertContainsNoSecrets);
    }

    @Test
    void rejectedInputIsNotShown() {
        assertFailureContainsNoSecrets(catchThrowable(
                () -> this.replicate.run("owner/name", Map.of("prompt", INPUT, "file", new byte[] {1}))));
        assertFailureContainsNoSecrets(catchThrowable(() -> this.replicate.run("owner/name", INPUT)));
    }
}
