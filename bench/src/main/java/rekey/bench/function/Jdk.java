package rekey.bench.function;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * An installed JDK.
 *
 * @param feature its feature version, 17 or above
 * @param name vendor and version, as its {@code release} file says them
 */
public record Jdk(Path home, int feature, String name) {

    /** The one that runs this; in an image it may have no {@code release} file. */
    static Jdk running() {
        return new Jdk(
                Path.of(System.getProperty("java.home")),
                Runtime.version().feature(),
                System.getProperty("java.vendor") + " " + Runtime.version());
    }

    /** @throws IOException when there is none in {@code home} */
    public static Jdk at(Path home) throws IOException {
        if (!Files.isExecutable(home.resolve("bin/java"))) {
            throw new IOException("There is no JDK in %s: bin/java is missing.".formatted(home));
        }
        Properties release = new Properties();
        try (InputStream in = Files.newInputStream(home.resolve("release"))) {
            release.load(in);
        }
        String version = unquoted(release, "JAVA_VERSION");
        return new Jdk(
                home.toRealPath(),
                Integer.parseInt(version.split("\\D", 2)[0]),
                (unquoted(release, "IMPLEMENTOR") + " " + version).strip());
    }

    /** The certificate authorities that it brings. */
    public Path cacerts() {
        return home.resolve("lib/security/cacerts");
    }

    private static String unquoted(Properties release, String key) {
        return release.getProperty(key, "").replace("\"", "");
    }
}
