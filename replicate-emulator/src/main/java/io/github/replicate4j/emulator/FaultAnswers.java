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

import io.github.replicate4j.emulator.http.Answer;
import io.github.replicate4j.emulator.http.ApiProblem;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Replicate answers with a status, where it does not depend on the request. */
final class FaultAnswers {

    private FaultAnswers() {}

    static Answer of(int status, @Nullable Duration retryAfter) {
        return switch (status) {
            case 400 -> ApiProblem.badJson("EOF").answer();
            case 401 -> ApiProblem.unauthenticated().answer();
            case 402 -> Answer.problem(402, "Billing required", "You have run out of credit for this account");
            case 403 -> Answer.problem(403, "Forbidden", "You do not have permission to perform this action");
            case 404 ->
                ApiProblem.notFound("The requested resource could not be found.")
                        .answer();
            case 409 -> Answer.problem(409, "Conflict", "The request conflicts with the state of the resource");
            case 422 ->
                ApiProblem.unprocessable("- input: something is wrong with it\n")
                        .answer();
            case 429 -> throttled(retryAfter);
            case 500 -> Answer.problem(500, null, "Internal server error");
            case 502 -> Answer.problem(502, null, "Bad gateway");
            case 503 -> Answer.problem(503, null, "Service unavailable");
            case 504 -> Answer.problem(504, null, "Gateway timeout");
            default -> Answer.problem(status, null, "The emulator was told to answer with status " + status);
        };
    }

    /** Status 429, with a body that says when to come back if that is known. */
    static Answer throttled(@Nullable Duration retryAfter) {
        if (retryAfter == null) {
            return Answer.problem(429, null, "Request was throttled.");
        }
        String seconds = seconds(retryAfter);
        return Answer.problem(
                429,
                null,
                "Request was throttled. Your rate limit resets in ~" + seconds + "s.",
                Map.of("retry_after", new BigDecimal(seconds)));
    }

    static String seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString();
    }
}
