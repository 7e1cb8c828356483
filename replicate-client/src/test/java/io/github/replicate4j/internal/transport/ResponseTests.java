/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.error.ApiResponseValidationException;
import io.github.replicate4j.error.ApiStatusException;
import io.github.replicate4j.error.AuthenticationException;
import io.github.replicate4j.error.BadRequestException;
import io.github.replicate4j.error.ConflictException;
import io.github.replicate4j.error.InternalServerException;
import io.github.replicate4j.error.NotFoundException;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.error.PaymentRequiredException;
import io.github.replicate4j.error.PermissionDeniedException;
import io.github.replicate4j.error.Problem;
import io.github.replicate4j.error.RateLimitException;
import io.github.replicate4j.error.UnprocessableEntityException;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionStatus;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.Wire;
import io.github.replicate4j.testing.WireMockTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

class ResponseTests extends WireMockTest {

    private static final Map<Integer, Class<? extends ApiStatusException>> CLASSES = Map.ofEntries(
            Map.entry(400, BadRequestException.class),
            Map.entry(401, AuthenticationException.class),
            Map.entry(402, PaymentRequiredException.class),
            Map.entry(403, PermissionDeniedException.class),
            Map.entry(404, NotFoundException.class),
            Map.entry(405, ApiStatusException.class),
            Map.entry(409, ConflictException.class),
            Map.entry(410, ApiStatusException.class),
            Map.entry(413, ApiStatusException.class),
            Map.entry(422, UnprocessableEntityException.class),
            Map.entry(429, RateLimitException.class),
            Map.entry(500, InternalServerException.class),
            Map.entry(501, InternalServerException.class),
            Map.entry(503, InternalServerException.class),
            Map.entry(599, InternalServerException.class));

    private Prediction read(String body) {
        anyRequestIsAnswered(json(200, body));
        return this.replicate.predictions().get("abc");
    }

    private ApiStatusException status(int status, String body) {
        anyRequestIsAnswered(json(status, body).withHeader("X-Request-Id", "r-1"));
        ApiStatusException failure = catchThrowableOfType(
                ApiStatusException.class, () -> this.replicate.predictions().get("abc"));
        assertThat(failure).isNotNull();
        return failure;
    }

    private ApiResponseValidationException unreadable(String body) {
        return catchThrowableOfType(ApiResponseValidationException.class, () -> read(body));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 402, 403, 404, 405, 409, 410, 413, 422, 429, 500, 501, 503, 599})
    void eachStatusHasItsExceptionWithAllDetails(int status) {
        String body = "{\"title\":\"Some title\",\"detail\":\"Some detail\",\"status\":" + status
                + ",\"type\":\"about:blank\",\"instance\":\"/x\",\"more\":[1]}";
        ApiStatusException failure = status(status, body);
        assertThat(failure).isExactlyInstanceOf(CLASSES.get(status));
        assertThat(failure.statusCode()).isEqualTo(status);
        assertThat(failure.operation()).isEqualTo("predictions.get");
        assertThat(failure.headers().getFirst("x-request-id")).isEqualTo("r-1");
        assertThat(failure.body()).isEqualTo(body);
        assertThat(failure.problem()).isEqualTo(new Problem("Some title", "Some detail", "about:blank", "/x"));
        assertThat(failure)
                .hasMessageContaining(String.valueOf(status))
                .hasMessageContaining("predictions.get")
                .hasMessageContaining("Some title: Some detail");
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 304, 307, 308, 399})
    void redirectIsErrorAndIsNotFollowed(int status) {
        this.api.stubFor(WireMock.any(WireMock.urlPathMatching("/v1/.*"))
                .willReturn(
                        json(status, "").withHeader("Location", "http://localhost:" + this.api.port() + "/elsewhere")));
        assertThatExceptionOfType(ApiStatusException.class)
                .isThrownBy(() -> this.replicate.predictions().get("abc"))
                .withMessageContaining("Redirects are not followed")
                .satisfies(failure -> assertThat(failure.statusCode()).isEqualTo(status));
        assertThatExceptionOfType(ApiStatusException.class)
                .isThrownBy(() -> this.replicate.run("owner/name", Map.of()));
        assertThat(requests())
                .extracting(request -> request.getUrl())
                .containsExactlyInAnyOrder("/v1/predictions/abc", "/v1/models/owner/name/predictions");
    }

    @Test
    void htmlErrorPageIsKeptAndShortenedInMessage() {
        String html = "<html>\r\n<head><title>502 Bad Gateway</title></head>\n<body>" + "x".repeat(100_000) + "</body>";
        ApiStatusException failure = status(502, html);
        assertThat(failure.body()).hasSize(64 * 1024).startsWith("<html>");
        assertThat(failure.problem()).isEqualTo(Problem.NONE);
        assertThat(failure.getMessage())
                .contains("502 Bad Gateway")
                .hasSizeLessThan(1000)
                .doesNotContain("\n", "\r");
    }

    @Test
    void errorWithoutBodyIsReported() {
        ApiStatusException failure = status(500, "");
        assertThat(failure).hasMessage("Replicate responded 500 to predictions.get");
        assertThat(failure.body()).isEmpty();
        assertThat(failure.problem()).isEqualTo(Problem.NONE);
    }

    @Test
    void errorDetailCanBeAnyJson() {
        assertThat(status(422, "{\"detail\":{\"prompt\":[\"is required\"]}}")
                        .problem()
                        .detail())
                .isEqualTo(Map.of("prompt", List.of("is required")));
        assertThat(status(422, "{\"detail\":[{\"loc\":[\"body\",\"input\"],\"msg\":\"field required\"}]}"))
                .hasMessageContaining("field required")
                .satisfies(failure -> assertThat(failure.problem().detail())
                        .isEqualTo(List.of(Map.of("loc", List.of("body", "input"), "msg", "field required"))));
        assertThat(status(400, "[\"broken\"]")).hasMessageContaining("broken");
        assertThat(status(400, "\"broken\"")).hasMessageContaining("broken");
        assertThat(status(400, "null").problem()).isEqualTo(Problem.NONE);
        assertThat(status(400, "{\"detail\":null,\"title\":7}").problem()).isEqualTo(Problem.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "401, https://replicate.com/account/api-tokens",
        "402, https://replicate.com/account/billing",
    })
    void errorContainsAdvice(int status, String advice) {
        assertThat(status(status, "{\"detail\":\"No.\"}")).hasMessageContaining(advice);
    }

    @Test
    void errorExplainsHowToRunUnofficialModel() {
        anyRequestIsAnswered(json(404, "{\"detail\":\"Not found\"}"));
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> this.replicate.run("owner/name", Map.of()))
                .withMessageContaining("owner/name:version");
        anyRequestIsAnswered(json(422, "{\"title\":\"Invalid version or not permitted\"}"));
        assertThatExceptionOfType(UnprocessableEntityException.class)
                .isThrownBy(() -> this.replicate.run("owner/name:abc", Map.of()))
                .withMessageContaining("Check the version");
    }

    @Test
    void unreadableTimeIsNullAndTimeWithoutZoneIsUtc() {
        Prediction read = read("{\"id\":\"abc\",\"created_at\":\"yesterday\",\"started_at\":7,\"deadline\":{},"
                + "\"completed_at\":\"2026-01-02T03:04:05.123456\"}");
        assertThat(read.createdAt()).isNull();
        assertThat(read.startedAt()).isNull();
        assertThat(read.deadline()).isNull();
        assertThat(read.completedAt()).isEqualTo("2026-01-02T03:04:05.123456Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>hello</html>",
                "{\"id\":\"abc\",\"sta",
                "{",
                "[]",
                "\"abc\"",
                "42",
                "null",
                "{}",
                "{\"id\":null}",
                "{\"id\":\" \"}",
                "{\"status\":\"starting\"}",
                "{\"id\":[\"abc\"],\"metrics\":\"fast\"}"
            })
    void unreadableResponseIsReportedWithoutItsContent(String body) {
        ApiResponseValidationException failure = unreadable(body);
        assertThat(failure.statusCode()).isEqualTo(200);
        assertThat(failure.operation()).isEqualTo("predictions.get");
        assertThat(failure.body()).isEqualTo(body);
        assertThat(failure.headers().getFirst("Content-Type")).isEqualTo("application/json");
        assertThat(failure)
                .hasMessageContaining("200")
                .hasMessageContaining("predictions.get")
                .hasMessageNotContaining("hello")
                .hasMessageNotContaining("yesterday")
                .hasMessageNotContaining("fast");
    }

    @Test
    void emptyResponseIsReported() {
        assertThat(unreadable("")).hasMessageContaining("is empty");
        anyRequestIsAnswered(WireMock.noContent());
        assertThatExceptionOfType(ApiResponseValidationException.class)
                .isThrownBy(() -> this.replicate.predictions().get("abc"))
                .withMessageContaining("204");
    }

    @Test
    void onlyIdIsRequired() {
        Prediction prediction = read("{\"id\":\"abc\"}");
        assertThat(prediction.id()).isEqualTo("abc");
        assertThat(prediction.status()).isEqualTo(PredictionStatus.UNKNOWN);
        assertThat(prediction.isTerminal()).isFalse();
        assertThat(prediction.input()).isEmpty();
        assertThat(prediction.output()).isNull();
        assertThat(prediction.logs()).isEmpty();
        assertThat(prediction.metrics()).isEmpty();
        assertThat(prediction.urls().get()).isNull();
        assertThat(prediction.progress()).isNull();
        assertThat(prediction.createdAt()).isNull();
        assertThat(prediction.additionalProperties()).isEmpty();
        assertThat(prediction).hasToString("Prediction[id=abc, model=null, version=null, status=null]");
    }

    @Test
    void onlyIdMustNotBeNull() {
        Prediction prediction = read("""
                {"id":"abc","model":null,"version":null,"deployment":null,"status":null,"input":null,"output":null,
                "error":null,"logs":null,"metrics":null,"source":null,"data_removed":null,"created_at":null,
                "started_at":null,"completed_at":null,"deadline":null,"urls":null}""");
        assertThat(prediction.input()).isEmpty();
        assertThat(prediction.logs()).isEmpty();
        assertThat(prediction.metrics()).isEmpty();
        assertThat(prediction.dataRemoved()).isNull();
    }

    @Test
    void readsEveryField() {
        Prediction prediction = read("""
                {"id":"abc","model":"acme/model","version":"v1","deployment":"acme/dep","status":"succeeded",
                "input":{"prompt":"x","seed":null,"n":3},"output":["a",{"b":1.5}],"error":{"code":1},
                "logs":"  0%|          | 0/4\\n 75%|#### | 3/4 [00:01<00:01]\\r\\n","metrics":{"predict_time":1.25},"source":"api",
                "data_removed":true,"created_at":"2026-01-02T03:04:05.678901Z",
                "started_at":"2026-01-02T05:04:06+02:00","completed_at":"2026-01-02T03:04:07Z",
                "deadline":"2026-01-02T04:04:05Z",
                "urls":{"get":"g","cancel":"c","web":"w","stream":"s","new":"n"},"new_field":{"x":[1]},"other":null}""");
        assertThat(prediction.model()).isEqualTo("acme/model");
        assertThat(prediction.version()).isEqualTo("v1");
        assertThat(prediction.deployment()).isEqualTo("acme/dep");
        assertThat(prediction.status()).isEqualTo(PredictionStatus.SUCCEEDED);
        assertThat(prediction.input())
                .containsEntry("prompt", "x")
                .containsEntry("seed", null)
                .containsEntry("n", 3);
        assertThat(prediction.output()).isEqualTo(List.of("a", Map.of("b", 1.5)));
        assertThat(prediction.rawError()).isEqualTo(Map.of("code", 1));
        assertThat(prediction.error()).isEqualTo("{\"code\":1}");
        assertThat(prediction.progress()).isNotNull();
        assertThat(prediction.progress().percentage()).isEqualTo(0.75);
        assertThat(prediction.progress().current()).isEqualTo(3);
        assertThat(prediction.progress().total()).isEqualTo(4);
        assertThat(prediction.metrics()).containsEntry("predict_time", 1.25);
        assertThat(prediction.source()).isEqualTo("api");
        assertThat(prediction.dataRemoved()).isTrue();
        assertThat(prediction.createdAt()).isEqualTo(Instant.parse("2026-01-02T03:04:05.678901Z"));
        assertThat(prediction.startedAt()).isEqualTo(Instant.parse("2026-01-02T03:04:06Z"));
        assertThat(prediction.completedAt()).isEqualTo(Instant.parse("2026-01-02T03:04:07Z"));
        assertThat(prediction.deadline()).isEqualTo(Instant.parse("2026-01-02T04:04:05Z"));
        assertThat(prediction.urls().stream()).isEqualTo("s");
        assertThat(prediction.additionalProperties())
                .containsEntry("new_field", Map.of("x", List.of(1)))
                .containsEntry("other", null)
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "starting, STARTING, false",
        "processing, PROCESSING, false",
        "succeeded, SUCCEEDED, true",
        "failed, FAILED, true",
        "canceled, CANCELED, true",
        "aborted, ABORTED, true",
        "queued, UNKNOWN, false",
        "successful, UNKNOWN, false",
        "unknown, UNKNOWN, false",
        "SUCCEEDED, UNKNOWN, false"
    })
    void statusKeepsItsText(String text, PredictionStatus status, boolean terminal) {
        Prediction prediction = read("{\"id\":\"abc\",\"status\":\"" + text + "\"}");
        assertThat(prediction.status()).isEqualTo(status);
        assertThat(prediction.statusText()).isEqualTo(text);
        assertThat(prediction.isTerminal()).isEqualTo(terminal);
    }

    @Test
    void unknownStatusWithCompletionTimeIsTerminal() {
        Prediction prediction =
                read("{\"id\":\"abc\",\"status\":\"evaporated\",\"completed_at\":\"2026-01-02T03:04:07Z\"}");
        assertThat(prediction.isTerminal()).isTrue();
        assertThat(prediction.succeeded()).isFalse();
    }

    @Test
    void readsPredictionAboveDefaultLimitOfSpring() {
        Prediction prediction = read(Wire.succeeded("abc", "\"" + "x".repeat(1024 * 1024) + "\""));
        assertThat((String) prediction.output()).hasSize(1024 * 1024);
    }

    @Test
    void errorForTooLargeResponseNamesTheSetting() {
        anyRequestIsAnswered(json(200, Wire.succeeded("abc", "\"" + "x".repeat(17 * 1024 * 1024) + "\"")));
        assertThatExceptionOfType(ApiResponseValidationException.class)
                .isThrownBy(() -> this.replicate.predictions().get("abc"))
                .withMessageContaining("maxInMemorySize")
                .withMessageContaining("16777216");
        assertThatExceptionOfType(OutcomeUnknownException.class)
                .isThrownBy(() -> this.replicate.run("owner/name", Map.of()))
                .withMessageContaining("maxInMemorySize");
        assertThat(requests()).hasSize(2);
    }

    @Test
    void readsResponseThatArrivesInSmallChunks() throws Exception {
        try (FaultServer server = FaultServer.start(FaultServer.split(200, Wire.prediction("grün", "starting")));
                Replicate client = Wire.builder(server.baseUrl()).build()) {
            assertThat(client.predictions().get("grün").id()).isEqualTo("grün");
        }
    }

    /** Spring WebFlux releases discarded buffers of the {@code Mono} that a controller returns. */
    @Test
    void bodyIsNotReleasedAgainByTheApplication() {
        anyRequestIsAnswered(json(200, Wire.prediction("abc", "starting")));
        Prediction read = this.replicate
                .async()
                .predictions()
                .get("abc")
                .doOnDiscard(DataBuffer.class, DataBufferUtils::release)
                .block();
        assertThat(read.id()).isEqualTo("abc");
        assertThat(requests()).hasSize(1);
    }

    @Test
    void rateLimitErrorContainsRetryAfter() {
        anyRequestIsAnswered(json(429, "{\"detail\":\"Slow down.\"}").withHeader("Retry-After", "61"));
        assertThatExceptionOfType(RateLimitException.class)
                .isThrownBy(() -> this.replicate.predictions().get("abc"))
                .satisfies(failure -> assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(61)));
        assertThat(requests()).hasSize(1);
    }

    @Test
    void notFoundErrorNamesRequestedPath() {
        anyRequestIsAnswered(json(404, "{\"detail\":\"The requested resource could not be found.\"}"));
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> this.replicate.run("black-forest-labs/flux-schnel", Map.of()))
                .withMessage("Replicate responded 404 to models.predictions.create: The requested resource could not be"
                        + " found. The requested path was /models/black-forest-labs/flux-schnel/predictions. Check the"
                        + " spelling. Only official models run as owner/name; run any other model with"
                        + " use(\"owner/name\") or as owner/name:version.");
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> this.replicate.predictions().get("abc"))
                .withMessageContaining("/predictions/abc");
    }
}
