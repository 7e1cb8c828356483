/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.jdbc.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.opentest4j.TestAbortedException;
import org.springframework.util.FileSystemUtils;

/**
 * The MariaDB server that is installed on this machine, started with a database of its own for this process. Its time zone is not
 * UTC, because no statement of the library must depend on the time zone of the session.
 */
final class MariaDbServer {

    private static MariaDbServer started;

    private final int port;

    private MariaDbServer(int port) {
        this.port = port;
    }

    /**
     * Return the server, which is started by the first call.
     *
     * @throws TestAbortedException if MariaDB is not installed
     */
    static synchronized MariaDbServer get() {
        if (started == null) {
            String server = find("mariadbd");
            String installer = find("mariadb-install-db");
            if (server == null || installer == null) {
                throw new TestAbortedException(
                        "MariaDB is not installed: mariadbd and mariadb-install-db are not in the path");
            }
            try {
                started = start(server, installer);
            } catch (IOException ex) {
                throw new UncheckedIOException(ex);
            } catch (InterruptedException ex) {
                throw new IllegalStateException(ex);
            }
        }
        return started;
    }

    private static String find(String program) {
        return Stream.concat(Stream.of(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/sbin"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse(null);
    }

    private static MariaDbServer start(String server, String installer) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("mariadb");
        // Neither program accepts root without this option, and no other user can use it.
        List<String> options = new ArrayList<>(List.of("--no-defaults", "--datadir=" + folder.resolve("data")));
        if (System.getProperty("user.name").equals("root")) {
            options.add("--user=root");
        }
        Process installation =
                process(folder, installer, options, "--auth-root-authentication-method=normal", "--skip-test-db");
        if (installation.waitFor() != 0) {
            throw new IOException("mariadb-install-db has failed: " + Files.readString(folder.resolve("log")));
        }
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Process process = process(
                folder,
                server,
                options,
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--socket=" + folder.resolve("socket"),
                "--pid-file=" + folder.resolve("pid"),
                "--default-time-zone=+05:00",
                "--innodb-flush-log-at-trx-commit=0",
                "--innodb-buffer-pool-size=64M",
                "--max-connections=200");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            process.destroyForcibly().onExit().join();
            FileSystemUtils.deleteRecursively(folder.toFile());
        }));
        MariaDbServer started = new MariaDbServer(port);
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            started.connection().close();
            return true;
        });
        return started;
    }

    private static Process process(Path folder, String program, List<String> options, String... more)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(options);
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(url(""));
    }

    /** Create a database, and return its URL. */
    String createDatabase(String name) {
        try (Connection connection = connection()) {
            connection.createStatement().execute("create database " + name.toLowerCase(Locale.ROOT));
            return url(name);
        } catch (SQLException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private String url(String database) {
        return "jdbc:mariadb://localhost:" + this.port + "/" + database + "?user=root";
    }
}
