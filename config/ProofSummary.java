/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Summarizes the long proofs of {@code mvn verify -Pstress}: the tests that print lines such as
 * {@code proof: size | figures}, and all others that take long. Prints the table of one module, and writes that of all modules.
 */
public class ProofSummary {

    private static final String PROOF = "proof: ";

    /** Seconds from which a test without figures is listed. */
    private static final double LONG = 10;

    private record Proof(String name, String size, String figures, double seconds) {

        String row() {
            return String.format(Locale.ROOT, "| %s | %s | %s | %.0f s |", this.name, this.size, this.figures, this.seconds);
        }
    }

    /** Run the program with the folder of the build, the folder of the module, and the time at which the build started. */
    public static void main(String[] args) throws Exception {
        Path root = Path.of(args[0]);
        Path module = Path.of(args[1]);
        Instant started = Instant.parse(args[2]);
        List<Proof> ofModule = proofs(module, started);
        if (ofModule.isEmpty()) {
            return;
        }
        System.out.println(String.join("\n", table(ofModule)));
        List<Proof> all = new ArrayList<>();
        try (Stream<Path> folders = Files.list(root)) {
            for (Path each : folders.filter(Files::isDirectory).sorted().toList()) {
                all.addAll(proofs(each, started));
            }
        }
        Path summary = Files.createDirectories(root.resolve("target")).resolve("proofs.md");
        Files.write(summary, table(all), StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        System.out.println("The proofs of all modules so far: " + summary);
    }

    private static List<String> table(List<Proof> proofs) {
        List<String> lines = new ArrayList<>(List.of("| proof | size | figures | duration |", "| --- | --- | --- | --- |"));
        proofs.stream().map(Proof::row).forEach(lines::add);
        return lines;
    }

    /** Read the reports of this build. Reports of earlier builds can remain in the folder. */
    private static List<Proof> proofs(Path module, Instant started) throws Exception {
        List<Proof> proofs = new ArrayList<>();
        Path reports = module.resolve("target/surefire-reports");
        if (!Files.isDirectory(reports)) {
            return proofs;
        }
        try (Stream<Path> files = Files.list(reports)) {
            for (Path report : files.filter(file -> file.getFileName().toString().matches("TEST-.*[.]xml"))
                    .sorted()
                    .toList()) {
                if (!Files.getLastModifiedTime(report).toInstant().isBefore(started)) {
                    read(report, proofs);
                }
            }
        }
        return proofs;
    }

    private static void read(Path report, List<Proof> proofs) throws Exception {
        NodeList tests = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(report.toFile())
                .getElementsByTagName("testcase");
        for (int i = 0; i < tests.getLength(); i++) {
            Element test = (Element) tests.item(i);
            String type = test.getAttribute("classname");
            String name = type.substring(type.lastIndexOf('.') + 1) + "." + test.getAttribute("name");
            boolean failed = test.getElementsByTagName("failure").getLength()
                            + test.getElementsByTagName("error").getLength()
                    > 0;
            String shown = (failed ? "FAILED " : "") + name.replace("|", "/");
            double seconds = Double.parseDouble(test.getAttribute("time").replace(",", ""));
            List<String> printed = printed(test);
            for (String line : printed) {
                String[] parts = line.split(" [|] ", 2);
                proofs.add(new Proof(shown, parts[0], parts.length < 2 ? "" : parts[1], seconds));
            }
            if (printed.isEmpty() && seconds >= LONG) {
                proofs.add(new Proof(shown, "", "", seconds));
            }
        }
    }

    private static List<String> printed(Element test) {
        List<String> lines = new ArrayList<>();
        NodeList outputs = test.getElementsByTagName("system-out");
        for (int i = 0; i < outputs.getLength(); i++) {
            outputs.item(i)
                    .getTextContent()
                    .lines()
                    .filter(line -> line.startsWith(PROOF))
                    .map(line -> line.substring(PROOF.length()).strip())
                    .forEach(lines::add);
        }
        return lines;
    }
}
