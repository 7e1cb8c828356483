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

package io.github.replicate4j.files;

import io.github.replicate4j.internal.support.Arguments;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What a signed download needs: whoever has all of it can read the file until it expires, without a token.
 *
 * @param id id of the file
 * @param owner user or organisation that uploaded the file
 * @param expiry until when the file can be read; whole seconds count
 * @param signature Base64 of the HMAC-SHA256 of {@code owner id expiry} under the signing secret of the files API
 */
public record FileDownload(String id, String owner, Instant expiry, String signature) {

    private static final String ALGORITHM = "HmacSHA256";

    /**
     * Checks the request.
     *
     * @throws IllegalArgumentException if something is missing; the message names it
     */
    public FileDownload {
        Arguments.segment("id", id);
        Arguments.notBlank("owner", owner);
        if (expiry == null) {
            throw new IllegalArgumentException("expiry must be set");
        }
        Arguments.notBlank("signature", signature);
    }

    /**
     * Begins a request.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Create a request from a builder callback.
     *
     * @param request sets the fields
     * @return the request
     * @throws IllegalArgumentException if a required field is missing or a value is out of range
     */
    public static FileDownload of(Consumer<Builder> request) {
        Builder builder = new Builder();
        request.accept(builder);
        return builder.build();
    }

    /** Without the signature. */
    @Override
    public String toString() {
        return "FileDownload[id=" + this.id + ", owner=" + this.owner + ", expiry=" + this.expiry + "]";
    }

    /**
     * Collects what a signed download needs.
     */
    public static final class Builder {

        private @Nullable String id;

        private @Nullable String owner;

        private @Nullable Instant expiry;

        private @Nullable String signature;

        private @Nullable String signingSecret;

        private Builder() {}

        /**
         * Which file.
         *
         * @param id id of the file
         * @return this builder
         */
        public Builder id(String id) {
            this.id = id;
            return this;
        }

        /**
         * Whose file.
         *
         * @param owner user or organisation that uploaded it
         * @return this builder
         */
        public Builder owner(String owner) {
            this.owner = owner;
            return this;
        }

        /**
         * Until when the file can be read.
         *
         * @param expiry whole seconds count, what is beyond is cut off
         * @return this builder
         */
        public Builder expiry(Instant expiry) {
            this.expiry = expiry;
            return this;
        }

        /**
         * A signature that was made elsewhere.
         *
         * @param signature Base64, not encoded for a URL
         * @return this builder
         */
        public Builder signature(String signature) {
            this.signature = signature;
            return this;
        }

        /**
         * The signing secret of the files API, to sign with here. It is not kept, and not sent.
         *
         * @param signingSecret the secret
         * @return this builder
         */
        public Builder signingSecret(String signingSecret) {
            this.signingSecret = signingSecret;
            return this;
        }

        /**
         * Ends the request.
         *
         * @return the request
         * @throws IllegalArgumentException if something is missing; the message names it
         */
        @SuppressWarnings("NullAway") // the record names what is missing
        public FileDownload build() {
            if ((this.signature == null) == (this.signingSecret == null)) {
                throw new IllegalArgumentException("Either signature or signingSecret must be set");
            }
            FileDownload unsigned = new FileDownload(
                    this.id, this.owner, this.expiry, this.signature == null ? "to come" : this.signature);
            return this.signingSecret == null
                    ? unsigned
                    : new FileDownload(this.id, this.owner, this.expiry, sign(unsigned, this.signingSecret));
        }

        private static String sign(FileDownload download, String secret) {
            Arguments.notBlank("signingSecret", secret);
            String message = download.owner() + " " + download.id() + " "
                    + download.expiry().getEpochSecond();
            try {
                Mac mac = Mac.getInstance(ALGORITHM);
                mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
                return Base64.getEncoder().encodeToString(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
            } catch (GeneralSecurityException ex) {
                throw new IllegalStateException("Every Java platform has " + ALGORITHM, ex);
            }
        }
    }
}
