import io.github.replicate4j.Replicate;
import io.github.replicate4j.run.ModelFunction;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

public class Haiku {

    public static void main(String[] arguments) {
        try (Replicate replicate = Replicate.fromEnvironment()) {
            ModelFunction llama = replicate.use("meta/meta-llama-3-8b-instruct");
            try (Stream<String> tokens = llama.stream(Map.of("prompt", "A haiku about a lighthouse"))) {
                tokens.forEach(System.out::print);
            }
            Path picture = replicate
                    .run("black-forest-labs/flux-schnell", Map.of("prompt", "a lighthouse at dusk"))
                    .file()
                    .saveTo(Path.of("lighthouse.png"));
            System.out.println("\n\nThe picture is in " + picture);
        }
    }
}
