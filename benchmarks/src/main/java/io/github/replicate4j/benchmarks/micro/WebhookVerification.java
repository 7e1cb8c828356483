/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.micro;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.github.replicate4j.webhook.WebhookSecret;
import io.github.replicate4j.webhook.WebhookSigner;
import io.github.replicate4j.webhook.WebhookVerifier;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Verifies the signature of a webhook. */
@State(Scope.Benchmark)
public class WebhookVerification {

    private static final String SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

    private static final String ID = "msg_2Lh9KRb0pzN4LePd3XiA4v12Axj";

    /** Size of the body in bytes. */
    @Param({"2000", "200000"})
    int size;

    private final WebhookVerifier verifier = WebhookVerifier.of(new WebhookSecret(SECRET));

    private final Webhook standardWebhooks = new Webhook(SECRET);

    private final Mac mac = mac();

    private byte[] body = new byte[0];

    private Map<String, List<String>> headers = Map.of();

    private byte[] prefix = new byte[0];

    private byte[] signature = new byte[0];

    private static Mac mac() {
        byte[] key = Base64.getDecoder().decode(SECRET.substring("whsec_".length()));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException ex) {
            throw new IllegalStateException(ex);
        }
    }

    @Setup
    public void setUp() {
        this.body = new byte[this.size];
        Arrays.fill(this.body, (byte) 'x');
        this.headers = new LinkedHashMap<>();
        new WebhookSigner(new WebhookSecret(SECRET))
                .headers(ID, this.body)
                .forEach((name, value) -> this.headers.put(name, List.of(value)));
        this.prefix = (ID + "." + header("webhook-timestamp") + ".").getBytes(StandardCharsets.UTF_8);
        this.signature = Base64.getDecoder().decode(header("webhook-signature").substring("v1,".length()));
    }

    private String header(String name) {
        return this.headers.getOrDefault(name, List.of("")).get(0);
    }

    @Benchmark
    public boolean replicate4j() {
        return this.verifier.verify(this.headers::get, this.body).id().equals(ID);
    }

    /** Lower bound: only computes the signature, with a prepared {@code Mac}. */
    @Benchmark
    public boolean bareMac() {
        this.mac.update(this.prefix);
        return MessageDigest.isEqual(this.mac.doFinal(this.body), this.signature);
    }

    /** Includes the conversion of the body to text, which the library requires. */
    @Benchmark
    public boolean standardWebhooks() throws WebhookVerificationException {
        this.standardWebhooks.verify(new String(this.body, StandardCharsets.UTF_8), this.headers);
        return true;
    }
}
