package rekey.infra;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.lambda.AssetImageCodeProps;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.DockerImageCode;

/**
 * The archive with all of Rekey's functions, {@code lambda/target/rekey-functions.zip} after a build.
 *
 * @param path given from outside, so that a template can be made without a build
 * @param image what a container image of the token function is built from, {@code bench/target/image} after a build; need
 *     not be there where no image is asked for
 */
public record FunctionArchive(Path path, Optional<Path> image) {

    /** @throws IllegalArgumentException when there is no such archive */
    public FunctionArchive {
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException(
                    "There is no archive %s: build it with ./mvnw -pl lambda -am package.".formatted(path));
        }
    }

    /** For who wants no image. */
    public FunctionArchive(Path path) {
        this(path, Optional.empty());
    }

    Code code() {
        return Code.fromAsset(path.toString());
    }

    /**
     * Only copied when a template is made: Docker builds it when it is deployed.
     *
     * @param base the image to build on
     * @throws IllegalArgumentException when there is nothing that one could be built from
     */
    DockerImageCode imageOn(String base) {
        Path directory = image.filter(built -> Files.isRegularFile(built.resolve("Dockerfile")))
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is nothing to build the image of tokenImage from%s: make it with ./mvnw -pl bench -am package."
                                .formatted(image.map(missing -> ", which would be in " + missing)
                                        .orElse(""))));
        return DockerImageCode.fromImageAsset(
                directory.toString(),
                AssetImageCodeProps.builder().buildArgs(Map.of("BASE", base)).build());
    }
}
