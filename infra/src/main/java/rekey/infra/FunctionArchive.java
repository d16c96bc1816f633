package rekey.infra;

import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awscdk.services.lambda.Code;

/**
 * The archive with all of Rekey's functions, {@code lambda/target/rekey-functions.zip} after a build.
 *
 * @param path given from outside, so that a template can be made without a build
 */
public record FunctionArchive(Path path) {

    /** @throws IllegalArgumentException when there is no such file */
    public FunctionArchive {
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException(
                    "There is no archive %s: build it with ./mvnw -pl lambda -am package.".formatted(path));
        }
    }

    Code code() {
        return Code.fromAsset(path.toString());
    }
}
