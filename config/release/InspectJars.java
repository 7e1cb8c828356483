/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

/** Inspects the files of a release: {@code java InspectJars.java REPOSITORY VERSION MODULE...}. */
final class InspectJars {

    private static final Pattern ALLOWED = Pattern.compile("META-INF/(MANIFEST\\.MF|LICENSE|spring-configuration-metadata\\.json"
            + "|additional-spring-configuration-metadata\\.json|spring-autoconfigure-metadata\\.properties|spring\\.factories|spring/.+"
            + "|native-image/io\\.github\\.replicate4j/.+|maven/plugin\\.xml"
            + "|maven/io\\.github\\.replicate4j/.+/(pom\\.(xml|properties)|plugin-help\\.xml))|(io/github/replicate4j/.+)");

    private static final Pattern STRAY = Pattern.compile(".*(\\.java|\\.orig|\\.bak|~|\\.DS_Store|\\.gitkeep|Tests?\\.class)");

    private final List<String> problems = new ArrayList<>();

    private final Set<String> modules = new HashSet<>();

    private int files;

    private InspectJars() {}

    public static void main(String[] arguments) throws IOException {
        InspectJars inspection = new InspectJars();
        for (String module : Arrays.asList(arguments).subList(2, arguments.length)) {
            inspection.inspect(
                    Path.of(arguments[0], "io/github/replicate4j", module, arguments[1]), module + "-" + arguments[1]);
        }
        inspection.problems.forEach(System.err::println);
        System.out.println(inspection.files + " jars inspected, " + inspection.problems.size() + " problems");
        System.exit(inspection.problems.isEmpty() ? 0 : 1);
    }

    private void inspect(Path folder, String name) throws IOException {
        main(folder.resolve(name + ".jar"));
        contains(folder.resolve(name + "-sources.jar"), "META-INF/LICENSE");
        contains(folder.resolve(name + "-javadoc.jar"), "META-INF/MANIFEST.MF");
        exists(folder.resolve(name + "-cyclonedx.json"));
        exists(folder.resolve(name + "-cyclonedx.xml"));
    }

    private boolean exists(Path file) {
        boolean exists = Files.isRegularFile(file);
        check(exists, file, "is missing");
        return exists;
    }

    private void check(boolean condition, Path file, String problem) {
        if (!condition) {
            this.problems.add(file.getFileName() + " " + problem);
        }
    }

    private void contains(Path file, String entry) throws IOException {
        if (exists(file)) {
            this.files++;
            try (JarFile jar = new JarFile(file.toFile())) {
                check(jar.getEntry(entry) != null, file, "does not contain " + entry);
            }
        }
    }

    private void main(Path file) throws IOException {
        contains(file, "META-INF/LICENSE");
        try (JarFile jar = new JarFile(file.toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            for (String name : List.of("Automatic-Module-Name", "Implementation-Title", "Implementation-Version")) {
                check(manifest.getValue(name) != null, file, "has no " + name + " in its manifest");
            }
            check(this.modules.add(manifest.getValue("Automatic-Module-Name")), file, "has the module name of another jar");
            check(manifest.getValue("Built-By") == null, file, "names a user in its manifest");
            for (ZipEntry entry : (Iterable<ZipEntry>) jar.stream().<ZipEntry>map(each -> each)::iterator) {
                if (!entry.isDirectory()) {
                    check(ALLOWED.matcher(entry.getName()).matches(), file, "contains " + entry.getName());
                    check(!STRAY.matcher(entry.getName()).matches(), file, "contains " + entry.getName());
                }
            }
            checkClassVersion(file, jar);
        }
    }

    /** Class files for Java 17 have the major version 61. */
    private void checkClassVersion(Path file, JarFile jar) throws IOException {
        for (ZipEntry entry : (Iterable<ZipEntry>) jar.stream().<ZipEntry>map(each -> each)::iterator) {
            if (entry.getName().endsWith(".class")) {
                try (InputStream content = jar.getInputStream(entry)) {
                    byte[] header = content.readNBytes(8);
                    check(header[7] == 61, file, "contains " + entry.getName() + ", which is not compiled for Java 17");
                }
            }
        }
    }
}
