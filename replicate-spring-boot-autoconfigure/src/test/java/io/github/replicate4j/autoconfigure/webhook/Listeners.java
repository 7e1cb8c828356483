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

package io.github.replicate4j.autoconfigure.webhook;

import io.github.replicate4j.event.WebhookEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.context.event.EventListener;

/** What an application has heard, and what it does about it. */
class Listeners {

    private static final Consumer<WebhookEvent> NOTHING = event -> {};

    private final List<WebhookEvent> heard = new CopyOnWriteArrayList<>();

    private volatile Consumer<WebhookEvent> then = NOTHING;

    @EventListener
    void on(WebhookEvent event) {
        this.then.accept(event);
        this.heard.add(event);
    }

    /** Those that listeners have done with. */
    List<WebhookEvent> heard() {
        return List.copyOf(this.heard);
    }

    long heardOf(String id) {
        return this.heard.stream()
                .filter(event -> event.subject().id().equals(id))
                .count();
    }

    void then(Consumer<WebhookEvent> then) {
        this.then = then;
    }

    void clear() {
        this.heard.clear();
        this.then = NOTHING;
    }
}
