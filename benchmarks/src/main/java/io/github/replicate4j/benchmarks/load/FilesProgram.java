/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks.load;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.benchmarks.Figures;
import io.github.replicate4j.benchmarks.Jvm;
import io.github.replicate4j.benchmarks.Program;
import io.github.replicate4j.benchmarks.WebClientByHand;
import io.github.replicate4j.benchmarks.server.FixedServer;
import io.github.replicate4j.predictions.Prediction;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.util.FileSystemUtils;

/** Uploads and downloads a file. */
final class FilesProgram {

    private static final int TIMES = 3;

    private FilesProgram() {}

    /**
     * Run the program.
     *
     * @param args URL of the server and name of the client
     */
    public static void main(String[] args) {
        Client client = args[1].equals("by-hand") ? byHand(args[0]) : replicate4j(args[0]);
        Program.measure(() -> measure(client));
    }

    private static Client replicate4j(String origin) {
        Replicate replicate = Replicate.builder()
                .baseUrl(origin + "/v1")
                .bearerToken(WebClientByHand.TOKEN)
                .build();
        Prediction prediction = replicate.predictions().get(FixedServer.FILE);
        return new Client(
                file -> replicate.files().create(file),
                target -> replicate.output(prediction).file().saveTo(target));
    }

    private static Client byHand(String origin) {
        WebClientByHand byHand = new WebClientByHand(origin);
        String url = String.valueOf(
                Objects.requireNonNull(byHand.get(FixedServer.FILE).block()).output());
        return new Client(
                file -> byHand.upload(file).block(),
                target -> byHand.download(url, target).block());
    }

    private static Figures measure(Client client) throws IOException {
        Path folder = Files.createTempDirectory("benchmarks");
        Path file = folder.resolve("sent.bin");
        Path target = folder.resolve("received.bin");
        try {
            try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
                content.setLength(FixedServer.FILE_SIZE);
            }
            double up = megabytesPerSecond(() -> client.upload().accept(file));
            double down = megabytesPerSecond(() -> {
                Files.deleteIfExists(target);
                client.download().accept(target);
                if (Files.size(target) != FixedServer.FILE_SIZE) {
                    throw new IOException("The download is incomplete");
                }
            });
            return Figures.of("upload MB/s", up)
                    .and("download MB/s", down)
                    .and("peak resident MB", Jvm.peakResidentMegabytes());
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    /** Return the best of several measurements, because the first ones include JVM warm-up. */
    private static double megabytesPerSecond(Transfer transfer) throws IOException {
        double best = 0;
        for (int time = 0; time < TIMES; time++) {
            long start = System.nanoTime();
            transfer.run();
            best = Math.max(best, FixedServer.FILE_SIZE * 1e3 / (System.nanoTime() - start));
        }
        return best;
    }

    private record Client(Consumer<Path> upload, Consumer<Path> download) {}

    private interface Transfer {

        void run() throws IOException;
    }
}
