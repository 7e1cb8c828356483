/*
 * Copyright 2026-present the replicate4j authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
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

/** A program in a process of its own. It prints what it has to say: a word, and what belongs to it. */
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
     * Starts a program of this module.
     *
     * @param main has the {@code main} method
     * @param arguments its arguments
     * @return the running program
     * @throws IOException if it cannot be started
     */
    public static Program java(Class<?> main, Object... arguments) throws IOException {
        return java(List.of("-cp", System.getProperty("java.class.path")), main, arguments);
    }

    /**
     * Starts a Java program.
     *
     * @param options of Java, among them the class path
     * @param main has the {@code main} method
     * @param arguments its arguments
     * @return the running program
     * @throws IOException if it cannot be started
     */
    public static Program java(List<String> options, Class<?> main, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add(main.getName());
        return start(Path.of("."), command, arguments);
    }

    /**
     * Starts any program.
     *
     * @param folder where it runs
     * @param command what to start
     * @param arguments its arguments
     * @return the running program
     * @throws IOException if it cannot be started
     */
    public static Program start(Path folder, List<String> command, Object... arguments) throws IOException {
        List<String> all = new ArrayList<>(command);
        for (Object argument : arguments) {
            all.add(argument.toString());
        }
        return new Program(new ProcessBuilder(all)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /**
     * Waits until the program is ready.
     *
     * @return what it says of itself then: its URL, if it is a server
     * @throws IOException if it ends instead
     */
    public String ready() throws IOException {
        for (String line = this.printed.readLine(); line != null; line = this.printed.readLine()) {
            if (line.startsWith(READY)) {
                return line.substring(READY.length()).strip();
            }
        }
        throw new IOException("A program ended before it was ready: what it printed is above");
    }

    /**
     * Waits for the end of the program.
     *
     * @return what it has measured
     * @throws IOException if it does not end well
     * @throws InterruptedException if this thread is interrupted meanwhile
     */
    public Figures figures() throws IOException, InterruptedException {
        Figures figures = Figures.NONE;
        for (String line = this.printed.readLine(); line != null; line = this.printed.readLine()) {
            if (line.startsWith(FIGURE)) {
                String[] parts = line.split(" ", 3);
                figures = figures.and(parts[2], Double.parseDouble(parts[1]));
            }
        }
        if (this.process.waitFor() != 0) {
            throw new IOException("A program failed: what it printed is above");
        }
        return figures;
    }

    /**
     * How long its threads have worked.
     *
     * @return nanoseconds, to a hundredth of a second
     */
    public long cpuNanos() {
        return this.process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    /** Ends the program: it ends by itself when nobody is there to write to it. */
    @Override
    public void close() {
        try {
            this.process.getOutputStream().close();
            if (this.process.waitFor(5, TimeUnit.SECONDS)) {
                return;
            }
        } catch (IOException ex) {
            // It has ended already, or is made to.
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        this.process.destroyForcibly();
    }

    /**
     * Called by a program that serves others: says that it is ready, and goes on until the program that has started it
     * closes it, or ends.
     *
     * @param url where it serves
     * @throws IOException if it cannot be told when that is
     */
    public static void serve(String url) throws IOException {
        sayReady(url);
        while (System.in.read() >= 0) {
            // Nobody writes: the end is what counts.
        }
        System.exit(0);
    }

    /**
     * Called by a program of which {@link #ready()} is asked.
     *
     * @param what what to answer
     */
    public static void sayReady(String what) {
        System.out.println(READY + " " + what);
    }

    /**
     * Called by a program that measures: says what, and ends, whatever threads there are.
     *
     * @param measuring what it does
     */
    public static void measure(Callable<Figures> measuring) {
        try {
            measuring.call().values().forEach((name, value) -> System.out.println(FIGURE + " " + value + " " + name));
            System.exit(0);
        } catch (Exception ex) {
            ex.printStackTrace();
            System.exit(1);
        }
    }
}
