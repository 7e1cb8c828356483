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

package io.github.replicate4j.emulator.internal.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to deliver a webhook.
 *
 * @param number the number of the attempt, starting at 1
 * @param fault the fault that applies to the attempt
 * @param first the time of the first attempt
 * @param sequence the webhooks of the prediction, the next of which is sent after this attempt; null for a retry, after which
 *     no other webhook is waiting
 */
record WebhookAttempt(
        Webhook webhook,
        int number,
        WebhookFaultPlan fault,
        Instant first,
        @Nullable WebhookSequence sequence) {}
