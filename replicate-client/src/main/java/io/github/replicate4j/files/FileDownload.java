/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
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
 * The parameters of a signed download: {@code files.download}. They give access to the file until they expire, without an
 * API token.
 *
 * @param id id of the file
 * @param owner user or organization that uploaded the file
 * @param expiry when the access expires; fractions of a second are ignored
 * @param signature Base64 of the HMAC-SHA256 of {@code owner id expiry} with the signing secret of the files API
 * @since 0.1.0
 * @see Files#download(FileDownload)
 */
public record FileDownload(String id, String owner, Instant expiry, String signature) {

    private static final String ALGORITHM = "HmacSHA256";

    /**
     * Create the parameters.
     *
     * @throws IllegalArgumentException if a parameter is missing or blank; the message names it
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
     * Create a builder.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Create a request from a builder callback.
     *
     * @param request callback that sets the fields
     * @return the request
     * @throws IllegalArgumentException if a required field is missing or a value is out of range
     */
    public static FileDownload of(Consumer<Builder> request) {
        Builder builder = new Builder();
        request.accept(builder);
        return builder.build();
    }

    /** Return the parameters without the signature. */
    @Override
    public String toString() {
        return "FileDownload[id=" + this.id + ", owner=" + this.owner + ", expiry=" + this.expiry + "]";
    }

    /**
     * A builder of {@link FileDownload}.
     *
     * @since 0.1.0
     */
    public static final class Builder {

        private @Nullable String id;

        private @Nullable String owner;

        private @Nullable Instant expiry;

        private @Nullable String signature;

        private @Nullable String signingSecret;

        private Builder() {}

        /**
         * Set the file.
         *
         * @param id id of the file
         * @return this builder
         */
        public Builder id(String id) {
            this.id = id;
            return this;
        }

        /**
         * Set the owner.
         *
         * @param owner user or organization that uploaded the file
         * @return this builder
         */
        public Builder owner(String owner) {
            this.owner = owner;
            return this;
        }

        /**
         * Set when the access expires.
         *
         * @param expiry the time; fractions of a second are ignored
         * @return this builder
         */
        public Builder expiry(Instant expiry) {
            this.expiry = expiry;
            return this;
        }

        /**
         * Set a signature that was created elsewhere.
         *
         * @param signature the signature in Base64, not URL-encoded
         * @return this builder
         */
        public Builder signature(String signature) {
            this.signature = signature;
            return this;
        }

        /**
         * Set the signing secret of the files API, with which this builder creates the signature. It is neither stored nor
         * sent.
         *
         * @param signingSecret the secret
         * @return this builder
         */
        public Builder signingSecret(String signingSecret) {
            this.signingSecret = signingSecret;
            return this;
        }

        /**
         * Create the parameters.
         *
         * @return the parameters
         * @throws IllegalArgumentException if a parameter is missing or blank, or if not exactly one of signature and signing
         *     secret is set
         */
        @SuppressWarnings("NullAway") // the record checks for missing parameters
        public FileDownload build() {
            if ((this.signature == null) == (this.signingSecret == null)) {
                throw new IllegalArgumentException("Exactly one of signature and signingSecret must be set");
            }
            FileDownload unsigned = new FileDownload(
                    this.id, this.owner, this.expiry, this.signature == null ? "unsigned" : this.signature);
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
