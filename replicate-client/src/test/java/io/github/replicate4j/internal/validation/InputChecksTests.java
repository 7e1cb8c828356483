/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.internal.validation;

import static io.github.replicate4j.testing.Wire.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.model.InputType;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.error.InputValidationException;
import io.github.replicate4j.internal.http.BaseUrl;
import io.github.replicate4j.internal.http.TokenSource;
import io.github.replicate4j.internal.http.TransportSettings;
import io.github.replicate4j.internal.observation.OperationObservations;
import io.github.replicate4j.internal.reactive.Blocking;
import io.github.replicate4j.internal.transport.Transport;
import io.github.replicate4j.models.ModelVersion;
import io.github.replicate4j.settings.InputValidation;
import io.github.replicate4j.settings.RetrySettings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

/** The age of schemas, and how many are remembered. */
class InputChecksTests {

    private static final SchemaSource MODEL = SchemaSource.ofModel("acme/model");

    private static final Map<String, Object> INPUT = Map.of("prompt", "a cat", "style", "plain");

    private final ReplicateEmulator emulator = ReplicateEmulator.start();

    private final AtomicLong nanos = new AtomicLong(1);

    private final KnownSchemas known = new KnownSchemas(this.nanos::get);

    private final InputChecks checks = checks(Duration.ofSeconds(30));

    private InputChecks checks(Duration loadTimeout) {
        return new InputChecks(InputValidation.STRICT, this.known, new ValidationLog(), loadTimeout, transport());
    }

    InputChecksTests() {
        this.emulator.model("acme/model").official().input("prompt", InputType.STRING, true);
    }

    private Transport transport() {
        return new Transport(
                WebClient::builder,
                new ReactorClientHttpConnector(),
                new TransportSettings(
                        BaseUrl.parse(this.emulator.baseUrl().toString()),
                        TokenSource.of(this.emulator.token()),
                        Duration.ofSeconds(30),
                        RetrySettings.DEFAULT,
                        1_000_000,
                        Duration.ofMinutes(1),
                        1_000_000,
                        false,
                        Map.of()),
                OperationObservations.NONE);
    }

    @AfterEach
    void stop() {
        this.emulator.close();
    }

    private int requests() {
        return this.emulator.requests().to(Operation.MODELS_GET).size();
    }

    private void check(InputValidation validation) {
        Blocking.get(this.checks.prediction(MODEL, validation, INPUT));
    }

    private void rejects() {
        assertThatExceptionOfType(InputValidationException.class)
                .isThrownBy(() -> check(InputValidation.STRICT))
                .withMessageContaining("input.style is unknown");
    }

    @Test
    void inputIsNotRejectedByTheSchemaOfAnOldVersion() {
        rejects();
        this.nanos.addAndGet(Duration.ofSeconds(59).toNanos());
        rejects();
        assertThat(requests()).isEqualTo(1);
        this.nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        rejects();
        assertThat(requests()).isEqualTo(2);
        this.emulator.model("acme/model").version("c".repeat(64)).input("style", InputType.STRING, false);
        this.nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        check(InputValidation.STRICT);
        check(InputValidation.STRICT);
        assertThat(requests()).isEqualTo(3);
    }

    @Test
    void versionOfAModelIsReadAgainAfterAnHour() {
        rejects();
        this.emulator.model("acme/model").version("c".repeat(64)).input("style", InputType.STRING, false);
        this.nanos.addAndGet(Duration.ofMinutes(61).toNanos());
        check(InputValidation.WARN);
        await().untilAsserted(() -> assertThat(this.known.find(null, MODEL))
                .isNotNull()
                .extracting(KnownSchema::version)
                .isEqualTo("c".repeat(64)));
        check(InputValidation.STRICT);
        assertThat(requests()).isEqualTo(2);
    }

    @Test
    void failureIsNotRepeatedForAMinute() {
        this.emulator.faults().always(Operation.MODELS_GET).status(404);
        check(InputValidation.STRICT);
        check(InputValidation.STRICT);
        assertThat(requests()).isEqualTo(1);
        this.nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        check(InputValidation.STRICT);
        assertThat(requests()).isEqualTo(2);
    }

    @Test
    void failureForAWrongModelDoesNotAffectItsVersion() {
        String version = "c".repeat(64);
        this.emulator.model("acme/other").version(version).input("prompt", InputType.STRING, true);
        Blocking.get(this.checks.prediction(SchemaSource.ofVersion("acme/mistyped", version), null, INPUT));
        assertThatExceptionOfType(InputValidationException.class)
                .isThrownBy(() -> Blocking.get(
                        this.checks.prediction(SchemaSource.ofVersion("acme/other", version), null, INPUT)))
                .withMessageContaining("input.style is unknown");
    }

    @Test
    void deploymentOfAnOfficialModelIsValidated() {
        this.emulator.deployment("acme/deployed", "acme/model");
        this.emulator.faults().always(Operation.MODELS_VERSIONS_GET).status(404);
        SchemaSource deployment = SchemaSource.ofDeployment("acme/deployed");
        assertThatExceptionOfType(InputValidationException.class)
                .isThrownBy(() -> Blocking.get(this.checks.prediction(deployment, null, INPUT)))
                .withMessageContaining("input.style is unknown");
        assertThat(requests()).isEqualTo(1);
    }

    @Test
    void schemaOfTheLatestVersionIsNotUsedForAnOlderOne() {
        this.emulator.faults().always(Operation.MODELS_VERSIONS_GET).status(404);
        SchemaSource old = SchemaSource.ofVersion("acme/model", "d".repeat(64));
        Blocking.get(this.checks.prediction(old, null, INPUT));
        assertThat(this.known.find(null, old)).isNull();
        assertThat(requests()).isEqualTo(1);
    }

    @Test
    void slowSchemaDelaysOneCallForALimitedTime() {
        this.emulator.faults().always(Operation.MODELS_GET).delay(Duration.ofMinutes(5));
        InputChecks impatient = checks(Duration.ofMillis(50));
        for (int i = 0; i < 3; i++) {
            Blocking.get(impatient.prediction(MODEL, InputValidation.STRICT, INPUT));
        }
        assertThat(requests()).isLessThanOrEqualTo(1);
    }

    @Test
    void schemasOfAnotherTokenAreNotUsed() {
        rejects();
        InputChecks other = this.checks.with(transport().withOptions(options -> options.bearerToken("other")));
        Blocking.get(other.prediction(MODEL, InputValidation.WARN, INPUT));
        assertThat(this.known.find("other", MODEL)).isNull();
        assertThat(this.known.find(null, MODEL)).isNotNull();
    }

    @Test
    void aLimitedNumberOfVersionsIsRemembered() {
        for (int i = 0; i < 1_000; i++) {
            this.known.remember(null, new ModelVersion("v" + i, null, null, Map.of("components", Map.of()), Map.of()));
            this.known.find(null, SchemaSource.ofVersion(null, "v0"));
        }
        assertThat(this.known.find(null, SchemaSource.ofVersion(null, "v0"))).isNotNull();
        assertThat(this.known.find(null, SchemaSource.ofVersion(null, "v1"))).isNull();
        assertThat(this.known.find(null, SchemaSource.ofVersion(null, "v999"))).isNotNull();
        assertThat(this.known.size()).isEqualTo(KnownSchemas.MAX_VERSIONS);
    }
}
