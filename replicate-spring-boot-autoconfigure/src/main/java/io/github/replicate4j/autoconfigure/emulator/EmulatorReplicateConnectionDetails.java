/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.emulator;

import io.github.replicate4j.autoconfigure.ConfigurationErrors;
import io.github.replicate4j.autoconfigure.ReplicateConnectionDetails;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.ReplicateEmulatorBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.core.env.Environment;

/**
 * {@link ReplicateConnectionDetails} for an emulator.
 *
 * @since 0.1.0
 */
public final class EmulatorReplicateConnectionDetails implements ReplicateConnectionDetails, DisposableBean {

    private static final Log logger = LogFactory.getLog(EmulatorReplicateConnectionDetails.class);

    private final ReplicateEmulator emulator;

    private final boolean owned;

    private EmulatorReplicateConnectionDetails(ReplicateEmulator emulator, boolean owned) {
        this.emulator = emulator;
        this.owned = owned;
    }

    /**
     * Create connection details for a running emulator. The caller closes the emulator.
     *
     * @param emulator a running emulator
     * @return the connection details
     */
    public static EmulatorReplicateConnectionDetails to(ReplicateEmulator emulator) {
        return new EmulatorReplicateConnectionDetails(emulator, false);
    }

    /**
     * Start an emulator that signs webhooks as the application expects. The caller closes the emulator.
     *
     * @param environment environment of the application; {@code replicate.webhook.secrets} and {@code replicate.emulator.https}
     *     are read from it
     * @return the running emulator
     */
    public static ReplicateEmulator startEmulator(Environment environment) {
        ReplicateEmulatorBuilder builder = ReplicateEmulator.builder();
        List<String> secrets = webhookSecrets(environment);
        if (!secrets.isEmpty()) {
            String newest = secrets.get(0);
            ConfigurationErrors.forProperty("replicate.webhook.secrets", () -> builder.webhookSecret(newest));
        }
        if (Binder.get(environment)
                .bind("replicate.emulator.https", Boolean.class)
                .orElse(false)) {
            builder.https();
        }
        return builder.start();
    }

    private static List<String> webhookSecrets(Environment environment) {
        return Binder.get(environment)
                .bind("replicate.webhook.secrets", Bindable.listOf(String.class))
                .orElse(List.of());
    }

    /** Connect to an emulator of the application. */
    static EmulatorReplicateConnectionDetails to(ReplicateEmulator emulator, Environment environment) {
        List<String> secrets = webhookSecrets(environment);
        if (!secrets.isEmpty() && !secrets.contains(emulator.webhookSecret())) {
            logger.warn(
                    "The ReplicateEmulator bean signs webhooks with a secret that is not in replicate.webhook.secrets, so"
                            + " its webhooks are rejected: set the secret with webhookSecret(...) of its builder");
        }
        return to(emulator);
    }

    /** Start an emulator, which is closed together with this bean. */
    static EmulatorReplicateConnectionDetails start(Environment environment) {
        return new EmulatorReplicateConnectionDetails(startEmulator(environment), true);
    }

    /** Start an emulator with its own signing secret, which is closed together with this bean. */
    static EmulatorReplicateConnectionDetails start(boolean https) {
        ReplicateEmulatorBuilder builder = ReplicateEmulator.builder();
        if (https) {
            builder.https();
        }
        return new EmulatorReplicateConnectionDetails(builder.start(), true);
    }

    /**
     * Return the emulator, so that tests and demonstrations can inject faults.
     *
     * @return the running emulator
     */
    public ReplicateEmulator getEmulator() {
        return this.emulator;
    }

    @Override
    public URI getBaseUrl() {
        return this.emulator.baseUrl();
    }

    @Override
    public String getBearerToken() {
        return this.emulator.token();
    }

    /**
     * Return a bundle that trusts the certificate of the emulator.
     *
     * @return the bundle, or {@code null} if the emulator uses plain HTTP
     */
    @Override
    public @Nullable SslBundle getSslBundle() {
        Path certificate = this.emulator.certificate();
        if (certificate == null) {
            return null;
        }
        try {
            PemSslStoreDetails trusted = PemSslStoreDetails.forCertificate(Files.readString(certificate));
            return SslBundle.of(new PemSslStoreBundle(null, trusted));
        } catch (IOException ex) {
            throw new IllegalStateException(
                    "The certificate of the emulator cannot be read. Is the emulator closed?", ex);
        }
    }

    @Override
    public boolean isEmulator() {
        return true;
    }

    @Override
    public void destroy() {
        if (this.owned) {
            this.emulator.close();
        }
    }
}
