/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * A program in a separate process, which prints its results to standard output.
 *
 * @since 0.1.0
 */
public final class Program implements AutoCloseable {

    private static final String READY = "ready";

    private static final String FIGURE = "figure";

    private final Process process;

    private final BufferedReader printed;

    private Program(Process process) {
        this.process = process;
        this.printed = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Start a program of this module.
     *
     * @param main class with the {@code main} method
     * @param args arguments of the program
     * @return the running program
     * @throws IOException if it cannot be started
     */
    public static Program java(Class<?> main, Object... args) throws IOException {
        return java(List.of("-cp", System.getProperty("java.class.path")), main, args);
    }

    /**
     * Start a Java program.
     *
     * @param options options of the JVM, including the class path
     * @param main class with the {@code main} method
     * @param args arguments of the program
     * @return the running program
     * @throws IOException if it cannot be started
     */
    public static Program java(List<String> options, Class<?> main, Object... args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add(main.getName());
        return start(Path.of("."), command, args);
    }

    /**
     * Start a program.
     *
     * @param folder working directory
     * @param command command to start
     * @param args arguments of the program
     * @return the running program
     * @throws IOException if it cannot be started
     */
    public static Program start(Path folder, List<String> command, Object... args) throws IOException {
        List<String> all = new ArrayList<>(command);
        for (Object argument : args) {
            all.add(argument.toString());
        }
        return new Program(new ProcessBuilder(all)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /**
     * Run a command without its output, for example to find out whether a program is installed.
     *
     * @param command command to run
     * @return whether it can be started and succeeds
     * @throws InterruptedException if this thread is interrupted
     */
    static boolean succeeds(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException ex) {
            return false;
        }
    }

    /**
     * Wait until the program is ready.
     *
     * @return text printed by the program: its URL if it is a server
     * @throws IOException if the program exits instead
     */
    public String ready() throws IOException {
        for (String line = this.printed.readLine(); line != null; line = this.printed.readLine()) {
            if (line.startsWith(READY)) {
                return line.substring(READY.length()).strip();
            }
        }
        throw new IOException("A program exited before it was ready: see its output above");
    }

    /**
     * Let the program work for one turn: see {@link Turns}.
     *
     * @param seconds duration of the turn
     * @return figures measured by the program
     * @throws IOException if the program exits instead
     */
    public Figures work(int seconds) throws IOException {
        this.process.getOutputStream().write((seconds + "\n").getBytes(StandardCharsets.UTF_8));
        this.process.getOutputStream().flush();
        Figures figures = Figures.NONE;
        for (String line = this.printed.readLine(); line != null; line = this.printed.readLine()) {
            if (line.startsWith(READY)) {
                return figures;
            }
            figures = figures.and(parse(line));
        }
        throw new IOException("A program exited during its turn: see its output above");
    }

    private static Figures parse(String line) {
        String[] parts = line.split(" ", 3);
        return line.startsWith(FIGURE) ? Figures.of(parts[2], Double.parseDouble(parts[1])) : Figures.NONE;
    }

    /**
     * Wait until the program exits.
     *
     * @return figures measured by the program
     * @throws IOException if the program fails
     * @throws InterruptedException if this thread is interrupted
     */
    public Figures figures() throws IOException, InterruptedException {
        Figures figures = Figures.NONE;
        for (String line = this.printed.readLine(); line != null; line = this.printed.readLine()) {
            figures = figures.and(parse(line));
        }
        if (this.process.waitFor() != 0) {
            throw new IOException("A program failed: see its output above");
        }
        return figures;
    }

    /**
     * Return the CPU time of the process.
     *
     * @return nanoseconds, with a resolution of 10 ms
     */
    public long cpuNanos() {
        return this.process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    /** Stop the program: it exits when its standard input is closed. */
    @Override
    public void close() {
        try {
            this.process.getOutputStream().close();
            if (this.process.waitFor(5, TimeUnit.SECONDS)) {
                return;
            }
        } catch (IOException ex) {
            // The process has exited already or is destroyed below.
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        this.process.destroyForcibly();
    }

    /**
     * Print that this program is ready, and exit when standard input is closed.
     *
     * @param url URL of the server in this program
     * @throws IOException if standard input cannot be read
     */
    public static void serve(String url) throws IOException {
        printReady(url);
        while (System.in.read() >= 0) {
            // Ignore input until the stream is closed.
        }
        System.exit(0);
    }

    /**
     * Print that this program is ready.
     *
     * @param text result of {@link #ready()}
     */
    public static void printReady(String text) {
        System.out.println(READY + " " + text);
    }

    /**
     * Measure, print the figures and exit, even if other threads are running.
     *
     * @param measuring measurement
     */
    public static void measure(Callable<Figures> measuring) {
        try {
            print(measuring.call());
            System.exit(0);
        } catch (Exception ex) {
            ex.printStackTrace();
            System.exit(1);
        }
    }

    /** Print figures of this program. */
    static void print(Figures figures) {
        figures.values().forEach((name, value) -> System.out.println(FIGURE + " " + value + " " + name));
    }
}
