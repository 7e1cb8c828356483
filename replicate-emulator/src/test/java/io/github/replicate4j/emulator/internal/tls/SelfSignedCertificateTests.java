/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelfSignedCertificateTests {

    private static final int DNS_NAME = 2;

    private static final int IP_ADDRESS = 7;

    @Test
    void certificateIsForAllNamesOfTheEmulator() throws Exception {
        X509Certificate certificate = create("localhost", "emulator.example", "192.0.2.1", "2001:db8::1")
                .certificate();

        assertThat(certificate.getSubjectAlternativeNames())
                .containsExactly(
                        List.of(DNS_NAME, "localhost"),
                        List.of(IP_ADDRESS, "127.0.0.1"),
                        List.of(IP_ADDRESS, "0:0:0:0:0:0:0:1"),
                        List.of(DNS_NAME, "emulator.example"),
                        List.of(IP_ADDRESS, "192.0.2.1"),
                        List.of(IP_ADDRESS, "2001:db8:0:0:0:0:0:1"));
    }

    @Test
    void certificateIsAValidServerCertificate() throws Exception {
        X509Certificate certificate = create().certificate();

        assertThatCode(() -> certificate.verify(certificate.getPublicKey())).doesNotThrowAnyException();
        assertThatCode(certificate::checkValidity).doesNotThrowAnyException();
        assertThat(certificate.getNotAfter()).isAfter(Instant.now().plus(Duration.ofDays(365)));
        assertThat(certificate.getVersion()).isEqualTo(3);
        assertThat(certificate.getBasicConstraints()).as("is not a CA").isNegative();
        assertThat(certificate.getKeyUsage()).startsWith(true, false, false);
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(certificate.getSubjectX500Principal()).hasToString("CN=Replicate emulator");
    }

    @Test
    void certificatesAndKeysDiffer() {
        SelfSignedCertificate one = create();
        SelfSignedCertificate other = create();

        assertThat(one.certificate().getSerialNumber())
                .isPositive()
                .isNotEqualTo(other.certificate().getSerialNumber());
        assertThat(one.certificate().getPublicKey())
                .isNotEqualTo(other.certificate().getPublicKey());
    }

    @Test
    void certificateWithManyNamesIsEncoded() throws Exception {
        String[] names = new String[20];
        for (int i = 0; i < names.length; i++) {
            names[i] = "host-" + i + ".a-long-name-of-a-domain.example";
        }

        assertThat(create(names).certificate().getSubjectAlternativeNames()).hasSize(23);
    }

    @Test
    void pemFileContainsTheCertificate(@TempDir Path folder) throws Exception {
        SelfSignedCertificate created = create();
        Path file = folder.resolve("certificate.pem");

        created.write(file);

        assertThat(Files.readString(file)).startsWith("-----BEGIN CERTIFICATE-----\n");
        assertThat(CertificateFactory.getInstance("X.509").generateCertificate(Files.newInputStream(file)))
                .isEqualTo(created.certificate());
    }

    private static SelfSignedCertificate create(String... hosts) {
        return SelfSignedCertificate.create(List.of(hosts));
    }
}
