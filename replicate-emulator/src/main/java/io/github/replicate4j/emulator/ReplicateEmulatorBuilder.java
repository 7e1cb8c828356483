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

import io.github.replicate4j.emulator.clock.EmulatorClock;
import io.github.replicate4j.emulator.internal.api.EmulatorSettings;
import io.github.replicate4j.emulator.internal.catalog.Account;
import io.github.replicate4j.emulator.internal.model.ModelRegistry;
import io.github.replicate4j.emulator.internal.webhook.SigningSecret;
import org.jspecify.annotations.Nullable;

/** Says how an emulator is to be. */
public final class ReplicateEmulatorBuilder {

    private int port;
    private @Nullable String token = ReplicateEmulator.DEFAULT_TOKEN;
    private String account = ReplicateEmulator.DEFAULT_ACCOUNT;
    private EmulatorClock clock = EmulatorClock.system();
    private SigningSecret webhookSecret = SigningSecret.of(ReplicateEmulator.DEFAULT_WEBHOOK_SECRET);
    private int pageSize = 100;
    private int maxPredictions = 10_000;
    private long maxBytes = 256L << 20;
    private boolean enforceRateLimits;
    private int createsPerMinute = 600;
    private int othersPerMinute = 3_000;

    ReplicateEmulatorBuilder() {}

    /**
     * Sets the port to listen on.
     *
     * @param number 1 to 65535, or 0, the default, for any that is free
     * @return this
     */
    public ReplicateEmulatorBuilder port(int number) {
        this.port = inRange("port", number, 0, 65_535);
        return this;
    }

    /**
     * Sets the only token that is let in.
     *
     * @param only the token; not blank. Without this it is {@value ReplicateEmulator#DEFAULT_TOKEN}
     * @return this
     */
    public ReplicateEmulatorBuilder token(String only) {
        if (only.isBlank()) {
            throw new IllegalArgumentException("The token is blank: leave it out, or call anyToken()");
        }
        this.token = only;
        return this;
    }

    /**
     * Lets every token in, but not a request without one.
     *
     * @return this
     */
    public ReplicateEmulatorBuilder anyToken() {
        this.token = null;
        return this;
    }

    /**
     * Sets the account that the token belongs to: it owns what is created, and may change only what it owns.
     *
     * @param username its name; without this it is {@value ReplicateEmulator#DEFAULT_ACCOUNT}
     * @return this
     */
    public ReplicateEmulatorBuilder account(String username) {
        if (!ModelRegistry.isName(username + "/x")) {
            throw new IllegalArgumentException(
                    "'" + username + "' is no name of an account: give letters, digits, dots, dashes and underscores");
        }
        this.account = username;
        return this;
    }

    /**
     * Sets the clock by which predictions live.
     *
     * @param time the clock, by default that of the machine
     * @return this
     */
    public ReplicateEmulatorBuilder clock(EmulatorClock time) {
        this.clock = time;
        return this;
    }

    /**
     * Sets the secret that signs webhooks.
     *
     * @param secret {@code whsec_} and the Base64 of 24 to 64 bytes; without this it is
     *     {@value ReplicateEmulator#DEFAULT_WEBHOOK_SECRET}
     * @return this
     * @throws IllegalArgumentException if the secret has another form
     */
    public ReplicateEmulatorBuilder webhookSecret(String secret) {
        this.webhookSecret = SigningSecret.of(secret);
        return this;
    }

    /**
     * Sets how many items a page of a list holds.
     *
     * @param items 1 to 1,000; by default 100, as on Replicate
     * @return this
     */
    public ReplicateEmulatorBuilder pageSize(int items) {
        this.pageSize = inRange("page size", items, 1, 1_000);
        return this;
    }

    /**
     * Sets how many predictions are kept. When there are more, the oldest that have ended are dropped; when none has
     * ended, new ones are refused with 503.
     *
     * @param count 1 to 1,000,000; by default 10,000
     * @return this
     */
    public ReplicateEmulatorBuilder maxPredictions(int count) {
        this.maxPredictions = inRange("number of predictions", count, 1, 1_000_000);
        return this;
    }

    /**
     * Sets how much memory inputs and output files may take. When they take more, the oldest predictions that have
     * ended are dropped with their files.
     *
     * @param bytes at least 1; by default 256 MiB
     * @return this
     */
    public ReplicateEmulatorBuilder maxBytes(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("The memory cannot be " + bytes + " bytes");
        }
        this.maxBytes = bytes;
        return this;
    }

    /**
     * Answers 429 where Replicate would: beyond 600 creates and 3,000 other requests in a minute. Without this the
     * requests are only counted.
     *
     * @return this
     */
    public ReplicateEmulatorBuilder enforceRateLimits() {
        this.enforceRateLimits = true;
        return this;
    }

    /**
     * Answers 429 beyond these rates, which need not be Replicate's.
     *
     * @param creates how many predictions may be created in a minute; at least 1
     * @param others how many other requests may be made in a minute; at least 1
     * @return this
     */
    public ReplicateEmulatorBuilder enforceRateLimits(int creates, int others) {
        this.createsPerMinute = inRange("creates per minute", creates, 1, Integer.MAX_VALUE);
        this.othersPerMinute = inRange("other requests per minute", others, 1, Integer.MAX_VALUE);
        return enforceRateLimits();
    }

    /**
     * Starts the emulator.
     *
     * @return the running emulator
     * @throws IllegalStateException if the port is taken
     */
    public ReplicateEmulator start() {
        return new ReplicateEmulator(new EmulatorSettings(
                this.port,
                this.token,
                new Account(this.account),
                this.clock,
                this.webhookSecret,
                this.pageSize,
                this.maxPredictions,
                this.maxBytes,
                this.enforceRateLimits,
                this.createsPerMinute,
                this.othersPerMinute));
    }

    private static int inRange(String what, int value, int least, int greatest) {
        if (value < least || value > greatest) {
            throw new IllegalArgumentException(
                    "The " + what + " cannot be " + value + ": give " + least + " to " + greatest);
        }
        return value;
    }
}
