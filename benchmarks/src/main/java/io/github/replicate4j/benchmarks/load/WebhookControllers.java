/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.load;

import io.github.replicate4j.benchmarks.WebClientByHand;
import io.github.replicate4j.benchmarks.server.LiveServer;
import io.github.replicate4j.event.PredictionCompletedEvent;
import io.github.replicate4j.predictions.Prediction;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Endpoints written without the starter, and the listeners of all endpoints. */
@RestController
class WebhookControllers {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key =
            new SecretKeySpec(Base64.getDecoder().decode(LiveServer.SECRET.substring("whsec_".length())), ALGORITHM);

    private final ApplicationEventPublisher publisher;

    private final AtomicLong processed = new AtomicLong();

    WebhookControllers(ApplicationEventPublisher publisher) {
        this.publisher = publisher;
    }

    /** Receives the body and ignores it. */
    @PostMapping("/bare")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void bare(@RequestBody byte[] body) {}

    /** Verifies the signature and publishes an event, without checking the timestamp and without deduplication. */
    @PostMapping("/by-hand")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void byHand(
            @RequestHeader("webhook-id") String id,
            @RequestHeader("webhook-timestamp") String timestamp,
            @RequestHeader("webhook-signature") String signature,
            @RequestBody byte[] body)
            throws GeneralSecurityException {
        Mac mac = Mac.getInstance(ALGORITHM);
        mac.init(this.key);
        mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
        String expected = "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        if (!MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8))) {
            throw new ResponseStatusException(HttpStatus.UNAUTHORIZED);
        }
        this.publisher.publishEvent(new Completed(WebClientByHand.JSON.readValue(body, Prediction.class)));
    }

    @EventListener
    void on(PredictionCompletedEvent event) {
        this.processed.incrementAndGet();
    }

    @EventListener
    void on(Completed event) {
        this.processed.incrementAndGet();
    }

    /** Return the number of events since the last call. */
    @GetMapping("/processed")
    String processed() {
        return String.valueOf(this.processed.getAndSet(0));
    }

    private record Completed(Prediction prediction) {}
}
