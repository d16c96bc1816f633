package rekey.bench.function;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** As far as ours goes: one instruction a line, once continued lines are joined. */
record Dockerfile(List<String> instructions) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Dockerfile read(Path file) throws IOException {
        String joined = Files.readString(file).replaceAll("\\\\\\R *", "");
        return new Dockerfile(joined.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList());
    }

    /** Of the one instruction of that name. */
    List<String> words(String name) throws IOException {
        List<String> found = instructions.stream()
                .filter(line -> line.startsWith(name + " "))
                .toList();
        if (found.size() != 1) {
            throw new IOException("There are %d of %s.".formatted(found.size(), name));
        }
        return List.of(JSON.readValue(found.get(0).substring(name.length()), String[].class));
    }

    /** Those that make what ships. */
    List<String> lastStage() {
        int last = 0;
        for (int i = 0; i < instructions.size(); i++) {
            last = instructions.get(i).startsWith("FROM ") ? i : last;
        }
        return instructions.subList(last, instructions.size());
    }
}
