/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The modules that are published: all except those that set {@code maven.deploy.skip}. */
class PublishedModulesTests {

    private static final Path ROOT = Path.of("..");

    private static final Set<String> BRINGS_REACTOR_NETTY = Set.of(
            "reactor-netty",
            "reactor-netty-http",
            "spring-boot-reactor-netty",
            "spring-boot-starter-reactor-netty",
            "spring-boot-starter-webclient",
            "spring-boot-starter-webflux");

    @Test
    void bomManagesAllPublishedModules() throws Exception {
        List<String> managed = texts(pom("replicate-bom"), "artifactId").stream()
                .filter(artifact -> artifact.startsWith("replicate-") && !artifact.equals("replicate-bom"))
                .toList();
        assertThat(managed).containsExactlyInAnyOrderElementsOf(published());
    }

    @Test
    void eachPublishedModuleHasAModuleName() throws Exception {
        for (String module : published()) {
            assertThat(texts(pom(module), "module.name"))
                    .as(module)
                    .singleElement()
                    .asString()
                    .startsWith("io.github.replicate4j.");
        }
    }

    /** The plugin that publishes to Maven Central ignores {@code maven.deploy.skip}. */
    @Test
    void otherModulesAreNotPublishedToMavenCentral() throws Exception {
        List<String> others = new ArrayList<>(texts(pom(""), "module"));
        others.removeAll(published());
        others.remove("replicate-bom");
        assertThat(others).contains("sample-app").allSatisfy(module -> {
            assertThat(texts(pom(module), "skipPublishing")).containsExactly("true");
            assertThat(texts(pom(module), "maven.javadoc.skip")).containsExactly("true");
        });
    }

    /** Maven Central requires them of every jar, and the plugins create none for a module without code. */
    @Test
    void eachPublishedModuleHasSourcesAndJavadoc() throws Exception {
        for (String module : published()) {
            if (Files.notExists(ROOT.resolve(module).resolve("src/main/java"))) {
                assertThat(texts(pom(module), "maven.source.forceCreation"))
                        .as(module)
                        .containsExactly("true");
                assertThat(texts(pom(module), "classifier")).as(module).contains("javadoc");
            }
        }
    }

    /**
     * An exclusion is effective in Gradle only if each path to a dependency has it. So each module that depends on Reactor Netty must
     * exclude its native code for HTTP/3.
     */
    @Test
    void noPublishedModuleBringsNativeCodeForHttp3() throws Exception {
        for (String module : published()) {
            Document pom = pom(module);
            NodeList dependencies = pom.getElementsByTagName("dependency");
            for (int i = 0; i < dependencies.getLength(); i++) {
                Element dependency = (Element) dependencies.item(i);
                if (texts(dependency, "artifactId").stream().anyMatch(BRINGS_REACTOR_NETTY::contains)
                        && !texts(dependency, "scope").contains("test")
                        && !texts(dependency, "optional").contains("true")) {
                    assertThat(texts(dependency, "artifactId")).as(module).contains("netty-codec-native-quic");
                }
            }
        }
    }

    private static List<String> published() throws Exception {
        List<String> published = new ArrayList<>(texts(pom(""), "module"));
        published.remove("replicate-bom");
        for (String module : List.copyOf(published)) {
            if (texts(pom(module), "maven.deploy.skip").contains("true")) {
                published.remove(module);
            }
        }
        assertThat(published).contains("replicate-client", "replicate-spring-boot-starter");
        return published;
    }

    private static Document pom(String module) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(ROOT.resolve(module).resolve("pom.xml").toFile());
    }

    private static List<String> texts(Document pom, String element) {
        return texts(pom.getDocumentElement(), element);
    }

    private static List<String> texts(Element parent, String element) {
        NodeList nodes = parent.getElementsByTagName(element);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent().strip());
        }
        return texts;
    }
}
