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

package io.github.replicate4j.webhooks;

import io.github.replicate4j.event.WebhookEvent;

/**
 * Publishes verified webhooks to the listeners of an application, for example with an
 * {@link org.springframework.context.ApplicationEventPublisher}.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface WebhookPublisher {

    /**
     * Publish an event and return when all listeners have processed it.
     *
     * @param event the event
     * @throws RuntimeException if a listener fails, in which case Replicate delivers a completion again
     */
    void publish(WebhookEvent event);
}
