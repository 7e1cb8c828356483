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

import io.github.replicate4j.event.WebhookEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.context.event.EventListener;

/** Records the events it has processed, optionally after an action. */
public class RecordingListener {

    private static final Consumer<WebhookEvent> NO_ACTION = event -> {};

    private final List<WebhookEvent> events = new CopyOnWriteArrayList<>();

    private volatile Consumer<WebhookEvent> action = NO_ACTION;

    @EventListener
    public void on(WebhookEvent event) {
        this.action.accept(event);
        this.events.add(event);
    }

    /** Events whose action has completed. */
    public List<WebhookEvent> events() {
        return List.copyOf(this.events);
    }

    public long countOf(String id) {
        return this.events.stream()
                .filter(event -> event.subject().id().equals(id))
                .count();
    }

    public void onEvent(Consumer<WebhookEvent> action) {
        this.action = action;
    }

    public void clear() {
        this.events.clear();
        this.action = NO_ACTION;
    }
}
