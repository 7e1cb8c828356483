/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j;

import io.github.replicate4j.files.FileDownload;
import io.github.replicate4j.files.FileUpload;
import io.github.replicate4j.files.UploadedFile;
import io.github.replicate4j.run.Output;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;

/** Uploads and downloads a file that is larger than the heap, in every possible way, and prints checksums. */
final class SmallHeapProgram {

    private final Replicate replicate;

    private final Path file;

    private final String signingSecret;

    private SmallHeapProgram(Replicate replicate, Path file, String signingSecret) {
        this.replicate = replicate;
        this.file = file;
        this.signingSecret = signingSecret;
    }

    public static void main(String[] arguments) throws Exception {
        try (Replicate replicate = Replicate.builder()
                .baseUrl(arguments[0])
                .bearerToken(arguments[1])
                .build()) {
            SmallHeapProgram program = new SmallHeapProgram(replicate, Path.of(arguments[3]), arguments[2]);
            UploadedFile uploaded = program.upload();
            program.download(uploaded);
            program.run();
        }
    }

    private static void print(String what, String sha256) {
        System.out.println(what + " " + sha256);
    }

    private UploadedFile upload() {
        UploadedFile blocking = this.replicate.files().create(this.file);
        print("upload-blocking", blocking.checksums().get("sha256"));
        Flux<DataBuffer> buffers = DataBufferUtils.read(this.file, DefaultDataBufferFactory.sharedInstance, 64 * 1024);
        UploadedFile reactive = this.replicate
                .async()
                .files()
                .create(upload -> upload.content(buffers))
                .block();
        print("upload-reactive", reactive.checksums().get("sha256"));
        return reactive;
    }

    private void download(UploadedFile uploaded) throws Exception {
        FileDownload download = FileDownload.builder()
                .id(uploaded.id())
                .owner("emulator")
                .expiry(Instant.now().plusSeconds(600))
                .signingSecret(this.signingSecret)
                .build();
        print(
                "download-blocking",
                digest(this.replicate.files().download(download).body()));
    }

    private void run() throws Exception {
        Path saved = this.replicate
                .async()
                .run("acme/large", Map.of("image", this.file))
                .flatMap(output -> output.file().saveTo(this.file.resolveSibling("saved.bin")))
                .block();
        print("run-reactive", digest(Files.newInputStream(saved)));
        Output output = this.replicate.run(
                "acme/large", Map.of("image", FileUpload.of(Files.newInputStream(this.file), "stream.bin")));
        print("run-blocking", digest(output.file().body()));
    }

    private static String digest(InputStream content) throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        byte[] buffer = new byte[64 * 1024];
        try (DigestInputStream digested = new DigestInputStream(content, sha256)) {
            while (digested.read(buffer) >= 0) {
                // Only the digest is needed.
            }
        }
        return HexFormat.of().formatHex(sha256.digest());
    }
}
