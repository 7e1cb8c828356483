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
