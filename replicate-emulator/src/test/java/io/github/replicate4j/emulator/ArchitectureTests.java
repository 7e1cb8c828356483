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

package io.github.replicate4j.emulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

@AnalyzeClasses(packages = "io.github.replicate4j.emulator", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    @ArchTest
    static final ArchRule packagesDoNotDependOnEachOtherInCircles =
            slices().matching("io.github.replicate4j.(emulator..)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theEmulatorKnowsNothingOfTheClient = noClasses()
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "belong to replicate4j but not to the emulator",
                    (JavaClass type) -> type.getPackageName().startsWith("io.github.replicate4j")
                            && !type.getPackageName().startsWith("io.github.replicate4j.emulator")));

    @ArchTest
    static final ArchRule theEmulatorNeedsNoSpringBoot =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.springframework.boot..");

    @ArchTest
    static final ArchRule theEmulatorHasNoApplicationContext =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.springframework.context..");

    @ArchTest
    static final ArchRule picturesAreDrawnByTheModelsAlone = classes()
            .that()
            .resideInAPackage("io.github.replicate4j.emulator.picture")
            .should()
            .onlyHaveDependentClassesThat(DescribedPredicate.describe(
                    "draw, or are image models",
                    (JavaClass type) -> type.getPackageName().endsWith(".picture")
                            || Set.of("ImageModel", "ImageEditModel").contains(type.getSimpleName())));
}
