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

package io.github.replicate4j.internal.predictions;

import io.github.replicate4j.webhook.WebhookTarget;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body that creates a prediction or a training. Public for the package of trainings.
 *
 * <p>Unset is absent, never {@code null}: Replicate refuses fields that it does not expect.
 */
public final class CreateRequestBody {

    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    /**
     * Sets a field.
     *
     * @param name name of the field
     * @param value its value, or {@code null} to leave it out
     * @return this body
     */
    public CreateRequestBody with(String name, @Nullable Object value) {
        if (value != null) {
            this.fields.put(name, value);
        }
        return this;
    }

    /**
     * Asks for webhooks.
     *
     * @param target where to, and which ones
     * @return this body
     */
    public CreateRequestBody webhook(WebhookTarget target) {
        with("webhook", target.url());
        return with(
                "webhook_events_filter", target.url() == null || target.events().isEmpty() ? null : target.events());
    }

    /**
     * Ends the body with further fields, which stand in for those of the same name.
     *
     * @param additionalProperties further fields, sent as they are
     * @return what to send
     */
    public Map<String, @Nullable Object> with(Map<String, @Nullable Object> additionalProperties) {
        this.fields.putAll(additionalProperties);
        return this.fields;
    }
}
