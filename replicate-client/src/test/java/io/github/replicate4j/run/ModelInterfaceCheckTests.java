/*
 * Copyright 2026-present the replicate4j authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.replicate4j.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.replicate4j.Replicate;
import io.github.replicate4j.files.AsyncFileOutput;
import io.github.replicate4j.files.FileOutput;
import io.github.replicate4j.predictions.Prediction;
import io.github.replicate4j.predictions.StreamEvent;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;
import org.springframework.core.io.Resource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An invalid model interface is rejected when the instance is created, before the first billed call. */
class ModelInterfaceCheckTests {

    private final Replicate replicate = Replicate.create("r8_never_sent");

    record Fields(String prompt) {}

    static class Bean {}

    // Interfaces.

    @ReplicateModel("acme/model")
    static class PlainClass {}

    @ReplicateModel("acme/model")
    @interface AnnotationType {}

    @ReplicateModel("acme/model")
    sealed interface Sealed permits Unsealed {}

    non-sealed interface Unsealed extends Sealed {}

    interface NotAnnotated {
        String ask(String prompt);
    }

    /** The annotation is not inherited. */
    interface InheritsAnnotation extends Valid {}

    @ReplicateModel(" ")
    interface BlankReference {}

    @ReplicateModel("a/b/c")
    interface InvalidReference {}

    @ReplicateModel("acme/model")
    interface Valid {}

    // Parameters.

    @ReplicateModel("acme/model")
    interface DuplicateName {
        String ask(String prompt, @Input("prompt") String other);
    }

    @ReplicateModel("acme/model")
    interface DuplicateSnakeCaseName {
        String ask(String topP, String top_p);
    }

    @ReplicateModel("acme/model")
    interface BlankName {
        String ask(@Input(" ") String prompt);
    }

    @ReplicateModel("acme/model")
    interface TwoInputObjects {
        String ask(Fields first, Map<String, Object> second);
    }

    @ReplicateModel("acme/model")
    interface InputObjectAndField {
        String ask(String prompt, Bean rest);
    }

    @ReplicateModel("acme/model")
    interface ObjectParameter {
        String ask(Object prompt);
    }

    @ReplicateModel("acme/model")
    interface TypeVariable<T> {
        String ask(T prompt);
    }

    // Return types.

    @ReplicateModel("acme/model")
    interface ReturnsVoid {
        void ask(String prompt);
    }

    @ReplicateModel("acme/model")
    interface ReturnsBoxedVoid {
        Void ask(String prompt);
    }

    @ReplicateModel("acme/model")
    interface ReturnsMonoOfVoid {
        Mono<Void> ask(String prompt);
    }

    @ReplicateModel("acme/model")
    interface ReturnsOptional {
        Optional<String> ask(String prompt);
    }

    @ReplicateModel("acme/model")
    interface ReturnsOptionalInt {
        OptionalInt ask(String prompt);
    }

    @ReplicateModel("acme/model")
    interface ReturnsFuture {
        CompletableFuture<String> ask(String prompt);
    }

    @ReplicateModel("acme/model")
    interface ReturnsPublisher {
        Publisher<String> ask(String prompt);
    }

    @ReplicateModel("acme/model")
    interface ReturnsMonoOfMono {
        Mono<Mono<String>> ask(String prompt);
    }

    @ReplicateModel("acme/model")
    interface ReturnsMonoOfStream {
        Mono<Stream<String>> ask(String prompt);
    }

    @ReplicateModel("acme/model")
    interface ReturnsIntStream {
        IntStream ask(String prompt);
    }

    @ReplicateModel("acme/model")
    interface StreamsNumbers {
        Stream<Integer> ask(String prompt);
    }

    @ReplicateModel("acme/model")
    interface StreamsAsyncFiles {
        Stream<AsyncFileOutput> ask(String prompt);
    }

    @ReplicateModel("acme/model")
    interface StreamsOneKindOfEvent {
        Stream<StreamEvent.Done> ask(String prompt);
    }

    @ReplicateModel("acme/model")
    interface FluxOfFiles {
        Flux<FileOutput> ask(String prompt);
    }

    @ReplicateModel("acme/model")
    interface MonoOfFile {
        Mono<FileOutput> ask(String prompt);
    }

    @ReplicateModel("acme/model")
    interface MonoOfFiles {
        Mono<List<FileOutput>> ask(String prompt);
    }

    @ReplicateModel("acme/model")
    interface MonoOfOutput {
        Mono<Output> ask(String prompt);
    }

    @ReplicateModel("acme/model")
    interface ListOfPredictions {
        List<Prediction> ask(String prompt);
    }

    @ReplicateModel("acme/model")
    interface ListOfOutputs {
        List<Output> ask(String prompt);
    }

    @ReplicateModel("acme/model")
    interface MapOfOptionals {
        Map<String, Optional<String>> ask(String prompt);
    }

    @ReplicateModel("acme/model")
    interface ReturnsBytes {
        byte[] ask(String prompt);
    }

    @ReplicateModel("acme/model")
    interface ReturnsResource {
        Resource ask(String prompt);
    }

    @ReplicateModel("acme/model")
    interface ReturnsStream {
        InputStream ask(String prompt);
    }

    @ReplicateModel("acme/model")
    interface ReturnsPaths {
        List<Path> ask(String prompt);
    }

    @ReplicateModel("acme/model")
    interface ReturnsBuffer {
        ByteBuffer ask(String prompt);
    }

    @ReplicateModel("acme/model")
    @SuppressWarnings("rawtypes")
    interface RawList {
        List ask(String prompt);
    }

    @ReplicateModel("acme/model")
    @SuppressWarnings("rawtypes")
    interface RawMono {
        Mono ask(String prompt);
    }

    @ReplicateModel("acme/model")
    @SuppressWarnings("rawtypes")
    interface RawStream {
        Stream ask(String prompt);
    }

    @ReplicateModel("acme/model")
    @SuppressWarnings("rawtypes")
    interface RawInside {
        Map<String, List> ask(String prompt);
    }

    @ReplicateModel("acme/model")
    interface GenericMethod {
        <T> T ask(String prompt);
    }

    @ReplicateModel("acme/model")
    @SuppressWarnings("rawtypes")
    interface RawParent extends TypeVariable {}

    static Stream<Arguments> invalidInterfaces() {
        return Stream.of(
                Arguments.of(PlainClass.class, "declare an interface"),
                Arguments.of(AnnotationType.class, "declare an interface"),
                Arguments.of(Sealed.class, "not sealed"),
                Arguments.of(NotAnnotated.class, "annotate it with @ReplicateModel"),
                Arguments.of(InheritsAnnotation.class, "annotate it with @ReplicateModel"),
                Arguments.of(BlankReference.class, "model must not be blank"),
                Arguments.of(InvalidReference.class, "owner/name"),
                Arguments.of(DuplicateName.class, "ask(String, String): parameter 'other' is the input field 'prompt'"),
                Arguments.of(
                        DuplicateSnakeCaseName.class,
                        "ask(String, String): parameter 'top_p' is the input field 'top_p'"),
                Arguments.of(BlankName.class, "ask(String): parameter 'prompt' has no name"),
                Arguments.of(TwoInputObjects.class, "ask(Fields, Map): parameter 'first' is the whole input"),
                Arguments.of(InputObjectAndField.class, "ask(String, Bean): parameter 'rest' is the whole input"),
                Arguments.of(ObjectParameter.class, "ask(Object): parameter 'prompt' has type Object"),
                Arguments.of(TypeVariable.class, "type variables"),
                Arguments.of(GenericMethod.class, "type variables"),
                Arguments.of(RawParent.class, "type variables"),
                Arguments.of(ReturnsVoid.class, "ask(String): it returns void, which no output can be converted to"),
                Arguments.of(ReturnsBoxedVoid.class, "no output can be converted to"),
                Arguments.of(ReturnsMonoOfVoid.class, "no output can be converted to"),
                Arguments.of(ReturnsOptional.class, "no output can be converted to"),
                Arguments.of(ReturnsOptionalInt.class, "no output can be converted to"),
                Arguments.of(ReturnsFuture.class, "no output can be converted to"),
                Arguments.of(ReturnsPublisher.class, "no output can be converted to"),
                Arguments.of(ReturnsMonoOfMono.class, "no output can be converted to"),
                Arguments.of(ReturnsMonoOfStream.class, "no output can be converted to"),
                Arguments.of(ReturnsIntStream.class, "no output can be converted to"),
                Arguments.of(ListOfPredictions.class, "no output can be converted to"),
                Arguments.of(ListOfOutputs.class, "no output can be converted to"),
                Arguments.of(MapOfOptionals.class, "no output can be converted to"),
                Arguments.of(
                        StreamsNumbers.class, "the elements of a Stream must be String, StreamEvent or FileOutput"),
                Arguments.of(
                        StreamsAsyncFiles.class, "the elements of a Stream must be String, StreamEvent or FileOutput"),
                Arguments.of(
                        StreamsOneKindOfEvent.class,
                        "the elements of a Stream must be String, StreamEvent or FileOutput"),
                Arguments.of(FluxOfFiles.class, "those of a Flux String, StreamEvent or AsyncFileOutput"),
                Arguments.of(MonoOfFile.class, "use AsyncFileOutput"),
                Arguments.of(MonoOfFiles.class, "use AsyncFileOutput"),
                Arguments.of(MonoOfOutput.class, "use AsyncOutput"),
                Arguments.of(ReturnsBytes.class, "use FileOutput"),
                Arguments.of(ReturnsResource.class, "use FileOutput"),
                Arguments.of(ReturnsStream.class, "use FileOutput"),
                Arguments.of(ReturnsPaths.class, "use FileOutput"),
                Arguments.of(ReturnsBuffer.class, "use FileOutput"),
                Arguments.of(RawList.class, "List has no type arguments"),
                Arguments.of(RawMono.class, "Mono has no type arguments"),
                Arguments.of(RawStream.class, "the elements of a Stream must be"),
                Arguments.of(RawInside.class, "List has no type arguments"));
    }

    @ParameterizedTest
    @MethodSource("invalidInterfaces")
    void invalidInterfaceIsRejected(Class<?> type, String why) {
        for (Runnable use : List.<Runnable>of(
                () -> this.replicate.use(type), () -> this.replicate.async().use(type))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(use::run)
                    .withMessageContaining(type.getName())
                    .withMessageContaining(why);
        }
    }

    interface IgnoredMethods<T> {

        default Optional<T> ignoredDefault(Object any) {
            return Optional.empty();
        }

        static void ignoredStatic(Object any) {}
    }

    @ReplicateModel("acme/model")
    interface Unusual extends IgnoredMethods<String> {

        AsyncFileOutput file(String prompt);

        AsyncOutput output(String prompt);

        Map<String, ?> anyOf(String prompt);

        List<? extends FileOutput> wildcard(String prompt);

        Fields[] array(String... prompts) throws Exception;
    }

    @Test
    void unusualInterfaceIsAccepted() {
        assertThat(this.replicate.use(Valid.class)).isNotNull();
        assertThat(this.replicate.use(Unusual.class).ignoredDefault(1)).isEmpty();
    }

    @Test
    @SuppressWarnings("NullAway")
    void unnamedParameterNeedsInputAnnotation(@TempDir Path directory) throws Exception {
        Path source = Files.writeString(directory.resolve("Nameless.java"), """
                import io.github.replicate4j.run.*;
                public class Nameless {
                    @ReplicateModel("acme/model")
                    public interface Unnamed { String ask(@Input("prompt") String a, String b); }
                    @ReplicateModel("acme/model")
                    public interface EmptyInput { String ask(@Input String a); }
                    @ReplicateModel("acme/model")
                    public interface Valid {
                        String ask(@Input("prompt") String a, @Input("seed") int b);
                        String ask(java.util.Map<String, Object> all);
                        String ask();
                    }
                }
                """);
        List<String> options = new ArrayList<>(
                List.of("-d", directory.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none"));
        options.add(source.toString());
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, options.toArray(String[]::new)))
                .isZero();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {directory.toUri().toURL()}, getClass().getClassLoader())) {
            Class<?> unnamed = loader.loadClass("Nameless$Unnamed");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> this.replicate.use(unnamed))
                    .withMessageContaining("Unnamed.ask(String, String): parameter 2 has no name")
                    .withMessageContaining("@Input")
                    .withMessageContaining("-parameters");
            Class<?> emptyInput = loader.loadClass("Nameless$EmptyInput");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> this.replicate.use(emptyInput))
                    .withMessageContaining("parameter 1 has no name");
            assertThat((Object) this.replicate.use(loader.loadClass("Nameless$Valid")))
                    .hasToString("Valid[acme/model]");
        }
    }
}
