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

package io.github.replicate4j.emulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to send a webhook.
 *
 * @param number from 1
 * @param plan what goes wrong with it
 * @param first when the first attempt was made
 * @param lane where later webhooks of the prediction wait until this has ended; none do for a second attempt
 */
record WebhookAttempt(
        Webhook webhook,
        int number,
        WebhookFaultPlan plan,
        Instant first,
        @Nullable WebhookLane lane) {}
