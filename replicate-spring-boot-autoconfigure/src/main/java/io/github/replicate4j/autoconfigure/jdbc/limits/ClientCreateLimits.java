/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.jdbc.limits;

import io.github.replicate4j.limits.CreateLimits;
import io.github.replicate4j.limits.LimitedCreate;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Limits that count the creates of one client only, also if another client has the same account.
 *
 * @param client name of the client
 * @param limits limits that count by account
 */
record ClientCreateLimits(String client, CreateLimits limits) implements CreateLimits {

    /** As many as the key of an account has. */
    private static final int BYTES = 16;

    @Override
    public Reservation reserve(LimitedCreate create) {
        return this.limits.reserve(new LimitedCreate(
                key(create.account()),
                create.operation(),
                create.target(),
                create.estimatedCost(),
                create.cancelAfter(),
                create.journalEntry(),
                create.prefix()));
    }

    @Override
    public boolean isBlocking() {
        return this.limits.isBlocking();
    }

    /** A hash, because names of clients have any length. */
    private String key(String account) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] hash = digest.digest((account + " " + this.client).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("Every Java platform supports SHA-256", ex);
        }
    }
}
