/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhooks.testing;

import java.util.concurrent.atomic.AtomicInteger;

/** Sends deliveries to a server, as Replicate does. */
public abstract class WebhookSender {

    public static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    public static final String OTHER_SECRET = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";

    private final AtomicInteger number = new AtomicInteger();

    public abstract int port();

    public abstract MutableClock clock();

    public abstract RecordingListener listener();

    /** An id that was not used before. */
    public String newId() {
        return "prediction" + this.number.incrementAndGet();
    }

    public static String body(String id, String status) {
        return body(id, status, "");
    }

    public static String body(String id, String status, String more) {
        return "{\"id\": \"%s\", \"status\": \"%s\", \"urls\": {\"get\": \"https://api.replicate.com/v1/predictions/%s\"}%s}"
                .formatted(id, status, id, more);
    }

    public Delivery signed(String body) {
        return Delivery.signed(SECRET, clock(), "msg_" + this.number.incrementAndGet(), body);
    }

    /** A correct delivery of a new prediction. */
    public Delivery valid() {
        return signed(body(newId(), "succeeded"));
    }

    public HttpResponse send(Delivery delivery) {
        return HttpResponse.to(port(), delivery.bytes());
    }
}
