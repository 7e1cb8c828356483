/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.emulator.internal.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A certificate that is created when an emulator starts, and its private key, which is kept in memory only.
 *
 * <p>It is encoded here because the JDK has no public API for it, and {@code keytool} would delay the start by the time that
 * another JVM takes to start.
 */
public record SelfSignedCertificate(PrivateKey privateKey, X509Certificate certificate) {

    private static final List<String> LOCAL_NAMES = List.of("localhost", "127.0.0.1", "::1");

    private static final Pattern IPV4_ADDRESS = Pattern.compile("\\d+(\\.\\d+){3}");

    private static final Duration TOLERANCE = Duration.ofDays(1);

    // The longest time that browsers accept.
    private static final Duration VALIDITY = Duration.ofDays(397);

    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid(1, 2, 840, 10045, 4, 3, 2));

    private static final byte[] COMMON_NAME = Der.oid(2, 5, 4, 3);

    private static final byte[] BASIC_CONSTRAINTS = Der.oid(2, 5, 29, 19);

    private static final byte[] KEY_USAGE = Der.oid(2, 5, 29, 15);

    private static final byte[] EXTENDED_KEY_USAGE = Der.oid(2, 5, 29, 37);

    private static final byte[] SUBJECT_ALTERNATIVE_NAME = Der.oid(2, 5, 29, 17);

    private static final byte[] SERVER_AUTHENTICATION = Der.oid(1, 3, 6, 1, 5, 5, 7, 3, 1);

    /**
     * Create a certificate for {@code localhost}, both loopback addresses and the given hosts.
     *
     * @param hosts names and IP addresses
     */
    public static SelfSignedCertificate create(Collection<String> hosts) {
        Set<String> names = new LinkedHashSet<>(LOCAL_NAMES);
        names.addAll(hosts);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            byte[] content = content(names, keys, Instant.now());
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(content);
            byte[] encoded = Der.sequence(content, ECDSA_WITH_SHA256, Der.bitString(0, signature.sign()));
            return new SelfSignedCertificate(keys.getPrivate(), (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded)));
        } catch (GeneralSecurityException ex) {
            throw new IllegalStateException(
                    "The certificate of the emulator cannot be created: " + ex.getMessage(), ex);
        }
    }

    private static byte[] content(Set<String> names, KeyPair keys, Instant now) {
        byte[] name = Der.sequence(Der.set(Der.sequence(COMMON_NAME, Der.utf8("Replicate emulator"))));
        byte[] serialNumber = new byte[16];
        new SecureRandom().nextBytes(serialNumber);
        // Positive, and in the shortest form.
        serialNumber[0] = (byte) (serialNumber[0] & 0x3f | 0x40);
        return Der.sequence(
                Der.explicit(0, Der.integer(new byte[] {2})),
                Der.integer(serialNumber),
                ECDSA_WITH_SHA256,
                name,
                Der.sequence(Der.time(now.minus(TOLERANCE)), Der.time(now.plus(VALIDITY))),
                name,
                keys.getPublic().getEncoded(),
                Der.explicit(
                        3,
                        Der.sequence(
                                extension(BASIC_CONSTRAINTS, true, Der.sequence()),
                                extension(KEY_USAGE, true, Der.bitString(7, new byte[] {(byte) 0x80})),
                                extension(EXTENDED_KEY_USAGE, false, Der.sequence(SERVER_AUTHENTICATION)),
                                extension(SUBJECT_ALTERNATIVE_NAME, false, alternativeNames(names)))));
    }

    private static byte[] extension(byte[] id, boolean critical, byte[] value) {
        return critical
                ? Der.sequence(id, Der.bool(true), Der.octetString(value))
                : Der.sequence(id, Der.octetString(value));
    }

    private static byte[] alternativeNames(Set<String> names) {
        return Der.sequence(
                names.stream().map(SelfSignedCertificate::alternativeName).toArray(byte[][]::new));
    }

    private static byte[] alternativeName(String name) {
        return isAddress(name)
                ? Der.implicit(7, address(name))
                : Der.implicit(2, name.getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean isAddress(String name) {
        return name.indexOf(':') >= 0 || IPV4_ADDRESS.matcher(name).matches();
    }

    private static byte[] address(String literal) {
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (UnknownHostException ex) {
            throw new IllegalArgumentException("'" + literal + "' is not an IP address", ex);
        }
    }

    /** Write the certificate as PEM. */
    public void write(Path file) throws IOException {
        try {
            String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(this.certificate.getEncoded());
            Files.writeString(file, "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n");
        } catch (GeneralSecurityException ex) {
            throw new IllegalStateException("A certificate can always be encoded", ex);
        }
    }
}
