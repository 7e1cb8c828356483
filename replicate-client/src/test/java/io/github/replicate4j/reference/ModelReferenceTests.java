/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelReferenceTests {

    private static final String ID = "5c7d5dc6dd8bf75c1acaa8565735e7986bc5b66206b55cca93cb72c9bf15ccaa";

    @ParameterizedTest
    @CsvSource({
        "acme/painter, acme, painter,",
        "a/b:c, a, b, c",
        "Acme-1/stable_diffusion.v2:latest, Acme-1, stable_diffusion.v2, latest",
        ".a/..b:c.., .a, ..b, c..",
        ID + ",,, " + ID,
        "v1.0, , , v1.0",
    })
    void parsesEachForm(String reference, @Nullable String owner, @Nullable String name, @Nullable String version) {
        ModelReference parsed = ModelReference.parse(reference);
        assertThat(parsed).isEqualTo(new ModelReference(owner, name, version));
        assertThat(parsed).hasToString(reference);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "/", "a/", "/b", "a/b/c", "a/b:", "a/b:c:d", "a/b:c/d", "a:b/c", "a:b", "a b/c", "a/b ",
                "a/b\n", "ä/b", "a/b?c", "a/b#c", "a/b%2f", "..", ".", "../b", "a/..", "a/.:c", "a/b:..", "a\\b"
            })
    void rejectsOtherTexts(String reference) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelReference.parse(reference))
                .withMessageContaining("must have the form owner/name or owner/name:version, or be a version id");
    }

    @Test
    void longTextIsNotCutWithinACharacter() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelReference.parse("x".repeat(99) + "😀"))
                .withMessageContaining("'" + "x".repeat(99) + "...'");
    }

    @ParameterizedTest
    @ValueSource(strings = {ID, "0", "abcdef0123", "zzzzzzzzzzzzzzzzzzzz", "ZzzzzzzzzzzzzzzzzzZ9"})
    void versionIdCanBeRun(String id) {
        assertThat(ModelReference.ofModel(id).version()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"flux", "ABC", "zzzzzzzzzzzzzzzzzzz", "flux-schnell-or-another-long-name", "v1.0"})
    void nameWithoutOwnerCannotBeRun(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelReference.ofModel(name))
                .withMessageContaining("has no owner and is not a version id");
    }

    @Test
    void onlyAModelIsAcceptedWhereAVersionIsNotAllowed() {
        assertThat(ModelReference.ownerAndName("model", "acme/painter").model()).isEqualTo("acme/painter");
        for (String other : new String[] {"acme/painter:1", "acme", ID, "acme/"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ModelReference.ownerAndName("model", other))
                    .withMessage("model '" + other + "' must have the form owner/name");
        }
    }
}
