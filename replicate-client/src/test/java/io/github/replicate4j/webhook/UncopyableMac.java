/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.webhook;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.Provider;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Mac;
import javax.crypto.MacSpi;

/** HMAC-SHA256 that cannot be cloned, as with a hardware security module. Public because Java requires it. */
public final class UncopyableMac extends MacSpi {

    private final Mac mac;

    /** Called by the security provider. */
    public UncopyableMac() throws GeneralSecurityException {
        this.mac = Mac.getInstance("HmacSHA256", "SunJCE");
    }

    @Override
    protected int engineGetMacLength() {
        return this.mac.getMacLength();
    }

    @Override
    protected void engineInit(Key key, AlgorithmParameterSpec parameters) throws InvalidKeyException {
        this.mac.init(key);
    }

    @Override
    protected void engineUpdate(byte input) {
        this.mac.update(input);
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {
        this.mac.update(input, offset, length);
    }

    @Override
    protected byte[] engineDoFinal() {
        return this.mac.doFinal();
    }

    @Override
    protected void engineReset() {
        this.mac.reset();
    }

    /** The security provider of this algorithm. */
    static final class Provided extends Provider {

        private static final long serialVersionUID = 1L;

        Provided() {
            super("Uncopyable", "1", "HMAC-SHA256 that cannot be cloned");
            put("Mac.HmacSHA256", UncopyableMac.class.getName());
        }
    }
}
