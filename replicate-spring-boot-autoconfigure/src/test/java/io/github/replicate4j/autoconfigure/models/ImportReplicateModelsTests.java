/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.autoconfigure.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import io.github.replicate4j.AsyncReplicate;
import io.github.replicate4j.Replicate;
import io.github.replicate4j.autoconfigure.ReplicateAutoConfiguration;
import io.github.replicate4j.autoconfigure.ReplicateConfigurationException;
import io.github.replicate4j.autoconfigure.models.scanned.ScansItsPackage;
import io.github.replicate4j.autoconfigure.models.scanned.Teller;
import io.github.replicate4j.emulator.ReplicateEmulator;
import io.github.replicate4j.emulator.model.InputType;
import io.github.replicate4j.emulator.request.Operation;
import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.run.ReplicateModel;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.support.BeanDefinitionOverrideException;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.test.context.assertj.ApplicationContextAssertProvider;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@ExtendWith(OutputCaptureExtension.class)
class ImportReplicateModelsTests {

    private static final ReplicateEmulator emulator = ReplicateEmulator.start();

    private static final String HIDDEN = "io.github.replicate4j.autoconfigure.models.scanned.deeper.Hidden";

    private final ApplicationContextRunner context = connected(new ApplicationContextRunner());

    private static <
                    R extends AbstractApplicationContextRunner<R, C, A>,
                    C extends ConfigurableApplicationContext,
                    A extends ApplicationContextAssertProvider<C>>
            R connected(R runner) {
        return runner.withConfiguration(AutoConfigurations.of(
                        ReactiveHttpClientAutoConfiguration.class,
                        WebClientAutoConfiguration.class,
                        ReplicateAutoConfiguration.class))
                .withBean(ReplicateEmulator.class, () -> emulator, definition -> definition.setDestroyMethodName(""));
    }

    @BeforeEach
    void teachTheEmulator() {
        emulator.reset();
        emulator.model("acme/teller")
                .official()
                .respond((input, script) ->
                        script.output("reply to " + input.get("prompt")).succeed());
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @Configuration(proxyBeanMethods = false)
    @ImportReplicateModels(Teller.class)
    static class ByType {}

    record Story(Teller teller) {}

    @Configuration(proxyBeanMethods = false)
    static class Writes {

        @Bean
        Story story(Teller teller) {
            return new Story(teller);
        }
    }

    @Test
    void modelCanBeInjected() {
        this.context.withUserConfiguration(Writes.class, ByType.class).run(context -> {
            assertThat(context.getBean(Story.class).teller().ask("all")).isEqualTo("reply to all");
            assertThat(context).getBeanNames(Teller.class).containsExactly(Teller.class.getName());
            assertThat(context).doesNotHaveBean(HIDDEN);
        });
    }

    @Test
    void modelIsABeanInAServletApplication() {
        connected(new WebApplicationContextRunner())
                .withUserConfiguration(ByType.class)
                .run(context ->
                        assertThat(context.getBean(Teller.class).ask("all")).isEqualTo("reply to all"));
    }

    @Test
    void modelIsABeanInAReactiveApplication() {
        connected(new ReactiveWebApplicationContextRunner())
                .withUserConfiguration(ByType.class)
                .run(context ->
                        assertThat(context.getBean(Teller.class).ask("all")).isEqualTo("reply to all"));
    }

    @Test
    void scansThePackageOfTheClassByDefault() {
        this.context
                .withUserConfiguration(ScansItsPackage.class)
                .run(context -> assertThat(context.getBeanFactory().getBeanDefinitionNames())
                        .contains(Teller.class.getName(), HIDDEN)
                        .doesNotContain(
                                ScansItsPackage.NoModel.class.getName(),
                                ScansItsPackage.NoInterface.class.getName(),
                                ScansItsPackage.OtherProfile.class.getName()));
        this.context
                .withUserConfiguration(ScansItsPackage.class)
                .withPropertyValues("spring.profiles.active=other")
                .run(context -> assertThat(context).hasSingleBean(ScansItsPackage.OtherProfile.class));
    }

    @Configuration(proxyBeanMethods = false)
    @ImportReplicateModels(basePackages = "io.github.replicate4j.autoconfigure.models.scanned.deeper")
    static class ByPackage {}

    @Test
    void scansOnlyTheGivenPackages() {
        this.context
                .withUserConfiguration(ByPackage.class)
                .run(context -> assertThat(context).hasBean(HIDDEN).doesNotHaveBean(Teller.class));
    }

    @Configuration(proxyBeanMethods = false)
    @ImportReplicateModels(types = Teller.class, basePackageClasses = ScansItsPackage.class)
    static class ByPackageOfClass {}

    @Test
    void listedAndScannedInterfaceIsOneBean() {
        this.context
                .withUserConfiguration(ByPackageOfClass.class)
                .run(context -> assertThat(context).hasBean(HIDDEN).hasSingleBean(Teller.class));
    }

    @Test
    void severalClassesCanImportTheSameModel() {
        this.context
                .withUserConfiguration(ByType.class, ScansItsPackage.class, ByPackageOfClass.class)
                .run(context -> {
                    assertThat(context).hasSingleBean(Teller.class);
                    assertThat(context.getBean(Teller.class).ask("all")).isEqualTo("reply to all");
                });
    }

    @Test
    void severalClassesCanImportTheSameModelWithBeanOverriding() {
        this.context
                .withAllowBeanDefinitionOverriding(true)
                .withUserConfiguration(ByType.class, ScansItsPackage.class)
                .run(context -> assertThat(context).hasSingleBean(Teller.class));
    }

    @Configuration(proxyBeanMethods = false)
    @ImportReplicateModels(basePackages = "io.github.replicate4j.nothing.here")
    static class FindsNothing {}

    @Test
    void warnsIfNoInterfaceIsFound(CapturedOutput output) {
        this.context
                .withUserConfiguration(FindsNothing.class)
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output)
                .containsOnlyOnce("has found no interface with @ReplicateModel in [io.github.replicate4j.nothing.here]")
                .contains(FindsNothing.class.getName());
    }

    interface NoModel {}

    @Configuration(proxyBeanMethods = false)
    @ImportReplicateModels(NoModel.class)
    static class NamesNoModel {}

    @Configuration(proxyBeanMethods = false)
    @ImportReplicateModels({Teller.class, ScansItsPackage.NoInterface.class})
    static class NamesNoInterface {}

    @Test
    void rejectsATypeThatIsNotAModel() {
        assertRejected(NamesNoModel.class, NoModel.class);
        assertRejected(NamesNoInterface.class, ScansItsPackage.NoInterface.class);
    }

    private void assertRejected(Class<?> configuration, Class<?> type) {
        this.context
                .withUserConfiguration(configuration)
                .run(context -> assertThat(context)
                        .getFailure()
                        .isInstanceOf(ReplicateConfigurationException.class)
                        .hasMessageContaining(configuration.getName())
                        .hasMessageContaining(type.getName())
                        .hasMessageContaining("which is not an interface with @ReplicateModel"));
    }

    @ReplicateModel("acme/teller")
    interface CannotWork {

        void ask(String prompt);
    }

    @Configuration(proxyBeanMethods = false)
    @ImportReplicateModels(CannotWork.class)
    static class NamesWhatCannotWork {}

    @Test
    void invalidModelFailsStartup() {
        this.context
                .withUserConfiguration(NamesWhatCannotWork.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasMessageContaining(CannotWork.class.getName())
                        .rootCause()
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("ask(String): it returns void"));
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnModel {

        @Bean
        Teller ownTeller() {
            return prompt -> "own " + prompt;
        }
    }

    @Test
    void anotherBeanOfTheTypeTakesPrecedence() {
        this.context
                .withUserConfiguration(ByType.class, OwnModel.class, Writes.class)
                .run(context -> {
                    assertThat(context.getBean(Story.class).teller().ask("all")).isEqualTo("own all");
                    assertThat(context.getBean(Teller.class.getName(), Teller.class)
                                    .ask("all"))
                            .isEqualTo("reply to all");
                });
    }

    @Configuration(proxyBeanMethods = false)
    static class TakesTheName {

        @Bean("io.github.replicate4j.autoconfigure.models.scanned.Teller")
        Teller ownTeller() {
            return prompt -> "own " + prompt;
        }
    }

    @Test
    void rejectsADuplicateBeanName() {
        this.context
                .withUserConfiguration(TakesTheName.class, ByType.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .isInstanceOf(BeanDefinitionOverrideException.class)
                        .hasMessageContaining(Teller.class.getName()));
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnClient {

        @Bean
        AsyncReplicate mine() {
            return AsyncReplicate.builder()
                    .baseUrl(emulator.baseUrl().toString())
                    .bearerToken(emulator.token())
                    .defaultHeader("X-Mine", "1")
                    .buildAsync();
        }
    }

    @Test
    void usesACustomClient() {
        this.context.withUserConfiguration(OwnClient.class, ByType.class).run(context -> {
            context.getBean(Teller.class).ask("all");
            assertThat(emulator.requests().all())
                    .isNotEmpty()
                    .allSatisfy(request -> assertThat(request.header("X-Mine")).isEqualTo("1"));
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoClients {

        @Bean
        Replicate first(AsyncReplicate client) {
            return client.blocking();
        }

        @Bean
        Replicate second(AsyncReplicate client) {
            return client.withOptions(options -> options.header("X-Second", "1"))
                    .blocking();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportReplicateModels(types = Teller.class, client = "second")
    static class ByTypeOnTheSecond {}

    @Configuration(proxyBeanMethods = false)
    @ImportReplicateModels(types = Teller.class, client = "first")
    static class ByTypeOnTheFirst {}

    @Test
    void modelsCanBelongToOneOfSeveralClients() {
        this.context
                .withUserConfiguration(TwoClients.class, ByTypeOnTheFirst.class, ByTypeOnTheSecond.class)
                .run(context -> {
                    assertThat(secondIsNamedBy(context.getBean("first#" + Teller.class.getName(), Teller.class)))
                            .containsOnlyNulls();
                    assertThat(secondIsNamedBy(context.getBean("second#" + Teller.class.getName(), Teller.class)))
                            .containsOnly("1");
                });
    }

    private static List<String> secondIsNamedBy(Teller teller) {
        int before = emulator.requests().all().size();
        teller.ask("all");
        return emulator.requests().all().stream()
                .skip(before)
                .map(request -> request.header("X-Second"))
                .toList();
    }

    @Test
    void failsIfTheClientIsAmbiguous() {
        this.context
                .withUserConfiguration(TwoClients.class, ByType.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(NoUniqueBeanDefinitionException.class)
                        .hasMessageContaining("first,second"));
    }

    @Test
    void applicationWithoutClientStartsAndItsModelsFailWhenTheyAreCalled() {
        new ApplicationContextRunner()
                .withUserConfiguration(ByType.class, ByTypeOnTheSecond.class)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(Teller.class.getName()))
                            .hasToString(Teller.class.getName() + " without a client");
                    for (Teller teller : context.getBeansOfType(Teller.class).values()) {
                        assertThatIllegalStateException()
                                .isThrownBy(() -> teller.ask("all"))
                                .withMessageContaining(Teller.class.getName() + ".ask")
                                .withMessageContaining("Define a Replicate bean, or remove replicate.enabled=false")
                                .withMessageContaining("@AutoConfigureReplicateEmulator");
                    }
                });
    }

    @Test
    void unknownClientFailsStartup() {
        this.context
                .withUserConfiguration(ByTypeOnTheSecond.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(NoSuchBeanDefinitionException.class)
                        .hasMessageContaining("second"));
    }

    @Test
    void modelOfAMockedClientIsLookedUpWhenItIsCalled() {
        Replicate mock = mock(Replicate.class);
        this.context
                .withBean("mock", Replicate.class, () -> mock)
                .withUserConfiguration(ByType.class)
                .run(context -> {
                    Teller teller = context.getBean(Teller.class);
                    assertThatIllegalStateException().isThrownBy(() -> teller.ask("all"));
                    given(mock.use(Teller.class)).willReturn(prompt -> "mocked " + prompt);
                    assertThat(teller.ask("all")).isEqualTo("mocked all");
                });
    }

    @Test
    void clientIsCreatedWithTheModel() {
        this.context
                .withInitializer(context ->
                        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
                .withUserConfiguration(ByType.class)
                .run(context -> {
                    assertThat(context.getBeanFactory().containsSingleton("asyncReplicate"))
                            .isFalse();
                    context.getBean(Teller.class);
                    assertThat(context.getBeanFactory().containsSingleton("asyncReplicate"))
                            .isTrue();
                    assertThat(emulator.requests().all()).isEmpty();
                });
    }

    @Test
    void emulatorBeanSuffices() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        ReactiveHttpClientAutoConfiguration.class,
                        WebClientAutoConfiguration.class,
                        ReplicateAutoConfiguration.class))
                .withPropertyValues("replicate.mode=emulator")
                .withUserConfiguration(DrawsWithTheEmulator.class)
                .run(context -> assertThat(context.getBean(FluxSchnell.class)
                                .draw("a lighthouse")
                                .bytes())
                        .startsWith(0x89, 'P', 'N', 'G'));
    }

    @ReplicateModel("black-forest-labs/flux-schnell")
    interface FluxSchnell {

        FileOutput draw(String prompt);
    }

    @ImportReplicateModels(FluxSchnell.class)
    static class DrawsWithTheEmulator {}

    @Test
    void worksWithoutSpringBoot() {
        try (AnnotationConfigApplicationContext plain =
                new AnnotationConfigApplicationContext(OwnBlockingClient.class, ByType.class)) {
            assertThat(plain.getBean(Teller.class).ask("all")).isEqualTo("reply to all");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(OwnClient.class)
    static class OwnBlockingClient {

        @Bean
        Replicate replicate(AsyncReplicate mine) {
            return mine.blocking();
        }
    }

    @Test
    void anInterfaceIsNotVerifiedByDefault() {
        emulator.model("acme/teller").input("question", InputType.STRING, true);
        this.context
                .withUserConfiguration(ByType.class)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void anInterfaceThatDoesNotMatchItsModelFailsTheStart() {
        emulator.model("acme/teller").input("question", InputType.STRING, true);
        this.context
                .withUserConfiguration(ByType.class)
                .withPropertyValues("replicate.models.verify=fail")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("does not match the schema of acme/teller")
                        .hasMessageContaining("'question' is required, but not sent"));
    }

    @Test
    void anInterfaceThatDoesNotMatchItsModelIsLogged(CapturedOutput output) {
        emulator.model("acme/teller").input("question", InputType.STRING, true);
        this.context
                .withUserConfiguration(ByType.class)
                .withPropertyValues("replicate.models.verify=warn")
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output).contains("does not match the schema of acme/teller");
    }

    @Test
    void anApplicationStartsIfAModelCannotBeRead(CapturedOutput output) {
        emulator.faults().next(Operation.MODELS_GET).status(401);
        this.context
                .withUserConfiguration(ByType.class)
                .withPropertyValues("replicate.models.verify=fail")
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output).contains(Teller.class.getName() + " was not verified: ");
    }
}
