package rekey.sandbox.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How many classes a JVM has loaded, by whose they are, as it logs them itself. */
final class LoadedClasses {
    private static final Pattern LINE = Pattern.compile(".*\\[class,load *] (\\S+) source: .*");
    /** Spun at run time, for lambdas and method handles. */
    private static final Pattern HIDDEN = Pattern.compile(".*[/+]0x[0-9a-f]+$");

    private LoadedClasses() {}

    /** The option that makes a JVM log them. */
    static String logTo(Path file) {
        return "-Xlog:class+load=info:file=" + file;
    }

    static Map<String, Integer> byOrigin(Path log) throws IOException {
        Map<String, Integer> counted = new TreeMap<>();
        try (Stream<String> lines = Files.lines(log)) {
            lines.map(LINE::matcher)
                    .filter(Matcher::matches)
                    .forEach(line -> counted.merge(origin(line.group(1)), 1, Integer::sum));
        }
        return counted;
    }

    private static String origin(String name) {
        if (HIDDEN.matcher(name).matches()) {
            return "spun at run time";
        } else if (name.startsWith("rekey.")) {
            return "Rekey";
        } else if (name.startsWith("software.amazon.")) {
            return "AWS SDK";
        } else if (name.startsWith("com.fasterxml.")) {
            return "Jackson";
        } else if (name.startsWith("okhttp3.") || name.startsWith("okio.") || name.startsWith("kotlin.")) {
            return "OkHttp, Okio, Kotlin";
        } else if (name.startsWith("com.amazonaws.")) {
            return "Lambda's runtime client";
        } else if (name.matches("(java|javax|jdk|sun|com\\.sun)\\..*")) {
            return "JDK";
        }
        return "others";
    }
}
