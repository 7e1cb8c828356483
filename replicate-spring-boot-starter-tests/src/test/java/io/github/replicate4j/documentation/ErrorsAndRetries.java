/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.documentation;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.error.DeadlineExceededException;
import io.github.replicate4j.error.OutcomeUnknownException;
import io.github.replicate4j.error.RateLimitException;
import io.github.replicate4j.predictions.ModelException;
import io.github.replicate4j.run.Output;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The code of {@code docs/errors-and-retries.md}. */
class ErrorsAndRetries {

    private static final Logger log = LoggerFactory.getLogger(ErrorsAndRetries.class);

    private final Replicate replicate;

    ErrorsAndRetries(Replicate replicate) {
        this.replicate = replicate;
    }

    String describe(Object input) {
        try {
            return replicate.run("acme/captioner", input).text();
        } catch (ModelException ex) {
            log.warn("The model failed: {}", ex.prediction().error());
            return "no caption";
        } catch (RateLimitException ex) {
            Duration later = ex.retryAfter() != null ? ex.retryAfter() : Duration.ofMinutes(1);
            return "try again in " + later.toSeconds() + " s";
        } catch (OutcomeUnknownException ex) {
            log.error("The prediction may exist and may be billed. Check before you create another one.", ex);
            return "unknown";
        }
    }

    Output continueAfterTimeout() {
        try {
            return replicate.run(run -> run.model("emulator/slow")
                    .input(Map.of("seconds", 2))
                    .timeout(Duration.ofSeconds(1))
                    .cancelOnAbandon(false));
        } catch (DeadlineExceededException ex) {
            if (ex.id() == null) {
                throw ex; // no response to the create yet, so the id is unknown
            }
            return replicate.output(replicate.predictions().await(ex.id()));
        }
    }
}
