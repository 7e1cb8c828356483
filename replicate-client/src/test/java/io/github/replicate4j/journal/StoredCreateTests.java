/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.journal;

import static io.github.replicate4j.testing.Wire.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.Mockito.mock;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.internal.predictions.StoredCreates;
import io.github.replicate4j.internal.reactive.Blocking;
import io.github.replicate4j.predictions.AsyncPredictions;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.PredictionRequest;
import io.github.replicate4j.testing.FaultServer;
import io.github.replicate4j.testing.Wire;
import io.github.replicate4j.webhook.WebhookEventType;
import io.github.replicate4j.webhook.WebhookTarget;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A create is encoded, stored, and sent later with an entry of the journal. */
class StoredCreateTests {

    private final RecordingJournal journal = new RecordingJournal();

    private FaultServer server;

    private Replicate replicate;

    private StoredCreates creates;

    @BeforeEach
    void open() {
        this.server = FaultServer.start();
        this.replicate = Wire.builder(this.server.baseUrl())
                .defaultWebhook(WebhookTarget.to(URI.create("https://app.test/hook"), WebhookEventType.COMPLETED))
                .build();
        this.creates = StoredCreates.of(this.replicate.async().predictions());
    }

    @AfterEach
    void close() throws Exception {
        this.replicate.close();
        this.server.close();
    }

    private Prediction send(StoredCreates.StoredCreate stored) {
        return Blocking.value(this.creates.send(stored.json(), () -> {}, this.journal.entry("E1")));
    }

    private String outcome() {
        await().until(() -> !this.journal.outcomes.isEmpty());
        assertThat(this.journal.outcomes).hasSize(1);
        return this.journal.outcomes.get(0);
    }

    @Test
    void requestIsSentAsItWasEncoded() {
        PredictionRequest request =
                PredictionRequest.of(each -> each.input(Map.of("scale", new BigDecimal("0.10000000000000000000001")))
                        .reference("order 42")
                        .cancelAfter(Duration.ofMinutes(2))
                        .preferWait(Duration.ofSeconds(30))
                        .additionalProperty("extra", null));
        StoredCreates.StoredCreate stored = Blocking.value(this.creates.encodeForModel("acme/painter", request));
        assertThat(this.server.requests()).isEmpty();
        assertThat(stored.create())
                .returns(JournaledCreate.Origin.SUBMIT, JournaledCreate::origin)
                .returns("models.predictions.create", JournaledCreate::operation)
                .returns("/models/acme/painter/predictions", JournaledCreate::path)
                .returns("order 42", JournaledCreate::reference)
                .returns(true, JournaledCreate::webhookExpected);
        assertThat(stored.toString()).doesNotContain("scale");

        assertThat(send(stored).id()).isEqualTo("created");
        FaultServer.Received sent = this.server.requests().get(0);
        assertThat(sent.path()).isEqualTo("/v1/models/acme/painter/predictions");
        assertThat(sent.body())
                .isEqualTo("{\"webhook\":\"https://app.test/hook?replicate=prediction&replicate-reference=order%2042"
                        + "&replicate-entry=E1\",\"webhook_events_filter\":[\"completed\"],"
                        + "\"input\":{\"scale\":0.10000000000000000000001},\"extra\":null}");
        assertThat(sent.header("Cancel-After")).isEqualTo("120s");
        assertThat(sent.header("Prefer")).isNull();
        assertThat(outcome()).isEqualTo("E1 created created starting");
        assertThat(this.journal.creates).isEmpty();
        assertThat(this.journal.threads).allMatch(thread -> thread.startsWith("replicate-journal-"));
    }

    @Test
    void versionAndDeploymentAreSentToTheirEndpoints() {
        send(Blocking.value(this.creates.encode(
                PredictionRequest.of(request -> request.version(Wire.VERSION).input(Map.of())))));
        send(Blocking.value(this.creates.encodeForDeployment(
                "acme/fast", PredictionRequest.of(request -> request.input(Map.of())))));
        assertThat(this.server.requests())
                .extracting(FaultServer.Received::path)
                .containsExactly("/v1/predictions", "/v1/deployments/acme/fast/predictions");
        assertThat(this.server.requests().get(0).body()).contains("\"version\":\"" + Wire.VERSION + "\"");
    }

    @Test
    void webhookOfRequestIsKept() {
        URI own = URI.create("https://other.test/hook");
        StoredCreates.StoredCreate stored = Blocking.value(this.creates.encodeForModel(
                "a/b", PredictionRequest.of(request -> request.input(Map.of()).webhook(own, WebhookEventType.START))));
        assertThat(stored.create().webhookExpected()).isFalse();
        send(stored);
        send(Blocking.value(this.creates.encodeForModel(
                "a/b", PredictionRequest.of(request -> request.input(Map.of()).withoutWebhook()))));
        assertThat(this.server.requests())
                .extracting(FaultServer.Received::body)
                .containsExactly(
                        "{\"webhook\":\"https://other.test/hook\",\"webhook_events_filter\":[\"start\"],\"input\":{}}",
                        "{\"input\":{}}");
    }

    @Test
    void lostResponseIsRecorded() {
        this.server.then(FaultServer.closeAfterBody());
        StoredCreates.StoredCreate stored = Blocking.value(this.creates.encodeForModel(
                "a/b", PredictionRequest.of(request -> request.input(Map.of()).reference("order-42"))));
        assertThatExceptionOfType(OutcomeUnknownException.class)
                .isThrownBy(() -> send(stored))
                .satisfies(failure -> assertThat(failure.reference()).isEqualTo("order-42"));
        assertThat(outcome()).startsWith("E1 unknown null ");
    }

    @Test
    void createThatCannotBeDecodedIsRefused() {
        String json = "{\"operation\":\"predictions.create\",\"webhook\":{\"events\":[\"LATER\"]}}";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Blocking.value(this.creates.send(json, () -> {}, this.journal.entry("E1"))));
        assertThat(outcome()).startsWith("E1 refused ").contains("LATER");
        assertThat(this.server.requests()).isEmpty();
    }

    @Test
    void otherImplementationsAreRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoredCreates.of(mock(AsyncPredictions.class)))
                .withMessageContaining("predictions must be those of a client");
    }

    @Test
    void requestForEndpointIsChecked() {
        PredictionRequest withVersion =
                PredictionRequest.of(request -> request.version(Wire.VERSION).input(Map.of()));
        PredictionRequest withoutVersion = PredictionRequest.of(request -> request.input(Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> this.creates.encode(withoutVersion));
        assertThatIllegalArgumentException().isThrownBy(() -> this.creates.encodeForModel("a/b", withVersion));
        assertThatIllegalArgumentException().isThrownBy(() -> this.creates.encodeForDeployment("a/b", withVersion));
    }
}
